import InfusionCore
public import Quantities

/// How one simulated session goes when everybody does what the scenario hopes for: the operator's script and
/// its end.
public struct SessionCourse: Hashable, Sendable {
  public var scenario: Scenario
  /// Planned length of the infusion.
  public var duration: TimeSpan
  public var observation: TimeSpan
  public var initials: String

  public init(
    scenario: Scenario, duration: TimeSpan = .minutes(40), observation: TimeSpan = .minutes(30),
    initials: String = "RN"
  ) {
    self.scenario = scenario
    self.duration = duration
    self.observation = observation
    self.initials = initials
  }

  /// Two cuff results and three minutes of oximetry have come in by then.
  public static let baseline = SessionTime.seconds(200)
  public static let start = SessionTime.seconds(240)

  public var stop: SessionTime { Self.start + duration + (shipped?.delay ?? .zero) }

  /// The window has to be complete, and the last cuff result in it good.
  public var discharge: SessionTime { stop + observation + .seconds(90) + (shipped?.stay ?? .zero) }

  /// Operator script, in the order of time: `@T action key=value ...`. A scenario of somebody's own gets the
  /// ordinary course.
  public var script: String {
    let actions = ordinary + checks + (shipped?.answers.map { (resolved($0.time), $0.action) } ?? [])
    let ordered = actions.enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
    return ordered.map { "@\($0.element.0.sinceStart.wholeSeconds) \($0.element.1) by=\(initials)\n" }
      .joined()
  }

  private var shipped: ShippedScenario? { ShippedScenario.named(scenario.name) }

  private var ordinary: [(SessionTime, String)] {
    [
      (Self.baseline, "baseline"), (Self.start, "start"), (stop, "stop reason=\"dose complete\""),
      (discharge, "discharge escort=yes"),
    ]
  }

  /// A plan asks for one every 15 min: one every 14 is never late.
  private var checks: [(SessionTime, String)] {
    let spacing = TimeSpan.minutes(14)
    let infusing = stride(from: Self.start, before: stop - .seconds(30), by: spacing)
    let observing = stride(from: stop, before: discharge - .minutes(1), by: spacing)
    // Awake at the end of it: that is what lets the patient go.
    let awake = observing.map { ($0 - TimeSpan.seconds(1), "score scale=moaas value=5") }
    return (infusing + observing).map { ($0, "check") } + awake
  }

  private func stride(from first: SessionTime, before end: SessionTime, by step: TimeSpan) -> [SessionTime] {
    var times: [SessionTime] = []
    var next = first + step
    while next < end {
      times.append(next)
      next = next + step
    }
    return times
  }

  private func resolved(_ time: ScenarioTime) -> SessionTime {
    switch time.anchor {
    case .session: .start + time.offset
    case .infusion: Self.start + time.offset
    case .stop: stop + time.offset
    }
  }
}
