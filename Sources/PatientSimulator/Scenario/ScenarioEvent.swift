public import Devices
public import InfusionCore
public import Quantities

/// Something that happens once, when its condition has held for a while without a break, unless another
/// condition holds then.
public struct ScenarioEvent: Hashable, Sendable {
  public var when: Condition
  /// How long the condition must have held.
  public var after: Wait
  public var unless: Condition?
  public var happenings: [Happening]

  public init(
    when: Condition = .always, after: Wait = .zero, unless: Condition? = nil, _ happenings: Happening...
  ) {
    self.when = when
    self.after = after
    self.unless = unless
    self.happenings = happenings
  }

  public init(when: Condition, after: Wait, unless: Condition?, happenings: [Happening]) {
    self.when = when
    self.after = after
    self.unless = unless
    self.happenings = happenings
  }
}

extension ScenarioEvent {
  /// `airway level=0.8`, and whatever else happens with it.
  public var what: String { happenings.map(\.typed).joined(separator: "; ") }
}

/// What can happen to the patient, to a sensor, or to a cable.
public enum Happening: Hashable, Sendable {
  case rest(RestingValues)
  /// The answer to the drug becomes this, in mmHg and /min at the end of 0.5 mg/kg over 40 min; what is nil
  /// stays.
  case response(sys: Fixed?, dia: Fixed?, hr: Fixed?, over: TimeSpan)
  case trouble(Trouble)
  /// The patient vomits, if enough nausea is left.
  case vomit
  /// The patient says it; it appears on the trainee's screen and in the record.
  case say(String)
  /// The escort who is to take the patient home comes or goes.
  case escort(isHere: Bool)
  /// One vital goes to a value, whatever its causes, stays, and comes back; help that fits brings it back
  /// sooner.
  case episode(SimulatedVital, to: Fixed, onset: TimeSpan, hold: TimeSpan, recovery: TimeSpan)
  case probeOff(TimeSpan)
  case lowPerfusion(TimeSpan)
  case motion(TimeSpan)
  /// A cuff cycle begins; its result stands 25 s later.
  case cuffMeasure
  case cuffFails(TimeSpan)
  /// Random bytes in place of frames.
  case garbage(DeviceRole, TimeSpan)
  /// The cable is out: the port hangs up, and comes back.
  case unplug(DeviceRole, TimeSpan)
  /// The pump is in this state until the span is over, whatever the session's phase.
  case pump(PumpState, TimeSpan)
}

extension Happening {
  var isSaid: Bool { if case .say = self { true } else { false } }

  /// Whether it is trouble for patient or equipment, and not only something said or measured.
  var isTrouble: Bool {
    switch self {
    case .trouble, .vomit, .response, .episode, .probeOff, .lowPerfusion, .motion, .cuffFails, .garbage,
      .unplug,
      .pump:
      true
    case .rest, .say, .escort, .cuffMeasure: false
    }
  }
}

/// Resting values that a scenario sets; those that are nil stay the patient's own.
public struct RestingValues: Hashable, Sendable {
  public var hr: Fixed?
  public var sys: Fixed?
  public var dia: Fixed?
  public var spo2: Fixed?
  public var rr: Fixed?

  public init(hr: Fixed? = nil, sys: Fixed? = nil, dia: Fixed? = nil, spo2: Fixed? = nil, rr: Fixed? = nil) {
    self.hr = hr
    self.sys = sys
    self.dia = dia
    self.spo2 = spo2
    self.rr = rr
  }

  /// The vitals that it sets.
  var vitals: [SimulatedVital] {
    [(SimulatedVital.hr, hr), (.sys, sys), (.dia, dia), (.spo2, spo2), (.rr, rr)]
      .compactMap { $0.1 == nil ? nil : $0.0 }
  }
}
