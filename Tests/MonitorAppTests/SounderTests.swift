import AlarmSound
import InfusionCore
import MonitorApp
import Quantities
import Testing

/// When the bell rings for a session, to the millisecond.
@Suite struct SounderTests {
  /// When the bell rang while a patient had this saturation, from the first reading on.
  private func rings(spo2: Fixed, seconds: Int64, isQuiet: Bool = false, acknowledgedAt: Int64 = .max)
    -> [Int64]
  {
    var configuration = Configuration.shipped
    configuration.isQuiet = isQuiet
    let oximeter = SourceID("nonin-df2")
    var session = Session(
      plan: SessionPlan(
        configuration: configuration, chair: "2", patient: "P-1", weight: .init(70), plan: "trd-40",
        sources: [SourceDescription(id: oximeter)], origin: .live))
    var now: Int64 = 0
    var rung: [Int64] = []
    let sounder = Sounder(.bell, isQuiet: isQuiet) {
      rung.append(now)
      return true
    }
    for second in 1...seconds {
      // Does what falls due within the second, like a loop that sleeps until then.
      while let due = sounder.dueMilliseconds, due < second * 1000 {
        now = max(now, due)
        sounder.follow(session.board, atMilliseconds: now)
      }
      now = second * 1000
      var reading = Reading(source: oximeter, spo2: .value(spo2), hr: .value(72))
      reading.pi = .value(Fixed(thousandths: 2000 + Int(second % 7)))
      var events = session.receive(.reading(reading), at: .seconds(second)).events
      events += session.advance(to: .seconds(second))
      if second == acknowledgedAt {
        events += session.receive(.action(.acknowledge(nil), by: "KM"), at: session.openInstant).events
      }
      for event in events { sounder.told(event, by: session) }
      sounder.follow(session.board, atMilliseconds: now)
    }
    return rung
  }

  @Test func aMediumAlarmIsThreeSlowBellsAndAgain25SecondsAfterThem() {
    // Below 90 from 1 s on, raised 15 s later.
    #expect(rings(spo2: 88, seconds: 45) == [16_000, 16_800, 17_600, 42_725, 43_525, 44_325])
  }

  @Test func aHighAlarmIsFiveQuickBells() {
    #expect(rings(spo2: 80, seconds: 10) == [6000, 6300, 6600, 7200, 7500])
  }

  @Test func inAQuietRoomOnlyTheHighOneSounds() {
    #expect(rings(spo2: 88, seconds: 300, isQuiet: true).isEmpty)
    #expect(rings(spo2: 80, seconds: 10, isQuiet: true) == rings(spo2: 80, seconds: 10))
  }

  @Test func whatNobodyAnswersForAMinuteSoundsWithoutSilenceUntilSomebodyDoes() {
    let rung = rings(spo2: 80, seconds: 90, acknowledgedAt: 80)
    func bursts(_ range: Range<Int64>) -> [Int64] { rung.filter(range.contains) }
    // A burst takes 1.6 s: one in ten seconds of silence, then one after another.
    #expect(bursts(6000..<40_000).count == 15)
    #expect(bursts(66_000..<80_000).count > 30)
    #expect(bursts(80_001..<90_000).isEmpty)
  }
}
