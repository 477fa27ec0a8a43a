public import InfusionCore
public import Quantities

/// What a scenario asks about the situation: the patient's state, the session's, and what was done.
///
///     infusing and effect > 150 ng/mL
///     alarm spo2.low or spo2 < 88
public indirect enum Condition: Hashable, Sendable {
  case always
  case phase(Phase)
  /// The infusion was started, whatever happened to it since.
  case started
  /// The infusion was started, and has ended.
  case stopped
  case alarm(AlarmID)
  /// Somebody did it, and the session accepted it.
  case done(Deed)
  case escortIsHere
  case `is`(Subject, Comparison, Fixed)
  case not(Condition)
  case all([Condition])
  case any([Condition])

  /// How a figure of the patient is compared.
  public enum Comparison: String, CaseIterable, Hashable, Sendable {
    case below = "<"
    case above = ">"
  }

  /// A figure that a condition can compare.
  public enum Subject: String, CaseIterable, Hashable, Sendable {
    case effect, plasma, spo2, hr, sys, dia, rr, sedation, anxiety, nausea
    /// Minutes since the infusion was started.
    case minute
    /// The dose that has really gone in, for the true weight.
    case delivered
    /// By how much the typed weight is off the true one.
    case weightError = "weight_error"
    case concentrationError = "concentration_error"

    /// The unit that a scenario writes behind the number; it may be left out.
    public var unit: String {
      switch self {
      case .effect, .plasma: "ng/mL"
      case .spo2, .weightError, .concentrationError: "%"
      case .hr, .rr: "/min"
      case .sys, .dia: "mmHg"
      case .sedation, .anxiety, .nausea: ""
      case .minute: "min"
      case .delivered: "mg/kg"
      }
    }

    /// The values that it can have: a comparison with one outside always holds, or never.
    public var range: ClosedRange<Fixed> {
      switch self {
      case .effect, .plasma: 0...20_000
      case .spo2: SimulatedVital.spo2.range
      case .hr: SimulatedVital.hr.range
      case .sys: SimulatedVital.sys.range
      case .dia: SimulatedVital.dia.range
      case .rr: SimulatedVital.rr.range
      case .sedation, .anxiety, .nausea: 0...1
      // Before the start it is -1; nobody sits there for more than a day.
      case .minute: -1...1440
      case .delivered: 0...20
      case .weightError, .concentrationError: 0...2000
      }
    }
  }
}

extension Condition {
  public func holds(in situation: Situation) -> Bool {
    switch self {
    case .always: true
    case .phase(let phase): situation.phase == phase
    case .started: situation.startedAt != nil
    case .stopped: situation.startedAt != nil && [.observing, .ready, .closed].contains(situation.phase)
    case .alarm(let id): situation.alarms.contains(id)
    case .done(let deed): situation.deeds.contains { $0.deed == deed && $0.counts && !$0.isUntrue }
    case .escortIsHere: situation.escortIsHere
    case .is(let subject, .below, let bound): situation[subject] < bound.doubleValue
    case .is(let subject, .above, let bound): situation[subject] > bound.doubleValue
    case .not(let condition): !condition.holds(in: situation)
    case .all(let conditions): conditions.allSatisfy { $0.holds(in: situation) }
    case .any(let conditions): conditions.contains { $0.holds(in: situation) }
    }
  }

  /// All alarms that the condition asks for, however deep in it.
  public var alarms: Set<AlarmID> {
    switch self {
    case .alarm(let id): [id]
    case .not(let condition): condition.alarms
    case .all(let conditions), .any(let conditions):
      conditions.reduce(into: []) { $0.formUnion($1.alarms) }
    case .always, .phase, .started, .stopped, .done, .escortIsHere, .is: []
    }
  }

  /// All figures that the condition depends on, an alarm's included, however deep in it.
  var subjects: Set<Subject> {
    switch self {
    case .alarm(.limit(let vital, _)): vital.subjects
    case .is(let subject, _, _): [subject]
    case .not(let condition): condition.subjects
    case .all(let conditions), .any(let conditions):
      conditions.reduce(into: []) { $0.formUnion($1.subjects) }
    case .always, .phase, .started, .stopped, .alarm, .done, .escortIsHere: []
    }
  }

  /// Whether any part of it asks if an escort is here.
  var readsTheEscort: Bool {
    switch self {
    case .escortIsHere: true
    case .not(let condition): condition.readsTheEscort
    case .all(let conditions), .any(let conditions): conditions.contains(where: \.readsTheEscort)
    case .always, .phase, .started, .stopped, .alarm, .done, .is: false
    }
  }

  /// The text of the condition in a scenario.
  public var text: String {
    switch self {
    case .always: "always"
    case .phase(let phase): phase.rawValue
    case .started: "started"
    case .stopped: "stopped"
    case .alarm(let id): "alarm \(id)"
    case .done(let deed): "done \(deed.name)"
    case .escortIsHere: "escort"
    case .is(let subject, let comparison, let bound):
      "\(subject.rawValue) \(comparison.rawValue) \(bound)\(subject.unit.isEmpty ? "" : " \(subject.unit)")"
    case .not(let condition): "not \(condition.text)"
    case .all(let conditions): conditions.map(\.text).joined(separator: " and ")
    case .any(let conditions): conditions.map(\.text).joined(separator: " or ")
    }
  }
}

extension Vital {
  fileprivate var subjects: Set<Condition.Subject> {
    switch self {
    case .spo2: [.spo2]
    case .hr: [.hr]
    case .sys: [.sys]
    case .dia: [.dia]
    case .map: [.sys, .dia]
    case .rr: [.rr]
    }
  }
}
