import Testing

extension EndToEndTests {
  /// The archive on a terminal.
  @Suite struct ReviewTests {
    /// The fixtures beside these tests.
    private static let fixtures =
      #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined() + "/Fixtures"

    @Test func aClinicianFindsAMinuteAndLeaves() async throws {
      let terminal = try #require(ChairTerminal())
      let review = try #require(terminal.start(["review", Self.fixtures, "--all"]))
      #expect(await terminal.shows("P-0110", "P-0118", "30 sessions"))
      terminal.type("/P-0102 2026-01-05\r\r")
      #expect(await terminal.shows("1 chart", "sealed, intact", "SIMULATION"))
      terminal.type("g20\r")
      #expect(await terminal.shows("*** Sys 199 > 180", "NIBP 199/100"))
      terminal.type("3")
      #expect(await terminal.shows("given: labetalol 20 mg IV"))
      terminal.type("qq")
      #expect(await eventually { review.exitStatus == 0 })
      #expect(terminal.isSane)
    }

    @Test func withoutATerminalItSaysSo() async throws {
      let chair = Chair()
      let run = try #require(await HeadlessRun.of(["review", Self.fixtures], on: chair))
      #expect(run.status == 64 && !run.complaints.contains("--headless"))
    }
  }
}
