import InfusionCore
import MonitorUI
import Phrases
import Quantities
import TestBench
import Testing
import TextScreen

/// What holds at every size of a terminal, from one cell to a wall, with every question and page open.
@Suite("Every size says what matters")
struct SmallScreenTests {
  /// Each width and height at which the layout changes, and odd ones between.
  private static let widths = [1, 3, 5, 8, 10, 14, 20, 23, 24, 30, 40, 59, 60, 80, 110, 179, 250]
  private static let heights = [1, 2, 3, 4, 5, 6, 8, 9, 15, 24, 34, 80]
  private static let sizes = widths.flatMap { columns in heights.map { Size(columns: columns, rows: $0) } }

  /// HR 83 is 6 s old, SpO2 84 3 s, NIBP 144/88 3:46 and RR 19 4 s; SpO2 is a high alarm.
  private static func aged(_ scene: Scene) -> Scene {
    var scene = scene
    scene.spo2 = 84
    scene.run(.seconds(9))
    scene.receive(.reading(Reading(source: Scene.oximeter, hr: .value(83))))
    scene.hr = nil
    scene.run(.seconds(2))
    scene.receive(.reading(Reading(source: Scene.oximeter, rr: .value(19))))
    scene.run(.seconds(2))
    scene.spo2 = nil
    scene.run(.seconds(3))
    return scene
  }

  private static let keysOfAll = ["", "p", "s", "b", "e1", "l", "A", "?", "t", "c", "D", ":"]

  @Test(
    "numbers with ages, the worst alarm in words, nothing cut: whatever is asked or open",
    arguments: keysOfAll)
  func everySize(keys: String) {
    let turn = Self.keysOfAll.firstIndex(of: keys) ?? 0
    // Each size is tried with half of the keys, and with no page open at all.
    let sizes = Self.sizes.enumerated().filter { keys.isEmpty || $0.offset % 2 == turn % 2 }.map(\.element)
    Self.expectAll(of: keys, on: sizes, in: .english)
  }

  @Test("the same in German, whose words are longer", arguments: ["", "s", "b", "e1", "l", "A", "?", "c"])
  func everySizeInGerman(keys: String) {
    let sizes = Self.sizes.enumerated().filter { $0.offset % 5 == keys.count }.map(\.element)
    Self.expectAll(
      of: keys, on: sizes + [Size(columns: 80, rows: 24), Size(columns: 24, rows: 5)], in: .german)
  }

  private static let furtherKeys = ["m", "u", "g", "z", "r", "o", "N", "i", "n", "q", "m1"]

  @Test("and with any other question open", arguments: furtherKeys)
  func otherQuestions(keys: String) {
    let turn = Self.furtherKeys.firstIndex(of: keys) ?? 0
    let sizes = Self.sizes.enumerated().filter { $0.offset % 6 == turn % 6 }.map(\.element)
    Self.expectAll(of: keys, on: sizes, in: .english)
  }

  private static let keysAfterwards = [
    "", "c", "c5", "g", "g2", "x", "x\n", "w", "w\n", "d", "dn", "D", "p", "b", "s1", "k", "N", "A", "?",
  ]

  @Test("and with any question of the observation, and one that asks who it is", arguments: keysAfterwards)
  func observation(keys: String) {
    let turn = Self.keysAfterwards.firstIndex(of: keys) ?? 0
    let sizes = Self.sizes.enumerated().filter { $0.offset % 6 == turn % 6 }.map(\.element)
    let whole = [Size(columns: 80, rows: 24), Size(columns: 40, rows: 12), Size(columns: 30, rows: 8)]
    Self.expectAll(of: keys, at: Self.agedAfterwards, on: sizes + whole)
    if turn.isMultiple(of: 3) {
      let unsigned = { Self.unsigned(Self.agedAfterwards()) }
      Self.expectAll(of: keys, at: unsigned, on: whole)
    }
  }

  private static func unsigned(_ scene: Scene) -> Scene {
    var scene = scene
    scene.change { $0.initials = nil }
    return scene
  }

  /// The same ages and the same alarm, after an end by mistake.
  private static func agedAfterwards() -> Scene {
    var scene = Scene.infusing().by("KM")
    scene.act(.stop(reason: "complete"))
    return aged(scene)
  }

  private static func expectAll(of keys: String, on sizes: [Size], in language: Language) {
    expectAll(
      of: keys, at: { aged(Scene.infusing(display: Display(language: language)).by("KM")) }, on: sizes)
  }

  private static func expectAll(of keys: String, at chair: () -> Scene, on sizes: [Size]) {
    var scene = chair()
    let plain = Self.words(of: scene)
    scene.type(keys)
    // The large log has a column with "no" in it; a small one says "not acknowledged".
    let words = plain.union(Self.words(of: scene)).union(["not"])
    for size in sizes {
      let turns = (0..<(size.columns > 5 ? 3 : 5)).map { scene.text(size, turn: $0) }
      for text in turns {
        Self.expectAges(in: text, at: size)
        if size.columns > 2 { Self.expectWhole(text, words, at: size) }
      }
      let read = turns.reduce(into: Set<String>()) { $0.formUnion(Self.tokens($1)) }
      // On a screen narrower than a word, the alarm's mark or a letter is expected.
      let worst: Set = size.columns > 4 ? ["***", "SpO2", "84"] : [size.columns > 2 ? "***" : "H"]
      #expect(read.isSuperset(of: worst), "\(size):\n\(turns[0])")
    }
  }

  /// Every number on the screen has its age beside it.
  private static func expectAges(in text: String, at size: Size) {
    for (number, ages) in [("83", ["6 s", "6s"]), ("144/88", ["46"]), ("19", ["4 s"])]
    where tokens(text).contains(number) {
      #expect(ages.contains { text.contains($0) }, "\(number) at \(size):\n\(text)")
    }
  }

  /// No number and no word is cut short.
  private static func expectWhole(_ text: String, _ words: Set<String>, at size: Size) {
    for token in tokens(text) where !words.contains(token) {
      let longer = words.first { $0.hasPrefix(token) }
      #expect(longer == nil, "\(token) of \(longer ?? "") at \(size):\n\(text)")
    }
  }

  @Test(
    "beside a dose that is not sure, rate and time take turns with its bounds",
    arguments: [Size(columns: 40, rows: 12), Size(columns: 30, rows: 8)])
  func doseThatIsNotSure(size: Size) {
    var scene = Scene.infusing().by("KM")
    scene.receive(.gap(from: scene.session.now - .seconds(30), reason: "crash", isEstimated: false))
    let turns = (0..<2).map { scene.text(size, turn: $0) }
    // A narrower screen has only the mark that says that the dose is estimated.
    #expect(size.columns < 40 || turns.contains { $0.contains(" from ") })
    #expect(turns.contains { $0.contains("52.5 mL/h") }, "\(turns)")
  }

  @Test(
    "advice to hold has no turn while an alarm waits for an answer",
    arguments: [Size(columns: 20, rows: 5), Size(columns: 24, rows: 4), Size(columns: 40, rows: 3)])
  func adviceAfterAlarms(size: Size) {
    var scene = Scene.held().by("KM")
    for turn in 0..<6 {
      let text = scene.text(size, turn: turn)
      #expect(text.contains("***") && !text.contains("HOLD"), "\(size):\n\(text)")
    }
    scene.act(.acknowledge(nil))
    let turns = (0..<8).map { scene.text(size, turn: $0) }
    #expect(turns.contains { $0.contains("HOLD") }, "\(size):\n\(turns)")
  }

  @Test(
    "what is ordered stands wherever the numbers leave a row",
    arguments: [(80, 23), (79, 24), (60, 15), (60, 16), (40, 12), (24, 10)])
  func order(columns: Int, rows: Int) {
    let size = Size(columns: columns, rows: rows)
    let (before, during) = (Scene.prepared().text(size, turn: 0), Scene.infusing().text(size, turn: 0))
    // If the dose has a line of its own, that line has the ordered dose, too.
    let ordered = size.holds(Size(columns: 60, rows: 16)) ? "10.95 mg of 35 mg" : "ORDER  35 mg"
    #expect(before.contains("ORDER  35 mg") && during.contains(ordered), "\(before)\n\(during)")
    #expect((columns < 60) != before.contains("35 mL at 52.5 mL/h"), "\(before)")
    #expect(!Scene.observing().text(size, turn: 0).contains("ORDER"))
    var open = Scene(weight: nil)
    open.run(.seconds(5))
    #expect(columns < 60 || open.text(size, turn: 0).contains("ORDER  not complete yet"))
  }

  @Test("a number that is old keeps value and age beside the word for it")
  func oldNumbers() {
    let sizes = [(200, 60), (80, 24), (79, 24), (60, 16), (60, 15), (40, 12), (30, 8), (24, 12)]
    var scene = Scene.infusing()
    (scene.hr, scene.spo2) = (nil, nil)
    for (more, short, long) in [(TimeSpan.seconds(80), "1:20", "1:20"), (.minutes(61), "1h02", "1:02:20")] {
      scene.run(more)
      for (columns, rows) in sizes {
        let text = scene.text(Size(columns: columns, rows: rows), turn: 0)
        for value in ["83", "96"] {
          let ways = ["OLD \(value) \(short)", "OLD: \(value), \(long) ago"]
          #expect(
            ways.contains { text.contains($0) }, "\(value), \(long), at \(columns)x\(rows):\n\(text)")
        }
      }
    }
  }

  /// Once, they were `HR--  SpO2--` beside a question that left them few rows.
  @Test(
    "a number that is old is never bare dashes, whatever is asked",
    arguments: [(60, 16), (40, 12), (40, 8), (40, 6), (30, 8), (30, 5), (24, 6), (20, 3)])
  func oldNumbersBesideAQuestion(columns: Int, rows: Int) {
    var aged = Scene.infusing().by("KM")
    (aged.hr, aged.spo2) = (nil, nil)
    aged.run(.seconds(80))
    for keys in ["", "s", "e1", "c", "b", "D"] {
      var scene = aged
      scene.type(keys)
      let turns = (0..<12).map { scene.text(Size(columns: columns, rows: rows), turn: $0) }
      let text = turns.joined()
      #expect(!text.contains("HR--") && !text.contains("SpO2--"), "\(keys):\n\(text)")
      for value in ["83", "96"] where rows >= 5 {
        let ways = ["OLD \(value) 1:20", "OLD: \(value), 1:20 ago"]
        #expect(ways.contains { text.contains($0) }, "\(value), \(keys):\n\(text)")
      }
    }
  }

  @Test(
    "what a bare question is asked for is said with it",
    arguments: [(80, 24), (60, 15), (40, 12), (40, 6), (30, 8), (30, 4), (20, 4), (14, 2), (20, 1)])
  func deedOfAQuestion(columns: Int, rows: Int) {
    let size = Size(columns: columns, rows: rows)
    let cases: [(chair: Scene, keys: String, deed: String, asked: String)] = [
      (Scene.infusing().by("KM"), "p", "Pause", "Reason"),
      (Scene.infusing(), "p", "Pause", "Your init"),
      (Scene.observing().by("KM"), "x5\n", "Longer", "Reason"),
      (Scene.observing().by("KM"), "n\t", "Note", "minutes ago"),
    ]
    for (chair, keys, deed, asked) in cases {
      var scene = chair
      scene.type(keys)
      let turns = (0..<4).map { scene.text(size, turn: $0) }
      #expect(turns.contains { $0.contains(deed) }, "\(deed) at \(size):\n\(turns)")
      #expect(columns < 30 || turns.contains { $0.contains(asked) }, "\(asked) at \(size):\n\(turns)")
    }
  }

  @Test("a start is offered only where rate and volume can be read")
  func startIsReadBeforeItIsDone() {
    for size in Self.sizes {
      var scene = Scene.prepared().by("KM")
      scene.type("S\n")
      scene.paint(columns: size.columns, rows: size.rows)
      let text = scene.screen(columns: size.columns, rows: size.rows).plainText
      let isReadable = Self.joined(text).contains("52.5 mL/h") && Self.joined(text).contains("35 mL")
      scene.typeSigned("y")
      #expect(isReadable || scene.session.phase == .preparation, "\(size):\n\(text)")
      if size.holds(Size(columns: 30, rows: 9)) {
        #expect(scene.session.phase == .infusing, "\(size):\n\(text)")
      }
    }
  }

  @Test(
    "who sits there stands wherever it has room, also in one letter",
    arguments: [(79, 24), (60, 15), (49, 12), (40, 12), (40, 6), (30, 11), (24, 12), (20, 12), (12, 9)])
  func patient(columns: Int, rows: Int) {
    for patient in ["Q", "Q7", "P-0142"] {
      var scene = Scene(patient: patient)
      scene.run(.seconds(5))
      scene.act(.start(override: nil))
      let text = scene.text(Size(columns: columns, rows: rows), turn: 0)
      let words = text.split { " \n".contains($0) }
      #expect(words.contains(Substring(patient)), "\(patient) at \(columns)x\(rows):\n\(text)")
    }
  }

  @Test(
    "in the observation a free row says what was given and what the time counts",
    arguments: [(80, 23), (60, 15), (60, 16), (40, 12), (30, 10)])
  func given(columns: Int, rows: Int) {
    let size = Size(columns: columns, rows: rows)
    let text = Scene.observing().text(size, turn: 0)
    guard !size.holds(Size(columns: 60, rows: 16)) else {
      let words = ["8:59 of 30:00", "21:00 left", "given up to 35.16 mg"]
      return #expect(words.allSatisfy(text.contains), "\(text)")
    }
    let line = " WATCH  given up to 35.16 mg\(columns < 40 ? "\n" : "  21:00 left\n")"
    #expect(text.contains(line), "\(columns)x\(rows):\n\(text)")
    #expect(columns != 40 || text.contains(" 8:59 of 30:00 counted"), "\(text)")
  }

  @Test(
    "a question takes no row of the dose where rows are free",
    arguments: [(80, 23), (79, 24), (60, 16), (60, 15), (40, 12)])
  func doseBesideAQuestion(columns: Int, rows: Int) {
    for keys in ["p", "b", "n"] {
      var scene = Scene.infusing().by("KM")
      scene.type(keys)
      let text = scene.text(Size(columns: columns, rows: rows), turn: 0)
      let dose = ["10.95 mg", "52.5 mL/h"]
      #expect(dose.allSatisfy(text.contains), "\(keys) at \(columns)x\(rows):\n\(text)")
      var watched = Scene.observing().by("KM")
      watched.type(keys == "p" ? "x" : keys)
      let after = watched.text(Size(columns: columns, rows: rows), turn: 0)
      #expect(after.contains(" 8:59 of 30:00"), "\(keys) at \(columns)x\(rows):\n\(after)")
      #expect(columns < 60 || after.contains("given up to 35.16 mg"), "\(after)")
    }
  }

  // MARK: What is read

  private static func joined(_ text: String) -> String {
    text.split(whereSeparator: { $0.isWhitespace }).joined(separator: " ")
  }

  /// The words, numbers and marks of a text, without lines and curves.
  private static func tokens(_ text: String) -> Set<String> {
    let words = text.split(whereSeparator: { $0.isWhitespace || "│┌┐└┘─┤╌╍·,:;()-".contains($0) })
    return Set(words.map(String.init).filter { $0.contains { $0.isASCII } })
  }

  /// Every word that large screens show of this chair, and the numbers in them.
  private static func words(of scene: Scene) -> Set<String> {
    [Size(columns: 250, rows: 80), Size(columns: 120, rows: 40), Size(columns: 80, rows: 24)].reduce(into: [])
    {
      for turn in 0..<4 { $0.formUnion(tokens(scene.text($1, turn: turn))) }
    }
  }
}

extension Scene {
  fileprivate func text(_ size: Size, turn: Int) -> String {
    screen(columns: size.columns, rows: size.rows, after: Int64(turn) * 2000).plainText
  }
}
