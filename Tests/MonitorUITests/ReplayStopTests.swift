import MonitorUI
import Quantities
import Testing

@Suite("Stops of a replay")
struct ReplayStopTests {
  @Test(
    "a replay that stops before alarms stands still ten seconds before each, and goes on from there",
    arguments: [
      (0, 30, nil), (0, 90, 90), (0, 500, 90), (89, 91, 90), (90, 95, nil), (90, 500, 290), (100, 289, nil),
      (290, 900, nil),
    ] as [(Int64, Int64, Int64?)])
  func stopsBeforeAlarms(from: Int64, to: Int64, stop: Int64?) {
    let alarms = [100, 300].map { SessionTime.seconds($0) }
    #expect(ReplayStop.before(alarms, from: .seconds(from), to: .seconds(to)) == stop.map { .seconds($0) })
  }
}
