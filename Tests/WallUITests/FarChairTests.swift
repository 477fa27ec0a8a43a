import ChairBeacon
import InfusionCore
import MonitorUI
import Quantities
import Testing
import TextScreen

@testable import WallUI

@Suite("Chairs that a broker tells of")
struct FarChairTests {
  private var wall: WallModel {
    var wall = WallModel(size: Size(columns: 80, rows: 24))
    wall.isFar = true
    return wall
  }

  private func text(_ wall: WallModel, at now: Int64) -> String {
    wallView(wall, clock: "10:42:07", now: now).plainText
  }

  @Test("a chair stands with its site; of the one site that is looked at without")
  func site() {
    var wall = wall
    wall.hear(.far("3", .state(Chairs.calm("3"))), at: 0)
    #expect(wall.tiles.map(\.chair) == ["ward/3"])
    wall = self.wall
    wall.site = "ward"
    wall.hear(.far("3", .state(Chairs.calm("3"))), at: 0)
    #expect(wall.tiles.map(\.chair) == ["3"])
  }

  // MARK: What is new and what is not

  @Test("what a broker has kept may be of any age: its numbers never stand there")
  func kept() {
    var wall = wall
    wall.hear(.far("3", .keptState(Chairs.low("3"))), at: 0)
    let before = text(wall, at: 0)
    #expect(before.contains("was INFUSING") && before.contains("not heard yet"))
    #expect(!before.contains("82") && !before.contains("128/79") && !before.contains("no alarm"))
    #expect(wall.calls(at: 9999).isEmpty)
    // Nobody has news of it, so it is an alarm like a chair that fell silent.
    #expect(wall.calls(at: 10_000) == ["ward/3/contact": .high])
    // It speaks.
    wall.hear(.far("3", .state(Chairs.low("3"))), at: 11_000)
    #expect(text(wall, at: 11_000).contains("82"))
  }

  @Test("what is kept is not believed of a chair that speaks")
  func keptOfOneThatSpeaks() {
    var wall = wall
    wall.hear(.far("3", .state(Chairs.calm("3"))), at: 0)
    wall.hear(.far("3", .keptState(Chairs.low("3"))), at: 5000)
    wall.hear(.far("3", .keptState(Chairs.low("3")), publisher: "bb22"), at: 5000)
    #expect(wall.tiles.map(\.place) == [ChairPlace(site: "ward", publisher: "aa11")])
    #expect(wall.tiles[0].contact(at: 5000) == .quiet)
    #expect(!text(wall, at: 5000).contains("82"))
  }

  @Test("a clock that is off by an hour makes nothing older or newer")
  func clocks() {
    var wall = wall
    for clock in ["09:42:07", "10:42:08", "11:42:09"] {
      var state = Chairs.calm("3")
      state.clock = clock
      wall.hear(.far("3", .state(state)), at: 20_000)
      #expect(wall.tiles[0].contact(at: 20_000) == .good)
      #expect(text(wall, at: 22_000).contains(" 3 s"))
    }
  }

  @Test("a publisher that is gone is no contact at once, and back with the next word")
  func unreachable() {
    var wall = wall
    wall.hear(.far("3", .state(Chairs.calm("3"))), at: 0)
    wall.hear(.far("3", .unreachable), at: 500)
    #expect(wall.calls(at: 500) == ["ward/3/contact": .high])
    #expect(!text(wall, at: 500).contains("128/79"))
    wall.hear(.far("3", .state(Chairs.calm("3"))), at: 1500)
    #expect(wall.calls(at: 1500).isEmpty)
  }

  @Test("a farewell takes the chair away")
  func farewell() {
    var wall = wall
    wall.hear(.far("3", .state(Chairs.calm("3"))), at: 0)
    wall.hear(.far("3", .farewell, publisher: "bb22"), at: 1)
    #expect(wall.tiles.count == 1)
    wall.hear(.far("3", .farewell), at: 2)
    #expect(wall.tiles.isEmpty)
  }

  // MARK: Two of one name

  @Test("two chairs of one name are both told, and that is an alarm of the wall")
  func twins() {
    var wall = wall
    for second in Int64(0)..<3 {
      wall.hear(.far("3", .state(Chairs.calm("3"))), at: second * 1000)
      wall.hear(.far("3", .state(Chairs.low("3")), publisher: "bb22"), at: second * 1000 + 500)
    }
    #expect(wall.tiles.map(\.chair) == ["ward/3", "ward/3 (bb22)"])
    #expect(text(wall, at: 3000).contains("TWO CHAIRS ARE CALLED 3"))
    let calls = wall.calls(at: 3000)
    #expect(calls["ward/3/twin"] == .medium && calls["ward/3 (bb22)/twin"] == .medium)
    // The alarm is silenced here, and ends when the other chair has gone.
    _ = wall.update(.character("a"), at: 3000)
    #expect(wall.calls(at: 3000) == ["ward/3 (bb22)/spo2.low": .high])
    wall.hear(.far("3", .farewell, publisher: "bb22"), at: 4000)
    wall.hear(.far("3", .state(Chairs.calm("3"))), at: 13_000)
    wall.forgetEnded(at: 13_000)
    #expect(wall.calls(at: 13_000).isEmpty)
  }

  @Test("the same chair on a machine that was started again is one")
  func restarted() {
    var wall = wall
    wall.hear(.far("3", .state(Chairs.calm("3"))), at: 0)
    wall.hear(.far("3", .unreachable), at: 1000)
    wall.hear(.far("3", .state(Chairs.calm("3")), publisher: "bb22"), at: 2000)
    #expect(wall.tiles.map(\.chair) == ["ward/3"])
    #expect(wall.calls(at: 2000).isEmpty)
  }

  // MARK: Events are counted

  @Test(
    "events that did not come are said",
    arguments: [
      ("each in its order", [1, 2, 3], nil), ("twice, after the broker was away", [1, 2, 1, 2, 3], nil),
      ("a jump", [1, 4], 2), ("two jumps", [1, 3, 5], 2), ("from the middle on", [40, 41], nil),
    ] as [(String, [Int], Int?)])
  func missed(what: String, numbers: [Int], expected: Int?) {
    var wall = wall
    wall.hear(.far("3", .state(Chairs.calm("3"))), at: 0)
    for number in numbers { wall.hear(.far("3", .event(number: number)), at: 0) }
    #expect(wall.tiles[0].missedLately(at: 0) == expected, "\(what)")
    if let expected { #expect(text(wall, at: 0).contains("missed \(expected) events")) }
    #expect(wall.tiles[0].missedLately(at: 60_000) == nil)
  }

  @Test("an event may come after the state that counts it, but not after the next")
  func told() {
    var wall = wall
    func hear(told number: Int, at now: Int64) {
      wall.hear(.far("3", .told(number: number)), at: now)
      wall.hear(.far("3", .state(Chairs.calm("3"))), at: now)
    }
    hear(told: 4, at: 0)
    hear(told: 4, at: 1)
    hear(told: 6, at: 1000)
    wall.hear(.far("3", .event(number: 5)), at: 1001)
    #expect(wall.tiles[0].missedLately(at: 1001) == nil)
    hear(told: 6, at: 2000)
    #expect(wall.tiles[0].missedLately(at: 2000) == 1)
  }

  @Test("a chair of this machine that began anew counts anew")
  func anew() {
    var wall = wall
    wall.hear(.state(Chairs.calm("3")), at: 0)
    for number in [8, 9, 1, 2] { wall.hear(.here("3", .event(number: number)), at: 0) }
    #expect(wall.tiles[0].missedLately(at: 0) == nil)
    wall.hear(.here("3", .event(number: 4)), at: 0)
    #expect(wall.tiles[0].missedLately(at: 0) == 1)
  }

  // MARK: The broker itself

  @Test("a broker that is not there is said before any chair's silence is")
  func noBroker() {
    var wall = wall
    wall.trouble = "not reached: Connection refused"
    #expect(wall.calls(at: 0) == ["broker": .medium])
    #expect(text(wall, at: 0).contains("NO BROKER: not reached: Connection refused"))
    _ = wall.update(.character("a"), at: 0)
    #expect(wall.calls(at: 0).isEmpty)
    wall.trouble = nil
    wall.forgetEnded(at: 0)
    wall.trouble = "lost"
    #expect(wall.calls(at: 0) == ["broker": .medium])
  }

  @Test("who invents chairs fills no memory, and it is said")
  func tooMany() {
    var wall = wall
    for number in 0..<2 * WallModel.tilesMax {
      wall.hear(.far("\(number)", .state(Chairs.calm("\(number)"))), at: 0)
    }
    #expect(wall.tiles.count == WallModel.tilesMax)
    #expect(text(wall, at: 0).contains("MORE CHAIRS THAN 256"))
  }

  @Test("nothing goes back through a broker")
  func nothingBack() {
    var wall = wall
    var state = Chairs.low("3")
    state.listens = true
    wall.hear(.far("3", .state(state)), at: 0)
    _ = wall.update(.character("c"), at: 0)
    #expect(wall.question == nil)
    #expect(text(wall, at: 0).contains("nothing goes back to a chair through a broker"))
  }

  @Test("what a chair says reaches the terminal as text alone")
  func harmless() {
    var wall = wall
    var state = Chairs.low("3")
    state.patient = "P\u{1b}[2J\u{202e}7"
    state.alarms = [Chairs.alarm("spo2.low", .high, "SpO2\u{9b}31m 82\u{0}\n< 85")]
    state.recordTrouble = "\u{1b}]0;x\u{7}"
    wall.hear(.far("3", .state(state)), at: 0)
    let shown = text(wall, at: 0)
    #expect(shown.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
    #expect(!shown.unicodeScalars.contains("\u{202e}"))
  }
}
