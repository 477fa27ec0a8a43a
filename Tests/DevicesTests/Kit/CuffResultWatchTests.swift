import InfusionCore
import Quantities
import Testing

@testable import Devices

/// What a device shows of its cuff, one thing after the other, and what is told of each:
///
///     120        systolic 120, without an instant        120?   told, its age is unknown
///     120@5      measured at the instant 5               120    told as new
///     120,88     with a mean of its own                  -      nothing is told
///     fail       the measurement failed                  fail   told as failed
///     blank      no result is shown
///     end        the device says that a measurement ended
///     pulled     the cable
private struct Shown: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var shown: String
  var told: String

  init(_ description: String, _ shown: String, _ told: String) {
    testDescription = description
    self.shown = shown
    self.told = told
  }
}

@Suite struct CuffResultWatchTests {
  @Test(
    arguments: [
      Shown("the first one may be anybody's, its repeats are nothing", "120 120 120", "120? - -"),
      Shown("a figure that changed is a new measurement", "120 125 125 120", "120? 125 - 120"),
      Shown("a mean that comes later is no change", "120 120,93 120 120,93 120,95", "120? - - - 120"),
      Shown("an end makes the same figures new, once", "120 end 120 120", "120? 120 -"),
      Shown("an end seen before anything else", "end 120 120", "120 -"),
      Shown("two ends without a result are one", "120 end end 120 120", "120? 120 -"),

      Shown("a failure is told once", "120 fail fail", "120? fail -"),
      Shown("two failures with an end between are two", "120 fail end fail", "120? fail fail"),
      Shown("a failure that was there before us is nobody's", "fail fail 120", "- - 120?"),
      Shown("a failure that ended before our eyes is told", "end fail", "fail"),
      Shown("the old result after a failure is old", "120 fail 120", "120? fail -"),
      Shown("its end came with the failure", "120 end fail 120", "120? fail -"),
      Shown("another result after a failure is new", "120 fail 125", "120? fail 125"),
      Shown("the same result after a failure, by an end of its own", "120 fail end 120", "120? fail 120"),
      Shown("a measurement that gave nothing", "120 end blank 120", "120? - -"),
      Shown("nothing shown between", "120 blank 120 blank 125", "120? - - - 125"),

      Shown("a later instant", "120@5 120@6 120@6", "120?@5 120@6 -"),
      Shown("the first one's instant says nothing of the patient", "120@5", "120?"),
      Shown("an instant of before is no new measurement", "120@5 120@6 120@5 120@6", "120? 120 - -"),
      Shown("one instant is one measurement, whatever its figures", "120@5 125@5", "120? -"),
      Shown("an end is no instant", "120@5 end 120@5", "120? -"),
      Shown("a failure leaves the instant", "120@5 fail@6 120@5 120@7", "120? fail - 120"),
      Shown("a failure that is repeated", "120@5 fail@6 fail@6 fail@7", "120? fail - fail"),
      Shown("the first instant after none", "120 120@5 120@6", "120? - 120"),
      Shown("none after an instant", "120@5 120 125", "120? - 125"),

      Shown("a pulled cable begins anew", "120 pulled 120 120", "120? 120? -"),
      Shown("an end from before it was pulled is gone", "120 end pulled 120", "120? 120?"),
      Shown("so are instants", "120@5 pulled 120@4 120@5", "120? 120? 120"),
    ])
  private func told(shown: Shown) throws {
    var watch = CuffResultWatch()
    var told: [String] = []
    for word in shown.shown.split(separator: " ") {
      switch word {
      case "end": watch.measurementEnded()
      case "pulled": watch.closed()
      default: told.append(try watch.told(of: word))
      }
    }
    let expected = shown.told.split(separator: " ").map { $0.prefix { $0 != "@" } }.map(String.init)
    #expect(told == expected)
  }
}

extension CuffResultWatch {
  fileprivate mutating func told(of word: Substring) throws -> String {
    let parts = word.split(separator: "@")
    let instant = parts.count == 2 ? MeasurementInstant(milliseconds: try #require(Int64(parts[1]))) : nil
    switch hear(try Self.result(parts[0]), measuredAt: instant) {
    case nil: return "-"
    case .failed: return "fail"
    case .measured(let measurement):
      return "\(measurement.sys ?? 0)" + (measurement.ageIsUnknown ? "?" : "")
    }
  }

  private static func result(_ word: Substring) throws -> CuffResult? {
    if word == "blank" { return nil }
    if word == "fail" { return .failed() }
    let figures = try word.split(separator: ",").map { Fixed(try #require(Int($0))) }
    return .measured(.pressure(sys: figures[0], dia: 80, map: figures.count > 1 ? figures[1] : nil))
  }
}

@Suite struct MeasurementInstantTests {
  @Test func instantsAreComparedNotTheirTexts() throws {
    let inWinter = try #require(
      MeasurementInstant(year: 2026, month: 1, day: 2, hour: 10, minute: 15, zoneMinutes: 60))
    let same = MeasurementInstant(year: 2026, month: 1, day: 2, hour: 9, minute: 15)
    #expect(inWinter == same)
    #expect(inWinter.milliseconds == 1_767_345_300_000)
    let later = try #require(
      MeasurementInstant(year: 2026, month: 1, day: 2, hour: 9, minute: 15, millisecond: 1))
    #expect(inWinter < later)
  }

  @Test(arguments: [
    (1970, 1, 1, Int64(0)), (1970, 3, 1, 59), (2000, 2, 29, 11016), (2000, 3, 1, 11017),
    (2024, 12, 31, 20088), (2100, 3, 1, 47541),
  ])
  func daysSince1970(year: Int, month: Int, day: Int, days: Int64) {
    #expect(MeasurementInstant(year: year, month: month, day: day)?.milliseconds == days * 86_400_000)
  }

  @Test(arguments: [(2026, 2, 29), (2100, 2, 29), (2026, 13, 1), (2026, 0, 1), (2026, 4, 31), (0, 1, 1)])
  func noDate(year: Int, month: Int, day: Int) {
    #expect(MeasurementInstant(year: year, month: month, day: day) == nil)
  }
}

@Suite struct CuffAgeTests {
  private func falls(_ ages: [Int?]) -> [Bool] {
    var age = CuffAge()
    return ages.map { age.hasFallen(to: $0) }
  }

  @Test func aLowerAgeIsAnotherMeasurements() {
    #expect(falls([100, 102, 1, 1, 3]) == [false, false, true, false, false])
  }

  @Test func theFirstOneOfAllIsNewWhereTheMonitorHadNone() {
    #expect(falls([nil, nil, 2]) == [false, false, true])
    #expect(falls([2, nil, 0]) == [false, false, true])
  }

  @Test func whatGrewOldMeanwhileCounts() {
    var age = CuffAge()
    age.growsOld(to: nil)
    let first = age.hasFallen(to: 1)
    age.growsOld(to: 30)
    age.growsOld(to: nil)
    let second = age.hasFallen(to: 2)
    #expect(!first && second)
  }
}
