import ChairBeacon
import InfusionCore
import MonitorUI
import Quantities
import Testing
import TextScreen
import WallUI

@Suite("What calls from the wall, and in which order")
struct WallModelTests {
  private var wall = WallModel(size: Size(columns: 80, rows: 24))

  private func screen(_ wall: WallModel, at now: Int64) -> String {
    wallView(wall, clock: "10:42:07", now: now).plainText
  }

  @Test(
    "a chair that says nothing is late after 3 s, and lost after 10 s",
    arguments: [
      (Int64(0), Contact.good), (2999, .good), (3000, .quiet), (9999, .quiet), (10_000, .lost),
    ])
  func contact(silence: Int64, expected: Contact) {
    var wall = wall
    wall.hear(.state(Chairs.calm("1")), at: 0)
    #expect(wall.tiles[0].contact(at: silence) == expected)
  }

  @Test("no number of a lost chair stays on the wall")
  func lostChairShowsNoNumbers() {
    var wall = wall
    wall.hear(.state(Chairs.low("1")), at: 0)
    let before = screen(wall, at: 2000)
    #expect(before.contains("82") && before.contains("128/79"))
    let after = screen(wall, at: 10_000)
    #expect(after.contains("NO CONTACT for 0:10"))
    #expect(after.contains("was INFUSING") && after.contains("GO AND LOOK"))
    #expect(!after.contains("82") && !after.contains("128/79") && !after.contains("72"))
  }

  @Test("a simulation is marked on the smallest tile, and while it is not heard")
  func simulated() {
    var wall = WallModel(size: Size(columns: 80, rows: 24))
    for number in 1...16 {
      var state = Chairs.calm("\(number)")
      state.origin = number == 7 ? .simulated : .live
      wall.hear(.state(state), at: 0)
    }
    for now: Int64 in [0, 60_000] {
      let text = screen(wall, at: now)
      #expect(text.contains(" 7 SIM "), "\(text)")
      #expect(text.split(separator: "SIM ").count == 2)
    }
  }

  @Test("a pressure that its source doubted has its mark here, too")
  func doubtedPressure() {
    var (wall, state) = (wall, Chairs.calm("1"))
    state.pressure?.isDoubtful = true
    wall.hear(.state(state), at: 0)
    #expect(screen(wall, at: 0).contains("128/79? 4 min"))
  }

  @Test("a dose that nobody counted says so, whole at any width")
  func doseUpTo() {
    var state = Chairs.calm("1")
    state.dose = ToldDose(
      delivered: Milligrams(139.2), ordered: Milligrams(135), isEstimated: true, isUpTo: true,
      rate: .init(202.5))
    for columns in 20...80 {
      var wall = WallModel(size: Size(columns: columns, rows: 24))
      wall.hear(.state(state), at: 0)
      #expect(screen(wall, at: 0).contains("up to ~139.2"), "\(columns)")
      let lost = screen(wall, at: 10_000)
      #expect(lost.contains("had up to ~139.2"), "\(columns)")
      let row = screen(wall, at: 0).split(separator: "\n").first { $0.contains("139.2") } ?? ""
      #expect(!row.contains("of") || row.contains("of 135 mg"), "\(columns): \(row)")
    }
  }

  @Test("a number ages by the wall's clock while its chair is late")
  func numbersAge() {
    var wall = wall
    wall.hear(.state(Chairs.calm("1")), at: 0)
    #expect(screen(wall, at: 0).contains(" 1 s"))
    #expect(screen(wall, at: 7000).contains(" 8 s"))
  }

  @Test(
    "a silent chair calls high where something may be flowing, medium elsewhere",
    arguments: [
      (Phase.infusing, AlarmPriority.high), (.paused, .high), (.preparation, .medium), (.observing, .medium),
    ])
  func lostPriority(phase: Phase, expected: AlarmPriority) {
    var wall = wall
    var state = Chairs.calm("3")
    state.phase = phase
    wall.hear(.state(state), at: 0)
    #expect(wall.calls(at: 9999).isEmpty)
    #expect(wall.calls(at: 10_000) == ["3/contact": expected])
  }

  @Test("the chair's own alarm calls here until it is answered there")
  func chairsAlarms() {
    var wall = wall
    wall.hear(.state(Chairs.low("2")), at: 0)
    #expect(wall.calls(at: 0) == ["2/spo2.low": .high])
    _ = wall.update(.character("a"), at: 0)
    #expect(wall.calls(at: 0) == ["2/spo2.low": .high])
    wall.hear(.state(Chairs.answered("2")), at: 1000)
    #expect(wall.calls(at: 1000).isEmpty)
  }

  @Test("what the wall itself calls is silenced here, until it comes again")
  func silencedHere() {
    var wall = wall
    wall.hear(.state(Chairs.calm("2")), at: 0)
    _ = wall.update(.character("a"), at: 11_000)
    #expect(wall.calls(at: 11_000).isEmpty)
    wall.hear(.state(Chairs.calm("2")), at: 12_000)
    wall.forgetEnded(at: 12_000)
    #expect(wall.calls(at: 23_000) == ["2/contact": .high])
  }

  @Test("a session that nobody watches calls, on a row of its own")
  func abandoned() {
    var wall = wall
    wall.hear(.state(Chairs.calm("1")), at: 0)
    wall.abandoned = [UnwatchedSession(chair: "4", patient: "P-0099", phase: .infusing, since: "14:02")]
    #expect(wall.calls(at: 0) == ["4/unwatched": .high])
    #expect(screen(wall, at: 0).contains("*** NOBODY WATCHES since 14:02  chair 4, P-0099: INFUSING"))
  }

  @Test("a session that somebody goes on with calls no more")
  func watchedAgain() {
    var wall = wall
    wall.abandoned = [UnwatchedSession(chair: "1", patient: "P-0142", phase: .infusing, since: "14:02")]
    wall.hear(.state(Chairs.calm("1", patient: "P-0099")), at: 0)
    #expect(wall.calls(at: 0) == ["1/unwatched": .high])
    wall.hear(.state(Chairs.calm("1")), at: 1000)
    #expect(wall.calls(at: 1000).isEmpty)
  }

  @Test("the most urgent stands first, or each in its place")
  func order() {
    var wall = wall
    for chair in ["10", "2", "1"] { wall.hear(.state(Chairs.calm(chair)), at: 0) }
    wall.hear(.state(Chairs.answered("2")), at: 0)
    wall.hear(.state(Chairs.low("10")), at: 0)
    #expect(chairs(wall) == ["10", "2", "1"])
    _ = wall.update(.character("f"), at: 0)
    #expect(chairs(wall) == ["1", "2", "10"])
  }

  /// The chairs from left to right, row by row, as the headings have them.
  private func chairs(_ wall: WallModel) -> [String] {
    let lines = screen(wall, at: 0).split(separator: "\n")
    return lines.dropFirst().filter { $0.contains("INFUSING") }.flatMap { line in
      line.split(separator: "│").compactMap { $0.split(separator: " ").first.map(String.init) }
    }
  }

  @Test("a chair that says goodbye leaves the wall; one that dies does not")
  func farewell() {
    var wall = wall
    wall.hear(.state(Chairs.calm("1")), at: 0)
    wall.hear(.here("1", .farewell), at: 500)
    #expect(wall.tiles.isEmpty && wall.calls(at: 60_000).isEmpty)
  }

  // MARK: Somebody is coming

  @Test("a chair that listens is told who is on the way, and that is all that goes out")
  func coming() throws {
    var wall = wall
    var state = Chairs.low("3")
    state.listens = true
    wall.hear(.state(state), at: 0)
    #expect(wall.update(.character("c"), at: 0) == nil)
    #expect(screen(wall, at: 0).contains("Who is coming to chair 3? _"))
    for key in [Key.character("K"), .character("q"), .backspace, .character("M")] {
      #expect(wall.update(key, at: 0) == nil)
    }
    #expect(wall.update(.enter, at: 0) == .tell(chair: "3", try #require(WallWord(by: "KM"))))
    #expect(wall.question == nil)
    // The wall shows it once the chair has heard it, not before.
    #expect(!screen(wall, at: 0).contains("KM is coming"))
    state.coming = [ToldComing(by: "KM", age: .seconds(4))]
    wall.hear(.state(state), at: 1000)
    #expect(screen(wall, at: 3000).contains("KM is coming 0:06"))
    // The next time the initials are filled in already.
    _ = wall.update(.character("c"), at: 3000)
    #expect(wall.question?.name == "KM")
    #expect(wall.update(.escape, at: 3000) == nil)
    #expect(wall.question == nil)
  }

  @Test("a chair that does not listen, or is lost, is not asked for")
  func notListening() {
    var wall = wall
    wall.hear(.state(Chairs.low("3")), at: 0)
    _ = wall.update(.character("c"), at: 0)
    #expect(wall.question == nil)
    #expect(screen(wall, at: 4999).contains("chair 3 does not listen"))
    #expect(!screen(wall, at: 5000).contains("does not listen"))
    var listening = Chairs.low("3")
    listening.listens = true
    wall.hear(.state(listening), at: 6000)
    _ = wall.update(.character("c"), at: 16_000)
    #expect(wall.question == nil)
  }

  @Test("what is no name is not told")
  func noName() {
    var wall = wall
    var state = Chairs.low("3")
    state.listens = true
    wall.hear(.state(state), at: 0)
    for key in [Key.character("c"), .character("7"), .enter] { #expect(wall.update(key, at: 0) == nil) }
    #expect(wall.question?.name == "7")
  }

  @Test("Enter opens the chair that is chosen; Esc comes back")
  func keys() {
    var wall = wall
    for chair in ["1", "2"] { wall.hear(.state(Chairs.calm(chair)), at: 0) }
    _ = wall.update(.right, at: 0)
    _ = wall.update(.right, at: 0)
    _ = wall.update(.enter, at: 0)
    #expect(wall.page == .chair("2"))
    _ = wall.update(.escape, at: 0)
    #expect(wall.page == .wall)
    #expect(wall.update(.character("q"), at: 0) == .leave)
  }
}
