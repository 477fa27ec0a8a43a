import InfusionCore
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

  static let mistakes: [(String, Int, ScriptError.Why)] = [
    ("@0 check\npause reason=x", 2, .timeMissing(found: "pause")),
    ("@ check", 1, .badTime("@")),
    ("@-1 check", 1, .badTime("@-1")),
    ("@1m check", 1, .badTime("@1m")),
    ("@1=2 check", 1, .badTime("@1")),
    ("\n\n@9 check\n@8.999 check", 4, .timeGoesBack(.init(milliseconds: 8999), previous: .seconds(9))),
    ("@9", 1, .line(.empty)),
    ("@9 # nothing", 1, .line(.empty)),
    ("@9 note text=\"open", 1, .line(.quoteNotClosed)),
    ("@0 check\n@9 strat", 2, .line(.action(.unknownAction("strat")))),
  ]

  @Test(arguments: mistakes) func `a mistake is named with its line`(
    script: String, line: Int, why: ScriptError.Why
  ) {
    #expect(throws: ScriptError(line: line, why: why)) { try parse(script) }
  }

  @Test func `bytes that are no text are named with their line`() {
    let bytes = Array("@0 check\n@1 note text=".utf8) + [0xFF, 0x0A]
    #expect(throws: ScriptError(line: 2, why: .notText)) { try OperatorScript.parse(bytes) }
  }
}
