import Testing
import TextScreen

@Suite struct NarrowTableTests {
  private static let table = [
    "id      began             chair  patient     plan               mg  min  high  med  ended",
    "a1b2c3  2026-10-17 09:30  2      P7          trd-40             35   75     0   12  discharged",
    " 91b07e 2026-10-17 09:30  drill  患者        trd-40             35   75     1    0  open, nobody watches  "
      + "branch of a1b2c3, from 22:30  SIMULATION",
  ]

  @Test func whatHasRoomStaysAsItIs() {
    #expect(Self.table.narrowed(to: 200, from: "high") == Self.table)
    #expect(Self.table.narrowed(to: 80, from: "nothing") == Self.table)
    #expect([String]().narrowed(to: 80, from: "high") == [])
  }

  @Test func whatHasNoRoomStandsBelowItsRow() {
    #expect(
      Self.table.narrowed(to: 80, from: "high") == [
        "id      began             chair  patient     plan               mg  min",
        "          high  med  ended",
        "a1b2c3  2026-10-17 09:30  2      P7          trd-40             35   75",
        "             0   12  discharged",
        " 91b07e 2026-10-17 09:30  drill  患者        trd-40             35   75",
        "             1    0  open, nobody watches  branch of a1b2c3, from 22:30",
        "                     SIMULATION",
      ])
  }

  @Test(arguments: [60, 79, 80, 81])
  func noRowIsWiderThanTheTerminal(columns: Int) {
    for row in Self.table.narrowed(to: max(columns, 71), from: "high") {
      #expect(DisplayWidth.columns(row) <= max(columns, 71), "\(row)")
    }
  }
}
