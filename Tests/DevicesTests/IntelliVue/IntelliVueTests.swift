import InfusionCore
import Quantities
import Testing

@testable import Devices

@Suite struct IntelliVueTests {
  private func messages(_ stream: [UInt8]) -> [IntelliVueMessage] {
    var decoder = IntelliVueDecoder()
    return decoder.messages(in: stream)
  }

  /// The standard's own check value, and two that stand in the tests of a public program.
  @Test(arguments: [("31 32 33 34 35 36 37 38 39", 0x906E), ("3A 71", 0x269B), ("3A 91", 0xC195)])
  func theCheckOfTheLink(bytes: String, check: Int) { #expect(Int(CRC16.x25(hex(bytes))) == check) }

  /// FLOAT: the power of ten, then the number. Where the standard has none, there is none.
  @Test(arguments: [
    (UInt32(0x0000_0048), "72"), (0xFF00_03B6, "95"), (0xFE00_0E61, "36.81"), (0x0100_000C, "120"),
    (0xFDFF_FFFF, "-0.001"), (0xFC00_3039, "1.235"), (0xF000_0001, "0"), (0x007F_FFFF, "none"),
    (0x0080_0000, "none"), (0x007F_FFFE, "none"), (0x0080_0002, "none"), (0x0080_0001, "none"),
    (0x7F00_0001, "none"), (0x7F00_0000, "0"),
  ])
  func figures(bits: UInt32, figure: String) {
    let read = Reported(float: bits)
    #expect((read == .missing ? "none" : "") + (value(read).map { "\($0)" } ?? "") == figure)
  }

  private func value(_ reported: Reported) -> Fixed? {
    if case .value(let value) = reported { value } else { nil }
  }

  @Test(arguments: [0, 1, 72_000, 97_500, 36_810, 1_235, -4_000, 8_000_000_000])
  func whatIsWrittenIsRead(thousandths: Int) {
    let figure = Reported.value(Fixed(thousandths: thousandths))
    #expect(Reported(float: figure.float) == figure)
    #expect(Reported(float: Reported.missing.float) == .missing)
  }

  private func messages(_ stream: [UInt8], on link: IntelliVueLink) -> [IntelliVueMessage] {
    guard link == .network else { return messages(stream) }
    var decoder = IntelliVueDatagramDecoder()
    return decoder.messages(in: stream)
  }

  @Test(arguments: IntelliVueLink.allCases)
  func everyMessageIsReadAsItWasWritten(link: IntelliVueLink) {
    let time = IntelliVueTime(year: 2026, month: 1, day: 2, hour: 23, minute: 59, second: 58)
    let pressures = [0x4A05, 0x4A06, 0x4A07].map {
      IntelliVueValue($0, .value(120), unit: 0x0F20, state: [.measuring, .demonstration])
    }
    let objects = [
      IntelliVueObject(handle: 7, [.label("Druck \u{2084}"), .values(pressures), .time(time)]),
      IntelliVueObject(handle: 0xC0C1, [.values([IntelliVueValue(0x7D7D, .missing, unit: 0xC17D)])]),
      IntelliVueObject(handle: 9, [.time(nil), .patientID("P-0142"), .bed("OP 3")]),
    ]
    let all =
      IntelliVueAssociation.allCases.map(IntelliVueMessage.association) + [
        .created(IntelliVueCreation(invocation: 0xC0, bed: "CHAIR 2")),
        .answer(IntelliVueAnswer(.numerics, .linked(1, isLast: false), ticks: .max, objects)),
        .answer(IntelliVueAnswer(.numerics, .linked(2, isLast: true), objects)),
        .answer(IntelliVueAnswer(.patient, .closing, objects)),
        .answer(IntelliVueAnswer(.numerics, .closing, [])),
      ]
    #expect(messages(all.flatMap { $0.bytes(on: link) }, on: link) == all)
  }

  /// How often it may be asked, and how long a message is, a monitor chooses itself.
  @Test(arguments: [UInt8(0), 1, 0x04, 0xFF])
  func anAcceptanceOfOtherFigures(byte: UInt8) {
    var message = IntelliVueAssociation.accepted.session
    for place in 152..<164 { message[place] = byte }
    #expect(messages(IntelliVueFrame.bytes(message)) == [.association(.accepted)])
  }

  /// Waves, alarms and errors are the protocol's, and not read.
  @Test(arguments: ["E1 00 00 02 00 03 00 06 00 01 00 00 00 00", "F7 01 00 02 00 00", "00 00 01 00 00 01"])
  func whatIsNotReadIsPassedOver(text: String) {
    var decoder = IntelliVueDecoder()
    #expect(decoder.messages(in: IntelliVueFrame.bytes(hex(text))).isEmpty)
    #expect(decoder.counters.ignoredFrames == 1 && decoder.counters.badFrames == 0)
  }

  /// A right check around parts that do not fit into each other: too long, too short, too many.
  @Test func whatDoesNotFitIsBad() throws {
    let object = IntelliVueObject(handle: 2, [.values([IntelliVueValue(0x4182, .value(72), unit: 0x0AA0)])])
    let whole = IntelliVueMessage.answer(IntelliVueAnswer(.numerics, .closing, [object])).bytes(on: .serial)
    let message = Array(try #require(IntelliVueFrame.message(of: whole[1..<(whole.count - 1)])))
    for place in [7, 13, 23, 45, 47, 51, 53, 57, 59, 63] {
      for step: UInt8 in [1, 0xFF] {
        var wrong = message
        wrong[place] &+= step
        var decoder = IntelliVueDecoder()
        #expect(decoder.messages(in: IntelliVueFrame.bytes(wrong)).isEmpty, "byte \(place)")
        #expect(decoder.counters.badFrames == 1, "byte \(place)")
      }
    }
  }

  @Test func aFrameThatWasGivenUpCostsOnlyItself() {
    let frame = IntelliVueMessage.association(.released).bytes(on: .serial)
    #expect(messages(frame.dropLast(3) + [0x7D, 0xC1] + frame) == [.association(.released)])
    #expect(messages(frame.dropLast(9) + frame) == [.association(.released)])
  }

  @Test func anySplitAndAnyGarbage() {
    func stream(_ link: IntelliVueLink) -> [UInt8] {
      let frames =
        IntelliVueWord.associate.bytes(on: link) + IntelliVueMessage.association(.accepted).bytes(on: link)
      let answer = IntelliVueMessage.answer(IntelliVueAnswer(.patient, .closing, [])).bytes(on: link)
      return noise(300, seed: 31) + frames + noise(90, seed: 32) + answer
    }
    expectTheSameForAnySplit(of: stream(.serial)) { IntelliVueDecoder() }
    expectTheSameForAnySplit(of: stream(.network)) { IntelliVueDatagramDecoder() }
  }

  /// A session's letters are line ends and blanks elsewhere; what does not go on as one is none.
  @Test(arguments: [
    "0E 20 41 42", "09 30 20 31", "0A 0A 0A 0A", "E1 01 00 02", "0C 02 00 00", "19 FF 00 10 00",
  ])
  func otherBytesAreNoMessage(text: String) {
    var decoder = IntelliVueDatagramDecoder()
    #expect(decoder.messages(in: hex(text) + Array(repeating: 0, count: 300)).isEmpty)
    #expect(decoder.counters.goodFrames == 0 && decoder.counters.ignoredFrames == 0)
  }

  /// A network delivers a message whole or not at all; a recording may end in the middle of one.
  @Test func aMessageThatWasCutCostsNoLaterOne() {
    let object = IntelliVueObject(handle: 2, [.values([IntelliVueValue(0x4182, .value(72), unit: 0x0AA0)])])
    let whole = IntelliVueMessage.answer(IntelliVueAnswer(.numerics, .closing, [object]))
    let bytes = whole.bytes(on: .network)
    #expect(messages(bytes.dropLast(5), on: .network).isEmpty)
    #expect(messages(bytes.prefix(20) + bytes + bytes, on: .network).last == whole)
  }
}
