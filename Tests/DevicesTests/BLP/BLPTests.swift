import InfusionCore
import Quantities
import Testing

@testable import Devices

@Suite struct BLPTests {
  private func message(_ value: String, of characteristic: UInt16 = 0x2A35) -> BLPMessage? {
    var decoder = NotifiedDecoder<BLPMessage>()
    return decoder.messages(in: NotifiedValue(of: BluetoothUUID(characteristic), hex(value)).bytes).first
  }

  @Test func everyPartOfAMeasurement() throws {
    let told = try #require(
      message("1E 7C 00 4E 00 5D 00 EA 07 01 02 0A 0F 00 48 00 01 04 00"))
    guard case .result(let measured) = told else {
      Issue.record("no result")
      return
    }
    #expect(measured.sys == .value(124) && measured.dia == .value(78) && measured.map == .value(93))
    #expect(measured.instant == MeasurementInstant(year: 2026, month: 1, day: 2, hour: 10, minute: 15))
    #expect(measured.pulse == .value(72) && measured.person == 1 && measured.state == .irregularPulse)
  }

  /// 16.5 kPa are 123.76 mmHg.
  @Test func kilopascalBecomeMillimetres() {
    let kilopascal = BLPMeasurement(sys: .value(124), dia: .value(78), map: .value(93))
    #expect(message("01 A5 F0 68 F0 7C F0") == .result(kilopascal))
  }

  @Test func aYearOfZeroIsNoInstant() {
    let told = BLPMeasurement(sys: .value(124), dia: .value(78), map: .value(93))
    #expect(message("02 7C 00 4E 00 5D 00 00 00 00 00 0A 0F 00") == .result(told))
  }

  @Test func theCuffWhileItMeasures() {
    #expect(message("00 96 00 FF 07 FF 07", of: 0x2A36) == .cuffPressure(.value(150)))
  }

  @Test(arguments: [
    (UInt16(0x2A2B), "EA 07 01 02 0A 0F 00 05 00 00", MeasurementInstant?.some(.quarterPastTen)),
    (0x2A08, "EA 07 01 02 0A 0F 00", .quarterPastTen), (0x2A2B, "00 00 00 00 00 00 00 00 00 00", nil),
  ])
  private func whatTimeItIs(characteristic: UInt16, value: String, instant: MeasurementInstant?) {
    #expect(message(value, of: characteristic) == .clock(instant))
    #expect(message(String(value.dropLast(12)), of: characteristic) == nil)
  }

  @Test(arguments: ["", "00 7C 00 4E 00 5D", "02 7C 00 4E 00 5D 00 EA 07 01", "10 7C 00 4E 00 5D 00 01"])
  func aValueThatEndsTooSoonIsNone(value: String) { #expect(message(value) == nil) }

  // MARK: What is told

  private func result(_ sys: Int, _ state: BLPState? = nil) -> [UInt8] {
    BLPMessage.result(BLPMeasurement(sys: .value(Fixed(sys)), dia: .value(78), map: .value(93), state: state))
      .bytes
  }
  private let nothing = BLPMessage.result(BLPMeasurement(sys: .missing, dia: .missing, map: .missing)).bytes

  @Test func aMeasurementThatGaveNothingFailed() throws {
    var monitor = try driver("blp")
    _ = monitor.opened(at: .start)
    #expect(monitor.cuffs(nothing, at: .seconds(60)) == [.failed()])
    #expect(monitor.cuffs(nothing, at: .seconds(120)) == [.failed()])
  }

  @Test(arguments: [
    (BLPState.moved, true), (.cuffIsLoose, true), (.wrongPosition, true), (.irregularPulse, false),
    (.pulseIsTooFast, false), (BLPState(), false),
  ])
  func whatTheMonitorDoubtsIsNoPressure(state: BLPState, isDoubted: Bool) throws {
    var monitor = try driver("blp")
    _ = monitor.opened(at: .start)
    let told = monitor.cuffs(result(124, state), at: .seconds(60))
    #expect(told == [isDoubted ? .failed() : measured(124, 78, 93)])
    let remarks = isDoubted ? ["2a35 = 124/78 not understood (its sender calls it questionable)"] : []
    #expect(monitor.unread.entries.map(\.unread.description) == remarks)
  }

  @Test func figuresThatAreNoPressureAreSaid() throws {
    var monitor = try driver("blp")
    _ = monitor.opened(at: .start)
    #expect(monitor.cuffs(result(70), at: .seconds(60)).isEmpty)
    #expect(
      monitor.unread.entries.map(\.unread.description) == ["2a35 = 70/78 not understood (out of range)"])
  }

  /// It has nothing to say between two measurements.
  @Test func silenceIsNoLoss() throws {
    var monitor = try driver("blp")
    _ = monitor.opened(at: .start)
    #expect(monitor.nextDeadline == nil)
  }
}

extension MeasurementInstant {
  fileprivate static let quarterPastTen =
    MeasurementInstant(year: 2026, month: 1, day: 2, hour: 10, minute: 15)
    ?? MeasurementInstant(milliseconds: 0)
}

/// What comes from a monitor that keeps its results, and what is told of each:
///
///     link         it is connected            gone       the link ends
///     at 20        it is now 20 s later than at the beginning
///     120          a result without an instant, systolic 120
///     120@10:15    one of 10:15 by the monitor's clock
///     fail         a measurement failed
///     clock@10:15  the monitor is asked what time it is
///
/// `120?` is told with an unknown age, `120` as new, `-` not at all.
private struct Kept: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var came: String
  var told: String

  init(_ description: String, _ came: String, _ told: String) {
    testDescription = description
    self.came = came
    self.told = told
  }
}

@Suite struct StoredResultsTests {
  @Test(
    arguments: [
      Kept("what comes at once was stored", "link at 1 120 125 fail", "120? 125? -"),
      Kept("what comes later was measured now", "link at 10 120 at 60 120 at 90 fail", "120 120 fail"),
      Kept("stored with instants", "link at 1 120@09:00 125@09:55", "120? 125?"),
      Kept("the same once more", "link at 1 120@09:00 at 70 120@09:00", "120? -"),
      Kept(
        "stored for longer than ten seconds' worth",
        "link at 1 120@09:00 at 9 121@09:10 at 17 122@09:20 at 26 123@09:30 at 60 130@10:01",
        "120? 121? 122? 123? 130"),
      Kept(
        "it hangs up between two measurements, and nothing tells its clock",
        "link at 1 120@10:00 gone at 900 link at 901 130@10:15", "120? 130?"),
      Kept(
        "each lay for forty minutes",
        "link at 1 120@09:20 gone at 900 link at 901 130@09:35 gone at 1800 link at 1801 140@09:50",
        "120? 130? 140?"),
      Kept(
        "its clock is asked at each link",
        "link clock@10:00 at 1 120@10:00 gone at 900 link clock@10:15 at 901 130@10:15", "120? 130"),
      Kept(
        "by its clock it lay for forty minutes",
        "link clock@10:00 at 1 120@09:20 gone at 900 link clock@10:15 at 901 130@09:35 140@10:14",
        "120? 130? 140"),
      Kept(
        "its clock was set between two links",
        "link clock@10:00 at 1 120@10:00 gone at 900 link clock@07:15 at 901 130@07:14", "120? -"),
      Kept(
        "one that came as it was measured tells its clock",
        "link at 60 120@10:00 gone at 900 link at 901 130@10:14 gone at 1800 link at 1801 140@10:22",
        "120 130 140?"),
      Kept(
        "an earlier one after a later one", "link at 1 120@10:00 at 900 130@10:15 125@10:05", "120? 130 -"),
      Kept("without a clock nothing tells", "link at 1 120 gone at 900 link at 901 130", "120? 130?"),
    ])
  private func told(kept: Kept) throws {
    var results = StoredResults()
    var told: [String] = []
    var words = kept.came.split(separator: " ")[...]
    while let word = words.popFirst() {
      switch word {
      case "link": results.connected()
      case let word where word.hasPrefix("clock@"): results.clockSays(try #require(Self.instant(word)))
      case "gone": break
      case "at": results.heard(at: .seconds(try #require(Int64(words.removeFirst()))))
      default: told.append(try Self.word(word, &results))
      }
    }
    #expect(told.joined(separator: " ") == kept.told)
  }

  private static func instant(_ word: Substring) -> MeasurementInstant? {
    let clock = word.split(separator: "@").dropFirst().first?.split(separator: ":").compactMap { Int($0) }
    return clock.flatMap { MeasurementInstant(year: 2026, month: 1, day: 2, hour: $0[0], minute: $0[1]) }
  }

  private static func word(_ word: Substring, _ results: inout StoredResults) throws -> String {
    let parts = word.split(separator: "@")
    let instant = Self.instant(word)
    let result: CuffResult =
      word == "fail" ? .failed() : .measured(.pressure(sys: Fixed(try #require(Int(parts[0]))), dia: 80))
    switch results.hear(result, measuredAt: instant) {
    case nil: return "-"
    case .failed: return "fail"
    case .measured(let measured): return "\(measured.sys ?? 0)" + (measured.ageIsUnknown ? "?" : "")
    }
  }
}
