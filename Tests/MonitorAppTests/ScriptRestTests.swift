import InfusionCore
import OperatorLanguage
import Quantities
import SessionRecord
import SessionRuns
import Testing

@testable import MonitorApp

/// The lines of a script that are still to come when its session is resumed.
@Suite struct ScriptRestTests {
  private static let wall = WallTime(unixMilliseconds: 1_792_222_200_000, offsetMinutes: 120)

  private func script(_ text: String) throws -> [ScriptedAction] {
    try OperatorScript.parse(Array(text.utf8))
  }

  private func record(_ text: String) throws -> [JournalEntry] {
    try script(text).enumerated().map { index, done in
      JournalEntry(
        number: index + 1, time: done.time, wall: Self.wall,
        content: .input(.action(done.action, by: done.by)))
    }
  }

  /// Each row: a script, the inputs that came, and the lines of the script that are left.
  @Test(arguments: [
    ("@1 check\n@2 close\n@3 note text=a", "@1 check\n@2 close", [3]),
    ("@1 check\n@2 close\n@2 note text=a", "@1 check\n@2 close", [3]),
    ("@1 check\n@2 check\n@3 close", "@1 check\n@2 check\n@3 close", []),
    // The check at 1 s was a person's own. That of 6 s was by another than the script's, so line 2 is left.
    ("@5 check\n@6 check by=AB", "@1 check\n@5.1 check\n@6 check by=CD", [2]),
  ])
  func linesThatCameToTheSessionAreDone(script: String, inputs: String, left: [Int]) throws {
    let followed = FollowedScript(try self.script(script), book: UnwrittenBook())
    let session = Session(plan: SessionPlan())
    for done in try self.script(inputs) {
      _ = followed.enter(.action(done.action, by: done.by), at: done.time, recorded: nil, by: session)
    }
    #expect(followed.left.map(\.line) == left)
  }

  /// A replay on the screen plays on after a close, where the remaining lines do nothing: it names them, too.
  @Test func aReplayOnTheScreenNamesThemToo() throws {
    let actions = try script("@1 check\n@2 close reason=practice\n@2 note text=a\n@3 note text=b")
    let inputs = actions.map { StampedInput(.action($0.action, by: $0.by), at: $0.time) }
    #expect(ReplayFilm(SessionPlan(), inputs).undone(of: actions).map(\.line) == [3, 4])
    #expect(ReplayFilm(SessionPlan(), Array(inputs.prefix(1))).undone(of: actions).isEmpty)
  }

  @Test(arguments: [
    ("all of it was done", "@1 check\n@2 note text=a", "@1 check\n@2 note text=a", 2.0, []),
    ("later ones are left", "@1 check\n@9 note text=a", "@1 check", 2, ["note"]),
    (
      "one of two at the same instant is not in the record", "@4 note text=a\n@4 check", "@4 note text=a", 4,
      ["check"]
    ),
    (
      "the same note twice, and once done", "@4 note text=a\n@4 note text=a", "@4 note text=a", 4, ["note"]
    ),
    ("due in the last moment, recorded late", "@4 note text=a", "@4.3 note text=a", 5, []),
    ("due in the last moment, and nowhere", "@4 note text=a", "@1 check", 5, ["note"]),
    ("long ago and nowhere: another script was given then", "@4 bolus mg=5", "@1 check", 60, []),
    ("the same of another person", "@4 check by=AB", "@4 check by=CD", 4, ["check"]),
  ])
  func whatIsLeft(
    name: String, asked: String, done: String, recorded: Double, left: [String]
  ) throws {
    let rest = try script(asked).rest(
      after: try record(done), until: SessionTime(milliseconds: Int64(recorded * 1000)))
    #expect(rest.map(\.action.name.rawValue) == left, "\(name)")
  }
}

@Suite struct SetAsideTests {
  @Test(arguments: [SetAside.source(SourceID("nonin-df2-2")), .scriptLine(12)])
  func itArrivesAsItWasNoted(what: SetAside) { #expect(SetAside(noted: what.noted) == what) }

  @Test(arguments: ["", "source", "script:x", "entry:4"])
  func anythingElseIsNothing(text: String) { #expect(SetAside(noted: text) == nil) }
}
