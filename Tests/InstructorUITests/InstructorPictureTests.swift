import InfusionCore
import InstructorUI
import TestBench
import Testing
import TextScreen

@Suite("The instructor's console, as it looks")
struct InstructorPictureTests {
  private func console(_ columns: Int, _ rows: Int, _ lines: [DeskLine]) -> InstructorModel {
    var model = InstructorModel(size: Size(columns: columns, rows: rows))
    for line in lines { model.hear(line) }
    return model
  }

  @Test("nothing happens yet", arguments: [(80, 24), (120, 40)])
  func calm(columns: Int, rows: Int) {
    let model = console(columns, rows, [.truth(Drills.calm), .chair(Drills.seenCalm)])
    expectPicture(instructorView(model), "calm-\(columns)x\(rows)")
  }

  @Test("the truth is ahead of the trainee's screen", arguments: [(80, 24), (120, 40)])
  func closed(columns: Int, rows: Int) {
    var model = console(columns, rows, [.truth(Drills.closed), .chair(Drills.seenClosed)])
    for key in "set spo2=7" { _ = model.update(.character(key)) }
    expectPicture(instructorView(model), "closed-\(columns)x\(rows)")
  }

  @Test("frozen, and what was typed was refused")
  func frozen() {
    var truth = Drills.closed
    truth.isFrozen = true
    let answer = DeskAnswer("minute 45:00 has not come yet", isRefusal: true)
    let model = console(80, 24, [.truth(truth), .chair(Drills.seenClosed), .answer(answer)])
    expectPicture(instructorView(model), "frozen-80x24")
  }

  /// Before, the line ended at the screen's edge, and faults of the devices stood nowhere.
  @Test("everything that is wrong is told, in as many rows as it takes")
  func wrong() {
    let model = console(80, 24, [.truth(Drills.troubled), .chair(Drills.seenClosed)])
    let screen = instructorView(model).plainText
    for words in [
      "typed 154 kg, truly 70", "hr set to 150", "spo2 set to 80", "sys set to 200", "dia set to 110",
      "rr set to 5", "anxiety 0.8", "nausea 0.7", "probe off for 0:32", "cuff fails for 1:00",
      "pump occluded for 0:45, which no device here tells", "SpO2 84 < 85", "line lost acknowledged",
      "airway-opened", "unharmed", "vagus=0.1 sedation=0.2",
    ] { #expect(screen.contains(words), "\(words)\n\(screen)") }
  }

  /// Before, two rows were left of what is to come, and what came next did not stand in them.
  @Test("what is wrong and what comes next are read, and the rest is counted")
  func crowded() {
    let model = console(80, 24, [.truth(Drills.crowded), .chair(Drills.seenClosed)])
    expectPicture(instructorView(model), "crowded-80x24")
  }

  /// Where an answer takes four rows, too.
  @Test("beside a long answer what is wrong keeps its rows, and what is to come two")
  func crowdedByAnAnswer() {
    let words = String(repeating: "known are hr spo2 sys dia rr airway ", count: 9)
    let answer = DeskAnswer(words, isRefusal: true)
    let model = console(80, 24, [.truth(Drills.crowded), .chair(Drills.seenClosed), .answer(answer)])
    let screen = instructorView(model).plainText
    for words in [
      "typed 154 kg", "anxiety 0.8", "cuff fails for 1:00", "1 more\n", "SpO2 84 < 85", "to come, 2 more",
      " in 3:20    cuff-measure", " in 10:50   say ...", "hoped for, 4 more", "CALLS for 1:20",
      "done, the newest first, 4 more",
    ] { #expect(screen.contains(words), "\(words)\n\(screen)") }
  }

  @Test("what has no room is counted", arguments: [12, 14, 16])
  func counted(rows: Int) {
    let model = console(40, rows, [.truth(Drills.troubled), .chair(Drills.seenClosed)])
    let screen = instructorView(model).plainText
    #expect(screen.contains(/\d+ more/), "\(screen)")
  }

  @Test("a long answer is read whole")
  func longAnswer() {
    let words =
      "'spo' cannot be set; did you mean \"spo2\"? "
      + "Known are: hr, spo2, sys, dia, rr, airway, sedation, vagus"
    let model = console(80, 24, [.truth(Drills.calm), .answer(DeskAnswer(words, isRefusal: true))])
    #expect(instructorView(model).plainText.contains("sedation, vagus"))
  }

  @Test("what can be said")
  func help() {
    var model = console(80, 24, [.truth(Drills.calm)])
    _ = model.update(.character("?"))
    expectPicture(instructorView(model), "help-80x24")
  }

  @Test("before anything was told, and when the drill is over")
  func ends() {
    #expect(instructorView(console(80, 24, [])).plainText.contains("Nothing was told yet."))
    let over = console(80, 24, [.truth(Drills.calm), .farewell])
    #expect(instructorView(over).plainText.contains("THE DRILL IS OVER"))
  }
}
