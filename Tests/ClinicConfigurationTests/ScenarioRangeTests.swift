import ClinicConfiguration
import InfusionCore
import PatientSimulator
import Quantities
import Testing

/// A wait that the seed draws, as somebody writes it.
@Suite struct ScenarioRangeTests {
  @Test(arguments: [
    ("3..6 min", 180, 360), ("3 .. 6 min", 180, 360), ("90 s..6 min", 90, 360), ("0..20 s", 0, 20),
    ("1.5..2 min", 90, 120), ("1..2 h", 3600, 7200), ("5..5 min", 300, 300),
  ])
  func aRangeIsReadAndReadsBack(text: String, least: Int64, most: Int64) throws {
    let scenario = try read("events:\n  - after: \(text)\n    probe-off: 4 min\n")
    let wait = try #require(scenario.events.first?.after)
    #expect(wait == .drawn(from: .seconds(least), to: .seconds(most)))
    #expect(wait.isDrawn == (least < most))
    #expect(try read(scenario.text) == scenario)
  }

  @Test func itIsWrittenAsPeopleDo() {
    #expect(Wait.drawn(from: .minutes(3), to: .minutes(6)).words == "3..6 min")
    #expect(Wait.drawn(from: .seconds(90), to: .minutes(6)).words == "90 s..6 min")
    #expect(Wait.minutes(5).words == "5 min")
  }

  /// As comments, so that the printed text is still a file.
  @Test func whatASeedDrawsStandsAboveTheText() throws {
    let scenario = try read("events:\n  - after: 3..6 min\n    say: Where am I?\n")
    let drawn = try #require(scenario.drawnWaits(under: 7).first)
    let text = scenario.text(under: 7)
    #expect(
      text.hasPrefix(
        "# seed 7: when always, \(drawn.length.clock) long, drawn from 3..6 min: say Where am I?\nevents:\n"))
    #expect(try read(text) == scenario)
    #expect(Scenario.uneventful.text(under: 7) == Scenario.uneventful.text)
  }

  /// Each error has its own place and says what was perhaps meant; two mistakes give two errors.
  @Test(arguments: [
    ("6..3 min", ["2:12: '6..3 min' ends before it begins; did you mean \"3..6 min\"?"]),
    ("2 min..90 s", ["2:12: '2 min..90 s' ends before it begins; did you mean \"90 s..2 min\"?"]),
    ("3..6", ["2:12: '3..6' has no unit: is it 3..6 min, or 3..6 s?"]),
    ("3 min..6", ["2:19: '6' has no unit: is it 6 min, or 6 s?"]),
    ("-3..6 min", ["2:12: '-3' is no length of time, such as 90 s or 15 min"]),
    (
      "6..-3 min",
      [
        "2:12: '6..-3 min' ends before it begins",
        "2:15: '-3 min' is no length of time, such as 90 s or 15 min",
      ]
    ),
    (
      "6..3",
      [
        "2:12: '6..3' has no unit: is it 6..3 min, or 6..3 s?",
        "2:12: '6..3' ends before it begins; did you mean \"3..6\"?",
      ]
    ),
    ("3-6 min", ["2:12: '3-6 min' is no length of time, such as 90 s or 15 min; did you mean \"3..6 min\"?"]),
    (
      "3 to 6 min",
      ["2:12: '3 to 6 min' is no length of time, such as 90 s or 15 min; did you mean \"3..6 min\"?"]
    ),
    (
      "3...6 min",
      ["2:12: '3...6 min' is no length of time, such as 90 s or 15 min; did you mean \"3..6 min\"?"]
    ),
    ("3..6 mins", ["2:15: '6 mins' is no length of time, such as 90 s or 15 min"]),
    ("soon..6 min", ["2:12: 'soon' is no length of time, such as 90 s or 15 min"]),
    ("1..30 h", ["2:15: '30 h' is no length of time, such as 90 s or 15 min"]),
    ("\"3 min..6\"", ["2:20: '6' has no unit: is it 6 min, or 6 s?"]),
  ])
  func whatIsWrongWithARangeIsTold(text: String, told: [String]) {
    do {
      _ = try read("events:\n  - after: \(text)\n    vomit: now\n")
      Issue.record("read")
    } catch {
      #expect(error.sentence(file: "own.yaml").split(separator: "\n") == told.map { "own.yaml:\($0)" })
    }
  }

  private func read(_ text: String) throws(ScenarioErrors) -> Scenario {
    try ScenarioFile.read(Array(text.utf8), name: "mine")
  }
}
