import InfusionCore
import Quantities
import Testing

@testable import Devices
@testable import PatientSimulator

/// Habits of single kinds that matter to whoever practises with them.
@Suite struct HabitTests {
  @Test(arguments: DeviceKind.all)
  func itAnswersNobodyWhoSaysNothingToIt(kind: DeviceKind) {
    var silent = SimulatedBedside(seed: 1, specs: [SimulatedDeviceSpec(kind)])
    let asked: Set<DeviceKind> = [
      .contecV7, .sunTech, .pm6750, .dri, .dinamap, .accutorr3, .intelliVue, .intelliVueLAN,
      .asena, .ne1000, .fresenius, .bcc,
    ]
    #expect(silent.advance(to: .seconds(15)).isEmpty == asked.contains(kind))
  }

  /// The simulated devices ignore commands that would inflate a cuff or start or stop a pump.
  @Test(arguments: [
    (DeviceKind.sunTech, "3A 20 00 A6"), (.par, "02 30 31 3B 3B 44 37 03"),
    (.pm6750, "55 AA 04 02 01 F8"), (.dinamap, "20 4E 43 30 21 45 0D"), (.dinamap, "20 4E 44 21 35 0D"),
    (
      .intelliVue,
      "C0 11 01 00 2A E1 00 00 02 00 01 00 22 00 00 00 05 00 1C 00 21 00 00 00 00 00 00 00 00 00 "
        + "01 00 0E 00 00 F2 3A 00 08 00 01 00 04 00 02 01 02 F5 5C C1"
    ),
    (.ne1000, "52 55 4E 0D"), (.ne1000, "53 54 50 0D"),
  ])
  func whatIsNoQuestionIsNotObeyed(kind: DeviceKind, hex: String) {
    var told = SimulatedBedside(seed: 1, specs: [SimulatedDeviceSpec(kind)])
    var left = told
    let word = hex.split(separator: " ").compactMap { UInt8($0, radix: 16) }
    told.received(word, device: 0, at: .start)
    #expect(told.advance(to: .seconds(40)) == left.advance(to: .seconds(40)))
  }

  @Test func aNewEraForgetsItsStallWithTheFirstQuestion() {
    var pump = SimulatedBedside(seed: 1, specs: [SimulatedDeviceSpec(.ne1000)])
    var decoder = NE1000Decoder()
    pump.follow(phase: .infusing, rate: .init(60), concentration: nil, at: .start)
    pump.inject(.pump(.occluded, .seconds(10)))
    let states = (Int64(1)...12).map { second -> NE1000Reply.State? in
      pump.received(NE1000Question.rate.bytes, device: 0, at: .seconds(second))
      let bytes = pump.advance(to: .seconds(second)).flatMap(\.bytes)
      return decoder.messages(in: bytes).first?.state
    }
    #expect(states.prefix(3) == [.alarm(.stalled), .stopped, .stopped])
    #expect(states.suffix(2) == [.infusing, .infusing])
  }

  /// It gives up on a host that does not answer its enquiries, and says "wrong" until it is greeted again.
  @Test func aFreseniusEndsAConversationThatNobodyKeepsUp() {
    var pump = SimulatedBedside(seed: 1, specs: [SimulatedDeviceSpec(.fresenius)])
    var decoder = FreseniusDecoder()
    func say(_ word: FreseniusWord, at second: Int64) -> [FreseniusMessage] {
      pump.received(word.bytes(to: .number(1)), device: 0, at: .seconds(second))
      return decoder.messages(in: pump.advance(to: .seconds(second)).flatMap(\.bytes))
    }
    let wrong = FreseniusMessage.report(FreseniusReport(state: FreseniusReport.notUnderstood))
    #expect(say(.rateAndVolume, at: 1) == [.acknowledged, wrong])
    #expect(say(.connect, at: 2) == [.acknowledged, .report(FreseniusReport()), .enquiry])
    #expect(say(.rateAndVolume, at: 30).contains(wrong))
  }

  /// It says which monitor it is before it is asked anything, and ends what nobody keeps up.
  @Test func anIntelliVueTellsOnlyWhoIsAssociatedAndAsks() {
    var monitor = SimulatedBedside(seed: 1, specs: [SimulatedDeviceSpec(.intelliVue)])
    var decoder = IntelliVueDecoder()
    func say(_ words: IntelliVueWord..., at second: Int64) -> [IntelliVueMessage] {
      for word in words { monitor.received(word.bytes(on: .serial), device: 0, at: .seconds(second)) }
      return decoder.messages(in: monitor.advance(to: .seconds(second)).flatMap(\.bytes))
    }
    #expect(say(.ask(.numerics), .release, at: 1).isEmpty)
    let presented = IntelliVueMessage.created(IntelliVueCreation(invocation: 1))
    #expect(say(.associate, .ask(.numerics), at: 2) == [.association(.accepted), presented])
    #expect(say(.createdHeard(invocation: 1), .ask(.numerics), .ask(.patient), at: 3).count == 4)
    #expect(say(at: 20) == [.association(.aborted)])
    #expect(say(.ask(.numerics), at: 21).isEmpty)
    #expect(say(.associate, .release, at: 22).last == .association(.released))
  }

  /// Eight bytes of noise, and a question cut in two.
  @Test func aQuestionIsHeardInNoiseAndInPieces() {
    var ear = HostEar(SunTechQuestion.allCases) { $0.bytes }
    let question = SunTechQuestion.cuffPressure.bytes
    #expect(ear.words(in: [0x3A, 0x3A, 0x79, 0x3A, 0x00, 0x79, 0x05, 0x3A]).isEmpty)
    #expect(ear.words(in: Array(question.prefix(2))).isEmpty)
    #expect(ear.words(in: Array(question.dropFirst(2)) + question).count == 2)
  }

  @Test func aHandOnOneCableLeavesTheOthersAlone() {
    var trolley = SimulatedBedside(
      seed: 1, specs: [SimulatedDeviceSpec(.noninDF8), SimulatedDeviceSpec(.nellcor)])
    trolley.disturbCable(.out, device: 0)
    let sent = trolley.advance(to: .seconds(10))
    #expect(sent.filter { $0.device == 0 }.map(\.content) == [.unplugged])
    #expect(sent.count { $0.device == 1 } == 6)
    trolley.disturbCable(nil, device: 0)
    let back = trolley.advance(to: .seconds(20)).filter { $0.device == 0 }
    #expect(back.first?.content == .pluggedIn)
    #expect(back.count > 9)
  }
}

extension Transmission {
  fileprivate var bytes: [UInt8] { if case .bytes(let bytes) = content { bytes } else { [] } }
}
