import InfusionCore
import InstructorUI
import TestBench
import Testing
import TextScreen

@Suite("The instructor's console on a few rows")
struct SmallConsoleTests {
  private func console(_ columns: Int, _ rows: Int, _ lines: [DeskLine]) -> InstructorModel {
    var model = InstructorModel(size: Size(columns: columns, rows: rows))
    for line in lines { model.hear(line) }
    return model
  }

  /// Before, the numbers of the trainee's screen began where the small one ends.
  @Test(
    "what is true stands beside what the trainee sees, the saturation first", arguments: [(30, 8), (24, 6)])
  func numbers(columns: Int, rows: Int) {
    let model = console(columns, rows, [.truth(Drills.closed), .chair(Drills.seenClosed)])
    let text = instructorView(model).plainText
    #expect(text.contains("SpO2 79, seen ") && text.contains("HR 101, seen "), "\(text)")
    #expect(text.contains("q Enter leave"), "\(text)")
    expectPicture(instructorView(model), "closed-\(columns)x\(rows)")
  }

  @Test("no word of header or keys is cut", arguments: [(30, 8), (24, 6), (35, 11)])
  func wholeWords(columns: Int, rows: Int) {
    var model = console(columns, rows, [.truth(Drills.calm), .chair(Drills.seenCalm)])
    let whole = instructorView(console(120, 40, [.truth(Drills.calm), .chair(Drills.seenCalm)])).plainText
    let words = Set(whole.split { " \n,".contains($0) })
    let lines = instructorView(model).plainText.split(separator: "\n")
    for word in lines[0].split(whereSeparator: { " ,".contains($0) }) {
      #expect(words.contains(word), "\(word)")
    }
    _ = model.update(.character("?"))
    let help = instructorView(model).plainText.split { " \n".contains($0) }.joined(separator: " ")
    #expect(help.contains("this is \(columns)x\(rows)."), "\(help)")
  }
}
