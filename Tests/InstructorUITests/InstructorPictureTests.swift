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
