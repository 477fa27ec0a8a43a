import ChairBeacon
import Foundation
import InfusionCore
import MonitorUI
import Quantities
import TestBench
import Testing
import TextScreen
import WallUI

@Suite("Walls as pictures")
struct WallPictureTests {
  private func wall(_ states: [ChairState], columns: Int, rows: Int) -> WallModel {
    var wall = WallModel(size: Size(columns: columns, rows: rows))
    for state in states { wall.hear(.state(state), at: 0) }
    return wall
  }

  private func view(_ wall: WallModel, now: Int64 = 500) -> Screen {
    wallView(wall, clock: "10:42:07", now: now)
  }

  private var four: [ChairState] {
    [Chairs.calm("1"), Chairs.low("2"), Chairs.answered("3"), Chairs.observing("4")]
  }

  @Test func `one chair has large digits`() {
    expectPicture(view(wall([Chairs.low("1")], columns: 80, rows: 24)), "wall-1-80x24")
  }

  @Test func `a preparation has the word of the chair's own screen, cut short where there is no room`() {
    var state = Chairs.calm("1")
    state.phase = .preparation
    let one = view(wall([state], columns: 80, rows: 24)).plainText
    #expect(one.contains(" PREPARATION") && !one.contains("PREPARING"))
    let states = (1...16).map { number in
      var state = state
      state.chair = "\(number)"
      return state
    }
    let many = view(wall(states, columns: 80, rows: 24)).plainText
    #expect(many.contains(" 16 ") && many.contains(" PREP ") && !many.contains("PREPARING"), "\(many)")
  }

  @Test(arguments: [(80, 24), (120, 40)])
  func `four chairs, the worst first`(columns: Int, rows: Int) {
    expectPicture(view(wall(four, columns: columns, rows: rows)), "wall-4-\(columns)x\(rows)")
  }

  @Test func `sixteen chairs fit eighty columns, each with its worst alarm`() {
    let states = (1...16).map { $0 % 5 == 2 ? Chairs.low("\($0)") : Chairs.calm("\($0)") }
    expectPicture(view(wall(states, columns: 80, rows: 24)), "wall-16-80x24")
  }

  @Test func `a chair without a word, one that nobody watches, and one without a record`() {
    var model = wall([Chairs.calm("1"), Chairs.low("2")], columns: 80, rows: 24)
    var unsafe = Chairs.calm("3")
    unsafe.recordTrouble = "disk full"
    unsafe.silence = "sound paused by KM, 1:30 left"
    unsafe.hasScreen = false
    model.hear(.state(unsafe), at: 12_000)
    model.abandoned = [UnwatchedSession(chair: "4", patient: nil, phase: .paused, since: "14:02")]
    expectPicture(view(model, now: 12_500), "wall-trouble-80x24")
  }

  @Test
  func `chairs of a broker: one somebody goes to, two of one name, one that is only kept, one that left`() {
    var model = wall([], columns: 80, rows: 24)
    model.isFar = true
    model.trouble = "connection lost: Connection refused"
    model.hear(.far("5", .state(Chairs.calm("5", patient: "P-0099"))), at: 0)
    model.hear(.far("5", .unreachable), at: 0)
    var expected = Chairs.low("1")
    expected.coming = [ToldComing(by: "KM", age: .seconds(40))]
    model.hear(.far("1", .state(expected)), at: 0)
    for number in [1, 4] { model.hear(.far("1", .event(number: number)), at: 0) }
    model.hear(.far("2", .state(Chairs.calm("2"))), at: 0)
    model.hear(.far("2", .state(Chairs.observing("2")), publisher: "bb22"), at: 0)
    model.hear(.far("3", .keptState(Chairs.low("3"))), at: 0)
    expectPicture(view(model), "wall-broker-80x24")
  }

  @Test func `one chair with all that it tells`() {
    var model = wall(four, columns: 80, rows: 24)
    for second in 1...300 {
      var state = Chairs.calm("2", patient: "P-0177")
      state.spo2 = .fresh(second < 200 ? 98 : 90, age: .seconds(1))
      model.hear(.state(state), at: Int64(second) * 1000)
    }
    _ = model.update(.right, at: 300_000)
    while model.selected != "2" { _ = model.update(.right, at: 300_000) }
    _ = model.update(.enter, at: 300_000)
    expectPicture(view(model, now: 300_500), "wall-chair-80x24")
  }

  @Test(
    arguments: (1...20).flatMap { count in
      [(count, 80, 24), (count, 40, 10), (count, 250, 80), (count, 20, 6)]
    })
  func `every chair that is shown has its name and its worst alarm whole`(count: Int, columns: Int, rows: Int)
  {
    let states = (1...count).map { Chairs.low("\($0)") }
    let model = wall(states, columns: columns, rows: rows)
    let text = view(model).plainText
    let shown = text.components(separatedBy: "*** SpO2 82 < 85").count - 1
    #expect(shown >= 1)
    #expect(shown == count || text.contains("\(count - shown) more do not fit"))
  }
}
