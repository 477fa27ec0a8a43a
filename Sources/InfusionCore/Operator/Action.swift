public import Quantities

/// What a person at the chair can do. Names and fields are those of operator scripts, journal and key table
/// alike.
public enum Action: Hashable, Sendable {
  /// Fills in what was not known at the beginning: patient, weight, plan, concentration. Nil members change
  /// nothing.
  case setup(Setup)
  /// Takes the baseline from the devices; values given here by hand take their place.
  case baseline(BaselineByHand)
  case checklist(item: String, answer: ChecklistAnswer)
  /// `second` is the second person who read the pump, here and below.
  case start(override: String?, second: String? = nil)
  case pause(reason: String)
  case resume(reason: String?)
  case stop(reason: String)
  case rate(MillilitresPerHour, reason: String?, second: String? = nil)
  case bolus(Milligrams, second: String? = nil)
  /// A check was taken; `without` are the scales of it that were left out.
  case check(without: [String] = [])
  case extend(minutes: Int, reason: String)
  case away(minutes: Int, reason: String)
  /// At the chair again before the time that was given.
  case back
  case discharge(escort: Bool, override: String?)
  case close(reason: String?)
  /// Acknowledges one alarm, or with nil all that are active or latched.
  case acknowledge(AlarmID?)
  case audioPause
  case limit(Vital, LimitAction)
  case bloodPressure(sys: Fixed, dia: Fixed, map: Fixed?)
  /// Severity 0 to 3. `at` is when it was noticed, if that was earlier; so with medicines and measures.
  case symptom(name: String, severity: Int, at: SessionTime?)
  case medication(name: String, dose: String, route: String, at: SessionTime? = nil)
  /// A measure that is no medicine: oxygen, another position.
  case intervention(name: String, at: SessionTime? = nil)
  /// A scale's total; with its parts, where they were asked one by one.
  case score(scale: String, value: Int, parts: [PartScore] = [])
  case note(String)
  /// What is said to the advice of a hold rule: the clinician was told, or it is set aside.
  case hold(rule: String, HoldAnswer)
  /// A correction of the journal's entry `entry`: a new entry that cites the old one, which stays.
  case amend(entry: Int, fields: [AmendedField])
}

public struct Setup: Hashable, Sendable {
  public var patient: String?
  public var weight: Kilograms?
  public var plan: String?
  public var concentration: MilligramsPerMillilitre?

  public init(
    patient: String? = nil, weight: Kilograms? = nil, plan: String? = nil,
    concentration: MilligramsPerMillilitre? = nil
  ) {
    self.patient = patient
    self.weight = weight
    self.plan = plan
    self.concentration = concentration
  }
}

/// Baseline values typed by hand; nil ones are taken from the devices.
public struct BaselineByHand: Hashable, Sendable {
  public var hr: Fixed?
  public var sys: Fixed?
  public var dia: Fixed?
  public var spo2: Fixed?

  public init(hr: Fixed? = nil, sys: Fixed? = nil, dia: Fixed? = nil, spo2: Fixed? = nil) {
    self.hr = hr
    self.sys = sys
    self.dia = dia
    self.spo2 = spo2
  }
}

public enum ChecklistAnswer: String, CaseIterable, Hashable, Sendable {
  case met
  case notMet = "notmet"
}

public enum LimitAction: Hashable, Sendable {
  /// New limits; nil members stay as they are.
  case set(low: Fixed?, high: Fixed?, extremeLow: Fixed?, extremeHigh: Fixed?)
  /// The ordinary limits off. The extreme level and `novalue` stay on.
  case off(reason: String)
  case on
}

public struct AmendedField: Hashable, Sendable {
  public var key: String
  public var value: String

  public init(key: String, value: String) {
    self.key = key
    self.value = value
  }
}
