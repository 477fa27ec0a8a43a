import InfusionCore
import Quantities
import Testing

@Suite("The log of a session's alarms")
struct AlarmLogTests {
  private static let low = AlarmID.limit(.spo2, .low)
  private static let lost = AlarmID.noValue(.spo2)

  /// What was told, in order, folded.
  private func log(_ told: (second: Int64, event: Event)...) -> AlarmLog {
    var log = AlarmLog()
    for (second, event) in told { log.take(StampedEvent(event, at: .seconds(second))) }
    return log
  }

  private func raised(
    _ id: AlarmID, _ priority: AlarmPriority, _ value: Fixed? = nil, _ limit: Fixed? = nil
  ) -> Event {
    let context = InfusionContext(
      elapsed: .minutes(12), rate: MillilitresPerHour(52.5), delivered: Milligrams(10.5),
      deliveredPerKilogram: MilligramsPerKilogram(0.15))
    return .alarmRaised(id, AlarmSignal(priority, value: value, limit: limit), context)
  }

  @Test("a rise keeps the higher priority with its limit, a fall takes nothing back")
  func worst() {
    let log = log(
      (100, raised(Self.low, .medium, 88, 90)),
      (110, .alarmPriority(Self.low, AlarmSignal(.high, value: 84, limit: 85))),
      (130, .alarmPriority(Self.low, AlarmSignal(.medium, value: 87, limit: 90))),
      (140, .alarmEnded(Self.low, .cleared, isLatched: true)))
    #expect(log.episodes.map(\.peak) == [AlarmSignal(.high, value: 84, limit: 85)])
    #expect(log.episodes.map(\.duration) == [.seconds(40)])
    #expect(log.episodes.map(\.end) == [.cleared])
    #expect(log.episodes.map(\.context.delivered) == [Milligrams(10.5)])
  }

  @Test("between events what is measured counts, on the alarm's own side and while it stands")
  func measured() {
    var log = log((100, raised(Self.low, .medium, 88, 90)))
    log.take(83, of: .spo2)
    log.take(86, of: .spo2)
    log.take(40, of: .hr)
    #expect(log.episodes.map(\.worst) == [83])
    log.take(StampedEvent(.alarmEnded(Self.low, .cleared, isLatched: false), at: .seconds(120)))
    log.take(70, of: .spo2)
    #expect(log.episodes.map(\.worst) == [83])
  }

  @Test("one answer covers what stands and what latched before it, and nothing that ended by itself")
  func answered() {
    let log = log(
      (100, raised(Self.lost, .medium)), (110, .alarmEnded(Self.lost, .cleared, isLatched: false)),
      (120, raised(Self.lost, .high)), (130, .alarmEnded(Self.lost, .cleared, isLatched: true)),
      (140, raised(Self.lost, .high)), (150, .alarmAcknowledged(Self.lost, by: "KM")),
      (160, .alarmAcknowledged(Self.lost, by: "TB")))
    #expect(log.episodes.map(\.answeredAfter) == [nil, .seconds(30), .seconds(10)])
    #expect(log.episodes.map(\.answeredBy) == [nil, "KM", "KM"])
    #expect(log.episodes.map(\.isOpen) == [false, false, false])
  }

  /// Answered at 0:02 as medium; what was told later, in seconds since it was raised; what is told of it.
  @Test(
    "a rise to a higher priority voids the answer, a fall does not",
    arguments: [
      ([], TimeSpan?.some(.seconds(2)), "", false),
      ([(10, "high")], nil, ", after the rise no", true),
      ([(10, "high"), (15, "TB")], .seconds(5), ", after the rise 0:05 (TB)", false),
      ([(10, "high"), (20, "medium"), (25, "TB")], .seconds(15), ", after the rise 0:15 (TB)", false),
      ([(10, "high"), (12, "TB"), (20, "medium")], .seconds(2), ", after the rise 0:02 (TB)", false),
      ([(10, "high"), (12, "TB"), (20, "medium"), (30, "high")], nil, ", after the rise no", true),
      (
        [(10, "high"), (20, "medium"), (30, "high"), (40, "TB")], .seconds(30),
        ", after the rise 0:30 (TB)", false
      ),
      ([(10, "medium")], .seconds(2), "", false),
    ] as [([(Int64, String)], TimeSpan?, String, Bool)])
  func rise(_ then: [(Int64, String)], _ after: TimeSpan?, _ told: String, _ isOpen: Bool) throws {
    var log = log((100, raised(Self.low, .medium, 88, 90)), (102, .alarmAcknowledged(Self.low, by: "KM")))
    for (second, what) in then {
      let priority = [AlarmPriority.medium, .high].first { $0.name == what }
      let event =
        priority.map { Event.alarmPriority(Self.low, AlarmSignal($0, value: 87, limit: 85)) }
        ?? .alarmAcknowledged(Self.low, by: what)
      log.take(StampedEvent(event, at: .seconds(100 + second)))
    }
    let episode = try #require(log.episodes.first)
    #expect(episode.answeredAfter == after)
    #expect(episode.tailAfterRise { " (\($0))" } == told)
    #expect(episode.isOpen == isOpen)
    #expect(episode.firstAnswer?.at == .seconds(102) && episode.firstAnswer?.by == "KM")
    #expect(episode.answerBeforeRise == (told.isEmpty ? nil : episode.firstAnswer))
  }

  @Test("one that rose before anybody answered waited from its beginning")
  func riseBeforeAnswer() {
    let log = log(
      (100, raised(Self.low, .medium, 88, 90)),
      (110, .alarmPriority(Self.low, AlarmSignal(.high, value: 84, limit: 85))),
      (115, .alarmAcknowledged(Self.low, by: "KM")))
    #expect(log.episodes.map(\.answeredAfter) == [.seconds(15)])
    #expect(log.episodes.map { $0.tailAfterRise { $0 } } == [""])
  }

  @Test("alarms that stand together are time in alarm once; an information is none")
  func timeInAlarm() {
    let log = log(
      (60, raised(Self.low, .medium)), (90, raised(Self.lost, .high)),
      (120, .alarmEnded(Self.low, .noValue, isLatched: true)),
      (180, .alarmEnded(Self.lost, .cleared, isLatched: true)),
      (300, raised(.infusionNearEnd, .info)))
    #expect(log.timeInAlarm(until: .minutes(10)) == .minutes(2))
    #expect(log.perHour(.high, until: .minutes(40)) == Fixed(thousandths: 1500))
    #expect(log.perHour(.high, until: .seconds(599)) == nil)
  }

  @Test(
    "how many an hour",
    arguments: [(0, 0, "0"), (1, 5, "60"), (1, 60, "60"), (7, 3600, "7"), (1, 4200, "0.9")])
  func perHour(_ count: Int, _ seconds: Int64, _ rate: String) {
    #expect(AlarmLog.perHour(count, in: .seconds(seconds)).description == rate)
  }
}
