import InfusionCore
import MonitorUI
import Phrases
import Quantities
import TestBench
import Testing
import TextScreen

/// The sessions that are on a chair before a new one begins.
private enum Row {
  static let infusing = SessionPicker.Row(
    patient: "P-0142", phase: .infusing, delivered: Milligrams(Fixed(thousandths: 10_950)), age: .minutes(14))
  static let watched = SessionPicker.Row(
    patient: "P-0142", phase: .infusing, delivered: Milligrams(Fixed(thousandths: 10_950)), age: .seconds(3),
    isWatched: true)
  static let observing = SessionPicker.Row(
    patient: "P-0177", phase: .observing, delivered: Milligrams(35), age: .minutes(125))
  static let old = SessionPicker.Row(
    patient: nil, phase: .preparation, delivered: nil, age: .hours(24 * 12))
  static let simulated = SessionPicker.Row(
    patient: "P-7", phase: .infusing, delivered: Milligrams(20), age: .minutes(40), origin: .simulated,
    canGoOn: false)
}

private func scene(_ picker: SessionPicker, in language: Language = .english) -> Scene {
  var scene = Scene.prepared(display: Display(language: language))
  var picker = picker
  picker.readAt = scene.session.now.milliseconds
  scene.change { $0.page = .sessionPicker(picker) }
  return scene
}

@Suite("The sessions that were not closed: keys") struct PickerKeyTests {
  @Test("one session: Enter is what the program says is safe, y always goes on", arguments: [true, false])
  func one(isDefault: Bool) {
    let initial: SessionPicker.Answer = isDefault ? .goOn(0) : .new
    var scene = scene(SessionPicker([Row.infusing], chair: "3", initial: initial, readAt: 0))
    #expect(scene.press(.enter) == [.begin(initial)])
    #expect(scene.press(.character("p"), .escape) == [])
    #expect(scene.press(.character("y")) == [.begin(.goOn(0))])
    #expect(scene.press(.character("n")) == [.begin(.new)])
    #expect(scene.press(.character("q")) == [.leave(reason: nil)])
    #expect(scene.press(.control("c")) == [.leave(reason: nil)])
  }

  @Test("in German j goes on, as the screen says")
  func german() {
    var scene = scene(SessionPicker([Row.infusing], chair: "3", initial: nil, readAt: 0), in: .german)
    expectPicture(scene.screen(), "de-picker")
    #expect(scene.press(.character("j")) == [.begin(.goOn(0))])
    #expect(scene.press(.character("y")) == [.begin(.goOn(0))])
  }

  @Test("a session that is watched elsewhere is not disturbed by a stray Enter")
  func watched() {
    var scene = scene(SessionPicker([Row.watched], chair: "3", initial: nil, readAt: 0))
    #expect(scene.press(.enter) == [])
    #expect(scene.screen().plainText.contains("choose a session, or n"))
    #expect(scene.press(.character("y")) == [.begin(.goOn(0))])
    #expect(scene.press(.character("n")) == [.begin(.new)])
  }

  @Test("what runs and cannot be read can only be left alone or ended")
  func unreadable() {
    var scene = scene(SessionPicker([], chair: "3", hidesUnreadable: true, initial: nil, readAt: 0))
    #expect(scene.press(.enter, .character("y"), .character("1"), .down, .enter) == [])
    // The other session may be an infusion.
    #expect(scene.type("npump changed\nKM\n") == [])
    #expect(scene.press(.character("y")) == [.begin(.newDespite(reason: "pump changed", by: "KM"))])
  }

  /// Once, one key left the infusion of another terminal with nobody to watch it.
  @Test("a new session beside an infusion takes a reason in words, who it is, and a last y")
  func leavesSomebody() {
    var row = Row.watched
    row.isLeftByNew = true
    let picker = SessionPicker([row], chair: "3", initial: nil, readAt: 0)
    var scene = scene(picker)
    #expect(scene.press(.character("n")) == [])
    #expect(scene.screen().plainText.contains("P-0142 INFUSING: nobody watches this patient any more then."))
    // The `y` must not be taken for an answer to the question whether to resume.
    #expect(!scene.screen().plainText.contains("RESUME?"))
    #expect(!scene.screen().plainText.contains("RUNNING NOW"))
    // Neither a `y` from habit nor two letters are a reason.
    #expect(scene.type("y\nto\n") == [])
    #expect(scene.screen().plainText.contains("say why, in words"))
    #expect(scene.type("wrong chair\nKM\n") == [])
    #expect(scene.screen().plainText.contains("Leave P-0142 unwatched: wrong chair? (y/n)"))
    #expect(scene.press(.character("y")) == [.begin(.newDespite(reason: "wrong chair", by: "KM"))])
  }

  @Test("who thinks better of it has left nobody, and can still go on with that session")
  func leavesNobodyAfterAll() {
    var row = Row.watched
    row.isLeftByNew = true
    let picker = SessionPicker([row], chair: "3", initial: nil, readAt: 0)
    var scene = scene(picker)
    #expect(scene.type("nwrong chair\nKM\nn") == [])
    #expect(scene.press(.character("y")) == [.begin(.goOn(0))])
    scene.change { $0.page = .sessionPicker(picker) }
    #expect(scene.press(.character("n"), .escape, .character("y")) == [.begin(.goOn(0))])
  }

  @Test("a session that goes on with its terminal closed is not said to be on another one")
  func withoutAScreen() {
    var picker = SessionPicker([Row.watched], chair: "3", initial: nil, readAt: 0)
    picker.isWithoutScreen = true
    let scene = scene(picker)
    let text = scene.screen().plainText
    #expect(text.contains("no screen") && !text.contains("another terminal"))
    #expect(!text.contains("watched elsewhere"))
    #expect(scene.screen(columns: 40, rows: 8).plainText.contains("runs"))
  }

  @Test("of several one is chosen with its digit or the arrows, and only then Enter goes on with it")
  func several() {
    let picker = SessionPicker([Row.infusing, Row.observing, Row.old], chair: "3", initial: nil, readAt: 0)
    var scene = scene(picker)
    #expect(scene.press(.enter, .character("y")) == [])
    #expect(scene.press(.character("2"), .enter) == [.begin(.goOn(1))])
    #expect(scene.press(.down, .character("y")) == [.begin(.goOn(2))])
    #expect(scene.press(.down, .down, .enter) == [.begin(.goOn(2))])
    #expect(scene.press(.up, .up, .up, .enter) == [.begin(.goOn(0))])
    #expect(scene.press(.character("4"), .character("0"), .enter) == [.begin(.goOn(0))])
    scene.change { $0.page = .sessionPicker(picker) }
    #expect(scene.press(.down, .enter) == [.begin(.goOn(0))])
    scene.change { $0.page = .sessionPicker(picker) }
    #expect(scene.press(.up, .enter) == [.begin(.goOn(2))])
  }

  @Test("a row beyond the ninth has its two digits; a digit that makes none begins anew")
  func beyondTheNinth() {
    let rows = Array(repeating: Row.observing, count: 12)
    for (keys, row) in [
      ("1", 0), ("12", 11), ("10", 9), ("13", 2), ("122", 1), ("9", 8), ("2", 1), ("21", 0),
    ] {
      var scene = scene(SessionPicker(rows, chair: "3", initial: nil, readAt: 0))
      #expect(scene.type(keys) == [])
      #expect(scene.press(.enter) == [.begin(.goOn(row))], "\(keys)")
    }
    var scene = scene(SessionPicker(rows, chair: "3", initial: nil, readAt: 0))
    #expect(scene.press(.character("1"), .down, .character("2"), .enter) == [.begin(.goOn(1))])
  }

  /// Before, `y` asked for a choice where a simulation lay beside the one session that it could mean.
  @Test("y takes the only one that can go on, and the one that is evident, whichever row it is in")
  func oneKeyWhereOneCanBeMeant() {
    var scene = scene(SessionPicker([Row.simulated, Row.infusing], chair: "3", initial: nil, readAt: 0))
    #expect(scene.press(.enter) == [])
    #expect(scene.press(.character("y")) == [.begin(.goOn(1))])
    var picker = SessionPicker([Row.old, Row.infusing], chair: "3", initial: nil, readAt: 0)
    picker.evident = 1
    scene.change { $0.page = .sessionPicker(picker) }
    #expect(scene.press(.character("y")) == [.begin(.goOn(1))])
    picker.evident = nil
    scene.change { $0.page = .sessionPicker(picker) }
    #expect(scene.press(.character("y")) == [])
  }

  @Test("another row than the default takes a key and Enter")
  func besideTheDefault() {
    var scene = scene(SessionPicker([Row.infusing, Row.observing], chair: "3", initial: .goOn(0), readAt: 0))
    #expect(scene.press(.enter) == [.begin(.goOn(0))])
    #expect(scene.press(.down, .enter) == [.begin(.goOn(1))])
  }

  @Test("a simulation is seen among a patient's sessions, and cannot go on there")
  func otherKind() {
    var scene = scene(SessionPicker([Row.infusing, Row.simulated], chair: "3", initial: .goOn(0), readAt: 0))
    #expect(scene.press(.character("2"), .enter, .character("y")) == [])
    #expect(scene.screen().plainText.contains("a simulation cannot go on here"))
    #expect(scene.press(.character("1"), .enter) == [.begin(.goOn(0))])
  }

  /// Once, the screen said `a drill cannot go on here`, and not where it can.
  @Test("a drill that cannot go on here says which command goes on with it")
  func otherDrill() {
    var drill = Row.simulated
    drill.origin = .drill
    var scene = scene(SessionPicker([drill, Row.infusing], chair: "3", initial: nil, readAt: 0))
    #expect(scene.press(.character("1"), .enter) == [])
    #expect(scene.screen().plainText.contains("a drill goes on by the command that began it"))
  }

  @Test("any keys on any size never trap")
  func anyKeys() {
    let keys: [Key] =
      Array("ny190pqrkm").map { .character($0) } + [.enter, .escape, .up, .down, .home, .pasted("y"), .tab]
    let pickers = [0, 1, 3, 12].map { count in
      SessionPicker(
        Array(repeating: Row.observing, count: count), chair: "3", hidesUnreadable: true, initial: nil,
        readAt: 0)
    }
    var state: UInt64 = 11
    for picker in pickers {
      var scene = scene(picker)
      for _ in 0..<300 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        scene.press(keys[Int(state >> 33) % keys.count])
        let screen = scene.screen(columns: Int(state >> 40) % 130, rows: Int(state >> 50) % 45)
        #expect(screen.plainText.count(where: { $0 == "\n" }) == screen.size.rows)
      }
    }
  }
}

@Suite("The sessions that were not closed: pictures") struct PickerPictureTests {
  @Test func oneSession() {
    expectPicture(
      scene(SessionPicker([Row.infusing], chair: "3", initial: .goOn(0), readAt: 0)).screen(), "picker-one")
    expectPicture(
      scene(SessionPicker([Row.watched], chair: "3", initial: nil, readAt: 0)).screen(), "picker-watched")
    expectPicture(
      scene(SessionPicker([], chair: "3", hidesUnreadable: true, initial: nil, readAt: 0)).screen(),
      "picker-unreadable")
  }

  @Test func several() {
    var scene = scene(
      SessionPicker(
        [Row.infusing, Row.observing, Row.old, Row.simulated], chair: "3", initial: nil, readAt: 0))
    expectPicture(scene.screen(), "picker-several")
    scene.press(.character("2"))
    expectPicture(scene.screen(), "picker-chosen")
    for (columns, rows) in [(60, 15), (40, 8), (20, 1), (120, 40)] {
      expectPicture(scene.screen(columns: columns, rows: rows), "picker-chosen-\(columns)x\(rows)")
    }
  }

  /// Once, a narrow screen left both out, though it had rows to spare.
  @Test(
    "where rows are free, what was given and the last entry stand below each session, also beside a question",
    arguments: [(60, 16), (60, 15), (40, 12)])
  func smallScreens(columns: Int, rows: Int) {
    var left = Row.infusing
    left.isLeftByNew = true
    var scene = scene(SessionPicker([left, Row.observing], chair: "3", initial: nil, readAt: 0))
    for keys in ["", "n"] {
      scene.type(keys)
      let text = scene.screen(columns: columns, rows: rows).plainText
      for words in ["10.95 mg  last entry 14 min ago", "35 mg  last entry 2 h 05 min ago", "P-0177"] {
        #expect(text.contains(words), "\(keys) at \(columns)x\(rows):\n\(text)")
      }
    }
  }

  /// Before, nothing said at which chair, and the narrowest had `nobod`.
  @Test(
    "a nurse in a hurry reads the chair, who, the phase and when it broke off, with the key that takes it",
    arguments: [(80, 24), (60, 16), (40, 12), (30, 8), (24, 6)])
  func whatIsTakenIsRead(columns: Int, rows: Int) {
    let scene = scene(SessionPicker([Row.infusing], chair: "3", initial: .goOn(0), readAt: 0))
    let text = scene.screen(columns: columns, rows: rows).plainText
    for words in ["Chair 3: RESUME?", "P-0142", columns < 25 ? "INF." : "INFUSING", "14 min ago", "y go on"] {
      #expect(text.contains(words), "\(words) at \(columns)x\(rows):\n\(text)")
    }
    #expect(!text.contains("nobod") || text.contains("nobody"), "\(text)")
    expectPicture(scene.screen(columns: 30, rows: 8), "picker-one-30x8")
  }

  @Test(
    "a session of another patient than the named one says so where it is asked",
    arguments: [(80, 24), (60, 16), (40, 12), (34, 6)])
  func anotherThanNamed(columns: Int, rows: Int) {
    var picker = SessionPicker([Row.infusing], chair: "3", initial: nil, readAt: 0)
    picker.named = "P-9"
    let scene = scene(picker)
    let text = scene.screen(columns: columns, rows: rows).plainText
    #expect(text.contains("P-0142 is not P-9, who was named"), "\(text)")
    let line = stateLine(scene.model, now: scene.session.now.milliseconds)
    #expect(line.contains("P-0142 is not P-9, who was named."))
    picker.named = "P-0142"
    #expect(!MonitorUITests.scene(picker).screen().plainText.contains("who was named"))
  }

  @Test func theSecondRowsGiveWayToTheSessions() {
    let rows = Array(repeating: Row.observing, count: 9)
    let text = scene(SessionPicker(rows, chair: "3", initial: nil, readAt: 0)).screen(columns: 40, rows: 12)
      .plainText
    #expect(text.contains(" 9 P-0177") && !text.contains("last entry"), "\(text)")
  }

  /// Chooses the last row, so that the list has moved.
  @Test func moreThanThereIsRoomFor() {
    let rows = (1...30).map { number in
      SessionPicker.Row(
        patient: "P-\(number)", phase: .preparation, delivered: nil, age: .hours(Int64(number)))
    }
    var scene = scene(SessionPicker(rows, chair: "3", initial: .new, readAt: 0))
    scene.press(.up)
    expectPicture(scene.screen(), "picker-many")
  }

  @Test func aTerminalWithoutAScreenAsksOnALine() {
    let scene = scene(SessionPicker([Row.watched, Row.observing], chair: "3", initial: nil, readAt: 0))
    #expect(
      stateLine(scene.model, now: scene.session.now.milliseconds)
        == "Chair 3: RUNNING NOW A session runs on this chair, watched elsewhere. "
        + "1 P-0142 INFUSING watched 10.95 mg now; "
        + "2 P-0177 OBSERVING nobody 35 mg 2 h 05 min ago  "
        + "1-2 choose, y go on, n a new session; nobody watches that one then, q leave > ")
  }

  @Test func theyGrowOlderWhileTheQuestionStands() {
    let scene = scene(SessionPicker([Row.infusing, Row.watched], chair: "3", initial: nil, readAt: 0))
    #expect(scene.screen().plainText.contains("14 min ago"))
    let later = scene.screen(after: 180_000).plainText
    #expect(later.contains("17 min ago"))
    #expect(later.contains("10.95 mg   now"))
  }

  @Test func asciiMonochrome() {
    var scene = scene(SessionPicker([Row.watched, Row.observing], chair: "3", initial: nil, readAt: 0))
    scene.change { $0.display = Display(glyphs: .ascii, palette: .monochrome) }
    expectPicture(scene.screen(), "picker-ascii")
  }
}

@Suite("Sessions that nobody watches are said at every chair") struct UnwatchedTests {
  private static let one = UnwatchedSession(
    chair: "3", patient: "P-0177", phase: .infusing, since: "10:31")
  private static let two = UnwatchedSession(
    chair: "4", patient: nil, phase: .observing, since: "2026-03-08 17:02")

  @Test func aQuietLineNamesChairPatientPhaseAndSinceWhen() {
    var scene = Scene.infusing()
    scene.change { $0.unwatched = [Self.one] }
    expectPicture(scene.screen(), "unwatched")
    expectPicture(scene.screen(columns: 60, rows: 15), "unwatched-60x15")
    expectPicture(scene.screen(columns: 40, rows: 8), "unwatched-40x8")
    let line = stateLine(scene.model, now: scene.session.now.milliseconds)
    #expect(line.contains("chair 3, nobody watches: P-0177 INFUSING, last entry 10:31"))
  }

  @Test func severalTakeTurns() {
    var scene = Scene.infusing()
    scene.change { $0.unwatched = [Self.one, Self.two] }
    var seen: Set<String> = []
    for second in 0..<20 {
      let text = scene.screen(after: Int64(second) * 1000).plainText
      for chair in ["chair 3, nobody watches: P-0177", "chair 4, nobody watches: somebody"]
      where text.contains(chair) {
        seen.insert(chair)
      }
    }
    #expect(seen.count == 2)
  }

  /// Once, a screen of 40 columns said ` chair 3, nobody watc…`, and never who the patient is.
  @Test(
    "where it has no room it gets a row of its own, or takes turns: chair, patient and phase are read whole",
    arguments: [(80, 23), (60, 16), (40, 12), (40, 8), (30, 12), (30, 8)])
  func smallScreens(columns: Int, rows: Int) {
    let far = UnwatchedSession(chair: "recovery room 21", patient: "P-9", phase: .infusing, since: "10:31")
    for one in [Self.one, far] {
      var scene = Scene.infusing().by("KM")
      scene.change { $0.unwatched = [one] }
      let turns = (0..<10).map {
        scene.screen(columns: columns, rows: rows, after: Int64($0) * 2000).plainText
      }
      let read = turns.joined().split { " \n,:".contains($0) }
      for word in "chair \(one.chair) nobody watches \(one.patient ?? "") INFUSING".split(separator: " ") {
        #expect(read.contains(word), "\(word) at \(columns)x\(rows):\n\(turns[0])")
      }
    }
  }

  @Test func aFreeRowSaysItAllAtOnce() {
    var scene = Scene.infusing().by("KM")
    scene.change { $0.unwatched = [Self.one] }
    let text = scene.screen(columns: 40, rows: 12).plainText
    #expect(text.contains(" chair 3, nobody watches:\n"), "\(text)")
    #expect(text.contains("   P-0177 INFUSING, last entry 10:31"), "\(text)")
  }

  @Test func whatIsWrongHereComesFirst() {
    var scene = Scene.infusing()
    scene.record = .notRecording("disk full")
    scene.run(.seconds(1))
    scene.change { $0.unwatched = [Self.one] }
    #expect(scene.screen().plainText.contains("not recorded: disk full"))
  }
}
