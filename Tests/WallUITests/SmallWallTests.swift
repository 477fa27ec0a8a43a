import ChairBeacon
import InfusionCore
import MonitorUI
import Quantities
import TestBench
import Testing
import TextScreen
import WallUI

@Suite("A wall on a screen of a few rows")
struct SmallWallTests {
  private func wall(_ states: [ChairState], columns: Int, rows: Int) -> WallModel {
    var wall = WallModel(size: Size(columns: columns, rows: rows))
    for state in states { wall.hear(.state(state), at: 0) }
    return wall
  }

  private func text(_ wall: WallModel, now: Int64 = 500) -> String {
    wallView(wall, clock: "10:42:07", now: now).plainText
  }

  private var four: [ChairState] {
    [Chairs.calm("1"), Chairs.low("recovery-2"), Chairs.answered("3"), Chairs.observing("4")]
  }

  /// Before, one chair had all the rows, and nothing named the other three.
  @Test("each chair is named, with its worst alarm or its numbers", arguments: [(30, 8), (24, 6), (30, 6)])
  func eachChairIsNamed(columns: Int, rows: Int) {
    let wall = wall(four, columns: columns, rows: rows)
    let text = text(wall)
    for chair in ["1", "recovery-2", "3", "4"] {
      let isNamed = text.split(separator: "\n").contains { $0.hasPrefix(" \(chair) ") }
      #expect(isNamed || columns < 30 && chair == "recovery-2", "\(chair):\n\(text)")
    }
    #expect(text.contains("*** ") && text.contains("98% 72 1 s"), "\(text)")
    let turns = [500, 2500, 4500].map { self.text(wall, now: $0) }
    #expect(turns.contains { $0.contains("SpO2 82") }, "\(turns)")
    #expect(!text.contains("do not fit"))
    expectPicture(wallView(wall, clock: "10:42:07", now: 500), "wall-4-\(columns)x\(rows)")
  }

  @Test("what has no row is counted")
  func counted() {
    let text = text(wall((1...9).map { Chairs.calm("\($0)") }, columns: 30, rows: 8))
    #expect(text.contains("3 more do not fit"), "\(text)")
  }

  @Test("one chair has the whole of it", arguments: [(30, 8), (24, 6)])
  func oneChair(columns: Int, rows: Int) {
    let text = text(wall([Chairs.low("2")], columns: columns, rows: rows))
    #expect(text.contains("SpO2 82") && text.contains("HR 72"), "\(text)")
    // The bottom of its area is in use.
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[rows - 2].contains { $0 != " " }, "\(text)")
  }

  /// Before, ` No chair of this machine tell`, ` Enter chair  f places  a sile`, and no word of the chairs.
  @Test("no word is cut: in the header, the keys, what is wrong and the help", arguments: [(30, 8), (24, 6)])
  func nothingIsCut(columns: Int, rows: Int) {
    var empty = wall([], columns: columns, rows: rows)
    var text = text(empty)
    #expect(text.contains("0 chairs") && text.contains("q leave") && text.contains("here."), "\(text)")
    _ = empty.update(.character("?"), at: 0)
    text = self.text(empty)
    let words = text.split { " \n".contains($0) }.joined(separator: " ")
    #expect(words.contains("this is \(columns)x\(rows). Esc: back"), "\(text)")
    var blind = wall(four, columns: columns, rows: rows)
    blind.trouble = "connection refused by broker.example"
    let turns = (0..<5).map { self.text(blind, now: Int64($0) * 2000) }
    let read = Set(turns.joined(separator: "\n").split { " \n".contains($0) })
    #expect(read.isSuperset(of: ["BROKER:", "refused", "broker.example"]), "\(turns[0])")
  }
}
