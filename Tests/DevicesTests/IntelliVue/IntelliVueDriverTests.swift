import Devices
import InfusionCore
import Quantities
import Testing

@Suite struct IntelliVueDriverTests {
  private let release = IntelliVueWord.release.bytes(on: .serial)
  private let associate = IntelliVueWord.associate.bytes(on: .serial)
  private let numerics = IntelliVueWord.ask(.numerics).bytes(on: .serial)
  private let patient = IntelliVueWord.ask(.patient).bytes(on: .serial)
  private let accepted = IntelliVueMessage.association(.accepted).bytes(on: .serial)
  private let created = IntelliVueMessage.created(
    IntelliVueCreation(invocation: 1, bed: "CHAIR 2")
  ).bytes(on: .serial)

  private func answer(_ rate: Int, ticks: UInt32 = 0) -> [UInt8] {
    let value = IntelliVueValue(0x4182, .value(Fixed(rate)), unit: 0x0AA0)
    return IntelliVueMessage.answer(
      IntelliVueAnswer(
        .numerics, .closing, ticks: ticks, [IntelliVueObject(handle: 2, [.label("FC"), .values([value])])])
    ).bytes(on: .serial)
  }

  private func named(_ id: String) -> [UInt8] {
    IntelliVueMessage.answer(
      IntelliVueAnswer(.patient, .closing, [IntelliVueObject(handle: 80, [.patientID(id)])])
    ).bytes(on: .serial)
  }

  private func open() throws -> any DeviceDriver {
    var monitor = try driver("intellivue")
    _ = monitor.opened(at: .start)
    _ = monitor.received((accepted + created)[...], at: .start)
    return monitor
  }

  /// What is said in each of these seconds, a letter a word: `r` end, `a` associate, `n` numerics, `p`
  /// patient.
  private func said(_ monitor: inout any DeviceDriver, _ seconds: ClosedRange<Int64>, answering: Bool = false)
    -> String
  {
    let letters = [release: "r", associate: "a", numerics: "n", patient: "p"]
    return seconds.map { second in
      let words = monitor.advance(to: .seconds(second)).sent
      if answering, words.contains(numerics) {
        _ = monitor.received(answer(72, ticks: UInt32(second))[...], at: .seconds(second))
      }
      return words.isEmpty ? "-" : words.map { letters[$0] ?? "?" }.joined()
    }.joined(separator: " ")
  }

  @Test func anAssociationIsAskedForUntilTheMonitorAgrees() throws {
    var monitor = try driver("intellivue")
    #expect(monitor.opened(at: .start).sent == [release, associate])
    #expect(said(&monitor, 1...11) == "- - - - ra - - - - ra -")
    #expect(monitor.received(accepted[...], at: .seconds(12)).sent.isEmpty)
    #expect(
      monitor.received(created[...], at: .seconds(12)).sent
        == [IntelliVueWord.createdHeard(invocation: 1).bytes(on: .serial), patient, numerics])
  }

  /// Over a network the messages are the same, with nothing around them.
  @Test func aMonitorOnANetworkIsAskedTheSame() throws {
    func bytes(_ word: IntelliVueWord) -> [UInt8] { word.bytes(on: .network) }
    var monitor = try driver("intellivue-lan")
    #expect(monitor.opened(at: .start).sent == [bytes(.release), bytes(.associate)])
    let accepted = IntelliVueMessage.association(.accepted).bytes(on: .network)
    let created = IntelliVueMessage.created(IntelliVueCreation(invocation: 1)).bytes(on: .network)
    #expect(
      monitor.received((accepted + created)[...], at: .start).sent
        == [bytes(.createdHeard(invocation: 1)), bytes(.ask(.patient)), bytes(.ask(.numerics))])
    let rate = IntelliVueValue(0x4182, .value(72), unit: 0x0AA0)
    let answer = IntelliVueAnswer(.numerics, .closing, [IntelliVueObject(handle: 2, [.values([rate])])])
    let heard = monitor.received(IntelliVueMessage.answer(answer).bytes(on: .network)[...], at: .start)
    #expect(heard.readings.map(\.hr) == [.value(72, .good)])
    #expect(monitor.advance(to: .seconds(1)).sent == [bytes(.ask(.numerics))])
  }

  @Test func oneQuestionAtATimeAndThePatientNowAndThen() throws {
    var monitor = try open()
    _ = monitor.received(answer(72)[...], at: ms(100))
    #expect(said(&monitor, 1...12, answering: true) == "n n n n n n n n n pn n n")
  }

  /// It is asked once more; then everything begins anew.
  @Test func aMonitorThatDoesNotAnswerIsAssociatedAnew() throws {
    var monitor = try open()
    #expect(said(&monitor, 1...6) == "- - n - ra -")
  }

  @Test(arguments: [IntelliVueAssociation.refused, .aborted, .released])
  func aMonitorThatEndsItIsNotAskedAndAssociatedAnew(ending: IntelliVueAssociation) throws {
    var monitor = try open()
    _ = monitor.received(
      (answer(72) + IntelliVueMessage.association(ending).bytes(on: .serial))[...], at: .start)
    #expect(said(&monitor, 1...6) == "- - - - ra -")
  }

  @Test func aMonitorThatAsksForTheEndGetsIt() throws {
    var monitor = try open()
    let asked = monitor.received(
      IntelliVueMessage.association(.releaseAsked).bytes(on: .serial)[...], at: .start)
    #expect(asked.sent == [IntelliVueWord.releaseGranted.bytes(on: .serial)])
    #expect(said(&monitor, 1...6) == "- - - - ra -")
  }

  /// Bed and patient say whose figures they are; those of another patient are reported as such.
  @Test func bedAndPatientAreWhoseTheFiguresAre() throws {
    var monitor = try driver("intellivue")
    _ = monitor.opened(at: .start)
    let heard =
      monitor.received((accepted + created + named("P-0142"))[...], at: .start)
      + monitor.received((answer(72) + named("P-0142") + named(""))[...], at: .seconds(1))
      + monitor.received((answer(73, ticks: 1) + named("P-0150"))[...], at: .seconds(2))
    #expect(
      heard.identities == [
        SourceIdentity(bed: "CHAIR 2"), SourceIdentity(bed: "CHAIR 2", patient: "P-0142"),
        SourceIdentity(bed: "CHAIR 2", patient: "P-0150"),
      ])
    #expect(heard.readings.map(\.hr) == [.value(72, .good), .value(73, .good)])
  }

  /// The monitor's own alarms change nothing here and are reported when they begin; one that comes and goes
  /// is reported once a minute.
  @Test func whatTheMonitorSaysOfItsOwnAlarmsIsTold() throws {
    var monitor = try open()
    var ticks: UInt32 = 0
    func told(_ states: [IntelliVueState]) -> [String] {
      ticks += 1
      let objects = zip(["FC", "SpO\u{2082}"], zip([0x4182, 0x4BB8] as [UInt16], states)).map {
        let unit: UInt16 = $1.0 == 0x4182 ? 0x0AA0 : 0x0220
        let value = IntelliVueValue($1.0, .value(72), unit: unit, state: $1.1)
        return IntelliVueObject(handle: $1.0, [.label($0), .values([value])])
      }
      let answer = IntelliVueAnswer(.numerics, .closing, ticks: ticks, objects)
      return monitor.received(IntelliVueMessage.answer(answer).bytes(on: .serial)[...], at: .start).remarks
    }
    #expect(told([[], []]).isEmpty)
    #expect(told([.alarmOff, .alarmOff]) == ["its alarm is off at the monitor: FC, SpO\u{2082}"])
    #expect(told([.alarmOff, [.alarmOff, .inAlarm]]) == ["in alarm at the monitor: SpO\u{2082}"])
    #expect(told([.alarmOff, .alarmOff]).isEmpty)
    #expect(told([.alarmOff, [.alarmOff, .inAlarm]]).isEmpty)
    for _ in 0..<60 { #expect(told([.alarmOff, []]).isEmpty) }
    #expect(
      told([.alarmOff, [.alarmOff, .inAlarm]]) == [
        "in alarm at the monitor: SpO\u{2082}", "its alarm is off at the monitor: SpO\u{2082}",
      ])
  }

  /// By term, in hexadecimal, with the name on the monitor's screen.
  @Test func whatIsNotUnderstoodIsSaidOnceAndCounted() throws {
    var monitor = try open()
    func value(_ term: UInt16, _ figure: Fixed, _ unit: UInt16, _ label: String) -> IntelliVueObject {
      IntelliVueObject(
        handle: term, [.label(label), .values([IntelliVueValue(term, .value(figure), unit: unit)])])
    }
    let objects = [
      value(0x4A16, 90, 0x0F20, "PA"), value(0xF0E5, 60, 0x0AA0, "Pouls"), value(0x480A, 61, 0x0AA0, "Pouls"),
      value(0x4BB8, 970, 0x0220, "SpO\u{2082}"), value(0x4182, 72, 0x0F20, "FC"),
      IntelliVueObject(handle: 9, [.values([IntelliVueValue(0x4A14, .missing, unit: 0x0F20)])]),
    ]
    let told = [UInt32](0..<3).flatMap { ticks in
      monitor.received(
        IntelliVueMessage.answer(IntelliVueAnswer(.numerics, .closing, ticks: ticks, objects)).bytes(
          on: .serial)[...],
        at: .start)
    }
    #expect(
      told.remarks == [
        "4A16 = 90 not understood (PA); "
          + "F0E5 = 60 not understood (Pouls: a cuff's own pulse is no heart rate); "
          + "480A = 61 not understood (Pouls: whether the cuff's or the finger's is not said); "
          + "4BB8 = 970 not understood (SpO\u{2082}: out of range); "
          + "4182 = 72 not understood (FC: unit '0004-0F20')"
      ])
    #expect(monitor.unread.entries.map(\.count) == [3, 3, 3, 3, 3])
    #expect(told.readings.isEmpty)
  }
}

extension [DriverEffect] {
  fileprivate var remarks: [String] {
    compactMap { if case .input(.annotation(let text, _), _) = $0 { text } else { nil } }
  }

  fileprivate var identities: [SourceIdentity] {
    compactMap { if case .input(.identity(_, let identity), _) = $0 { identity } else { nil } }
  }
}
