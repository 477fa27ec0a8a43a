import InfusionCore
import OperatorLanguage
import Quantities
import Testing

@Suite struct OperatorScriptTests {
  private func parse(_ text: String) throws(ScriptError) -> [ScriptedAction] {
    try OperatorScript.parse(Array(text.utf8))
  }

  @Test func `a script is its actions with their times and lines`() throws {
    let script = """
      # an uneventful morning

      @0 checklist item=fasting answer=met by=KM
      @60 start by=KM   # the bag is checked
        @60 note text="music on"
      @2460.5 stop reason="dose complete" by="A B"
      """
    #expect(
      try parse(script) == [
        .init(time: .seconds(0), action: .checklist(item: "fasting", answer: .met), by: "KM", line: 3),
        .init(time: .seconds(60), action: .start(override: nil), by: "KM", line: 4),
        .init(time: .seconds(60), action: .note("music on"), line: 5),
        .init(
          time: .init(milliseconds: 2_460_500), action: .stop(reason: "dose complete"), by: "A B", line: 6),
      ])
  }

  @Test(arguments: ["@1 check\r\n@2 check\r\n", "\u{FEFF}@1 check\n@2 check", "\t@1\tcheck\t\n\n@2 check\n#"])
  func `line ends, a byte order mark and tabs do not matter`(script: String) throws {
    #expect(try parse(script).map(\.time) == [.seconds(1), .seconds(2)])
  }

  @Test func `an empty script has no actions`() throws { #expect(try parse("") == []) }

  @Test func `a line that comes more than a day after the one before is remarked on`() throws {
    let script = try parse("@60 start\n@86460 check\n@172860.001 stop reason=done\n@172861 check\n")
    #expect(
      script.remarksOnWaits(file: "a.script")
        == ["a.script:3: @172860.001 is more than a day after the line before; is that meant?"])
    #expect(
      try parse("@900000 check\n@900001 check\n").remarksOnWaits(file: "a.script")
        == ["a.script:1: @900000 is more than a day after the session's beginning; is that meant?"])
  }

  static let mistakes: [(String, Int, ScriptError.Why)] = [
    ("@0 check\npause reason=x", 2, .timeMissing(found: "pause")),
    ("@ check", 1, .badTime("@")),
    ("@-1 check", 1, .badTime("@-1")),
    ("@1m check", 1, .badTime("@1m")),
    ("@1=2 check", 1, .badTime("@1")),
    ("\n\n@9 check\n@8.999 check", 4, .timeGoesBack(.init(milliseconds: 8999), previous: .seconds(9))),
    ("@0 check\n@8640000 check\n@8640000.001 check", 3, .timeBeyond(.init(milliseconds: 8_640_000_001))),
    ("@9", 1, .line(.empty)),
    ("@9 # nothing", 1, .line(.empty)),
    ("@9 note text=\"open", 1, .line(.quoteNotClosed)),
    ("@0 check\n@9 strat", 2, .line(.action(.unknownAction("strat")))),
    (
      "@9 symptom severity=4 name=nausea colour=red", 1,
      .line(.action(.unknownKey(action: .symptom, key: "colour")))
    ),
    ("@9 symptom severity=4", 1, .line(.action(.missingKey(action: .symptom, key: "name")))),
    (
      "@9 rate mlh=fast", 1,
      .line(.action(.badValue(action: .rate, key: "mlh", value: "fast", accepted: .quantity(0...2000))))
    ),
    (
      "@9 ack id=spo2", 1,
      .line(.action(.badValue(action: .acknowledge, key: "id", value: "spo2", accepted: .alarm)))
    ),
  ]

  @Test(arguments: mistakes) func `a mistake is named with its line`(
    script: String, line: Int, why: ScriptError.Why
  ) {
    #expect(throws: ScriptError(line: line, why: why)) { try parse(script) }
  }

  @Test(arguments: [
    "away minutes=0 reason=toilet", "extend minutes=2000 reason=drowsy", "symptom name=nausea severity=4",
    "bp sys=351 dia=90", "limit vital=spo2 low=200", "rate mlh=-1", "rate mlh=3000", "bolus mg=-1",
    "score scale=moaas value=4.5", "ack id=foo.bar",
  ])
  func `a value that can be read and is not allowed waits for its time`(line: String) throws {
    let done = try #require(try parse("@9 \(line) by=KM").first)
    #expect(done.action.name.rawValue == line.split(separator: " ").first.map(String.init))
    #expect(OperatorLine(done.action, by: done.by).text == "\(line) by=KM")
    #expect(try Action(timed: done.action.fields) == done.action)
    #expect(throws: LineError.self, "at the prompt it is mended") { try OperatorLine.parse(line) }
  }

  @Test func `bytes that are no text are named with their line`() {
    let bytes = Array("@0 check\n@1 note text=".utf8) + [0xFF, 0x0A]
    #expect(throws: ScriptError(line: 2, why: .notText)) { try OperatorScript.parse(bytes) }
  }
}
