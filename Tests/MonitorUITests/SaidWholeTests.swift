import InfusionCore
import MonitorUI
import Phrases
import Quantities
import Testing
import TextScreen

/// A deed is told whole, in the chair's words, and alike everywhere on the screen.
@Suite("What is said of what was done")
struct SaidWholeTests {
  @Test("what a check found is said on 80x24, though its alarm ends with it")
  func overdueCheckSaid() {
    var scene = Scene.observing()
    while !scene.model.session.alarms.contains(where: { $0.id == .checkOverdue }) { scene.run(.minutes(1)) }
    scene.type("ac523")
    let found: Phrase = "check taken: MOAA/S 5 of 5, nausea 2 of 10, dissociation 3 of 10"
    #expect(scene.model.message?.text == found)
    #expect(scene.screen().plainText.contains(found.english))
  }

  @Test(
    "what is longer than its row is said in turns, each with its number, and no word of it is cut",
    arguments: [(30, 8), (40, 7)])
  func inTurns(columns: Int, rows: Int) {
    var scene = Scene.infusing().by("KM")
    scene.act(.limitOff(.hr, reason: "known for this patient"))
    let text = "refused: the pump must be looked at by somebody before anything else can be done here"
    scene.change { $0.say(Phrase(verbatim: text), isRefusal: true, now: $0.session.now.milliseconds) }
    let turns = (0..<16).map { turn in
      let screen = scene.screen(columns: columns, rows: rows, after: Int64(turn) * 500)
      return screen.plainText.split(separator: "\n").filter { $0.contains("/") && !$0.contains("NIBP") }
        .joined()
    }
    let read = Set(turns.flatMap { $0.split(separator: " ") })
    #expect(text.split(separator: " ").allSatisfy(read.contains))
    #expect(turns.contains { $0.contains(" 1/") } && turns.contains { $0.contains(" 2/") })
  }

  @Test(
    "where rows can be had for it, it stands whole as long as it is said", arguments: [(40, 12), (60, 15)])
  func atOnce(columns: Int, rows: Int) {
    var scene = Scene.infusing().by("KM")
    scene.act(.limitOff(.hr, reason: "known for this patient"))
    let text = "refused: the pump must be looked at by somebody before anything else can be done here"
    scene.change { $0.say(Phrase(verbatim: text), isRefusal: true, now: $0.session.now.milliseconds) }
    for turn in 0..<5 {
      let shown = scene.screen(columns: columns, rows: rows, after: Int64(turn) * 2000).plainText
      let words = shown.split { " \n".contains($0) }.joined(separator: " ")
      #expect(words.contains(text), "\(shown)")
      #expect(words.contains("SpO2") && words.contains("10.95 mg"), "\(shown)")
    }
    #expect(!scene.screen(columns: columns, rows: rows, after: 10_001).plainText.contains("refused"))
  }

  @Test("that nothing sounds stands beside each part", arguments: [(40, 12), (60, 15)])
  func silence(columns: Int, rows: Int) {
    var scene = Scene.infusing().by("KM")
    scene.receive(.sound(.failing("no device")))
    let text = "refused: the pump must be looked at by somebody before anything else can be done here"
    scene.change { $0.say(Phrase(verbatim: text), isRefusal: true, now: $0.session.now.milliseconds) }
    for turn in 0..<16 {
      let screen = scene.screen(columns: columns, rows: rows, after: Int64(turn) * 500)
      #expect(screen.plainText.contains("NO SOUND"), "\(turn)")
    }
  }

  @Test("a baseline says its values, and which limits it moved")
  func baselineSaid() {
    var scene = Scene().by("KM")
    scene.run(.minutes(1))
    scene.cuff(104, 66)
    scene.type("B")
    let values = "baseline SpO2 97, HR 72, Sys 104, Dia 66 by KM"
    #expect(scene.model.message?.text == "\(values); limits follow: Sys high limit 144")
    #expect(scene.screen().plainText.contains("HR 72, Sys 104, Dia 66 by KM"))
  }

  @Test(
    "a score is called what it is called at the chair, in the list of what can be corrected and as last act")
  func scoresByTitle() {
    var scene = Scene.observing().by("KM")
    scene.act(.score(scale: "moaas", value: 5))
    #expect(scene.screen().plainText.contains("MOAA/S 5 of 5 KM"))
    scene.type("z")
    #expect(scene.screen().plainText.contains(" MOAA/S 5 of 5, 11:19:11"))
    scene.press(.escape)
    #expect(!scene.screen(columns: 200, rows: 60).plainText.contains("alertness"))
    scene.act(.stop(reason: "complete"))
  }

  @Test("a paused sound says how it comes back, and its key does it")
  func soundBack() {
    var scene = Scene.observing().by("KM")
    scene.spo2 = 88
    scene.run(.seconds(20))
    scene.type(" ")
    #expect(scene.model.message?.text == "sound paused by KM; space: on again")
    scene.run(.seconds(10))
    #expect(scene.screen().plainText.contains("space sound on"))
    scene.type("a ")
    #expect(scene.model.session.audioPause == nil)
  }

  @Test("an alarm whose pressure was struck says so in the log and at the cursor of the trends")
  func struckPressure() {
    var scene = Scene.infusing().by("KM")
    scene.act(.bloodPressure(sys: 199, dia: 88, map: nil))
    scene.run(.seconds(5))
    let entry = scene.session.chart.pressures.last?.entry ?? 0
    scene.act(.amend(entry: entry, fields: [AmendedField(key: AmendAction.struck, value: "another patient")]))
    scene.run(.seconds(5))
    scene.type("A")
    let log = scene.screen().plainText
    #expect(log.contains("Sys 199") && log.contains(", struck"))
    scene.press(.escape)
    scene.type("t")
    scene.press(.up, .up, .up)
    #expect(scene.screen(columns: 120, rows: 40).plainText.contains("(pressure struck)"))
  }

  @Test("one rate reads the same wherever it stands")
  func oneRate() {
    var scene = Scene(weight: .init(Fixed(thousandths: 70_500))).by("KM")
    scene.run(.minutes(1))
    scene.type("S\n")
    var shown = [scene.screen().plainText]
    scene.type("y")
    scene.run(.minutes(3))
    for size in [(200, 60), (80, 24), (60, 15), (40, 8)] {
      shown.append(scene.screen(columns: size.0, rows: size.1).plainText)
    }
    scene.type("t")
    shown.append(scene.screen(columns: 200, rows: 60).plainText)
    #expect(shown.prefix(3).allSatisfy { $0.contains("52.875 mL/h") })
    for screen in shown { #expect(!screen.contains("52.88") && !screen.contains("52.9")) }
  }

  @Test("a long reference is read whole as long as plan, weight or a word could give way to it")
  func longReference() {
    for (patient, columns) in [("P-0142-2026", 80), ("P-0142-2026-XYZ-77", 80), ("P-0142-2026-XYZ-77", 120)] {
      var scene = Scene(patient: patient, origin: .simulated)
      scene.run(.seconds(1))
      let head = scene.screen(columns: columns, rows: 24).plainText.split(separator: "\n")[0]
      #expect(head.contains(" \(patient) "), "\(head)")
      #expect((columns == 120) == head.contains("trd-40") || patient.count < 12, "\(head)")
    }
  }

  @Test("a second treatment on one day is said where the start is asked", arguments: [(0, true), (1, false)])
  func secondToday(days: Int, isSaid: Bool) {
    var scene = Scene.prepared().by("KM")
    let last = EarlierTreatment(
      session: "a", date: "2026-07-04", plan: "trd-40", weight: .init(70), delivered: .init(35))
    scene.receive(
      .history(PatientHistory(patient: "P-0142", number: 2, daysSinceLast: days, last: [last], unread: 0)))
    scene.type("S\n")
    #expect(scene.screen().plainText.contains("TREATED TODAY ALREADY: 35 mg given.") == isSaid)
  }

  @Test("who is treated at another chair just now is named where the start is asked", arguments: [0, 1])
  func treatedElsewhere(days: Int) {
    var scene = Scene.prepared().by("KM")
    let running = EarlierTreatment(session: "a", date: "2026-07-04", delivered: .init(35), runsAt: "3")
    scene.receive(
      .history(PatientHistory(patient: "P-0142", number: 2, daysSinceLast: days, last: [running], unread: 0)))
    scene.type("S\n")
    #expect(scene.screen().plainText.contains("TREATED RIGHT NOW at chair 3."))
  }

  @Test("limits around a baseline are offered where there is one")
  func fromBaseline() {
    var scene = Scene()
    scene.run(.seconds(3))
    scene.type("l")
    #expect(!scene.screen(columns: 120, rows: 40).plainText.contains("from baseline"))
    scene.act(.baseline(hr: 72, sys: 120, dia: 80, spo2: 97))
    #expect(scene.screen(columns: 120, rows: 40).plainText.contains("b from baseline"))
  }

  @Test("what became of an alarm is cut in no word of the log", arguments: [80, 100, 120])
  func remarkInTheLog(columns: Int) {
    var scene = Scene.infusing().by("KM")
    scene.act(.bloodPressure(sys: 190, dia: 88, map: nil))
    scene.run(.minutes(12))
    let entry = scene.session.marks.last?.entry ?? 0
    let fields = [AmendedField(key: "sys", value: "140")]
    scene.act(.amend(entry: entry, fields: fields))
    scene.type("A")
    let log = scene.screen(columns: columns, rows: 30).plainText.split(separator: "\n")
    let line = log.first { $0.contains("Sys 190") && $0.contains("12:") } ?? ""
    #expect(String(line).trimmingEnd.hasSuffix("corrected"), "\(log)")
  }
}
