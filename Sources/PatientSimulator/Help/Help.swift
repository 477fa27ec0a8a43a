public import InfusionCore

/// What somebody does for the patient, as far as the patient answers to it.
public enum Help: Hashable, Sendable {
  /// Litres a minute; 0 ends it.
  case oxygen(litresPerMinute: Double)
  /// Any other measure.
  case measure(Measure)
  case medicine(Medicine, milligrams: Double, isIntravenous: Bool)

  /// The help that an operator's entry means; nil if it means none, or names an amount that cannot be read. A
  /// note is no help.
  public init?(_ action: Action) {
    switch action {
    case .intervention(let done):
      guard let measure = Measure(rawValue: done.measure.lowercased()) else {
        self.init(oxygenWritten: done.measure)
        return
      }
      guard measure == .oxygen else {
        self = .measure(measure)
        return
      }
      self.init(oxygen: done.flow)
    case .medication(let given):
      if ["oxygen", "o2"].contains(given.medicine.lowercased()) {
        self.init(oxygen: given.dose)
        return
      }
      guard let medicine = Medicine.named(given.medicine),
        let milligrams = WrittenAmount.milligrams(given.dose)
      else { return nil }
      let isIntravenous = ["iv", "i.v.", "intravenous"].contains(given.route.lowercased())
      self = .medicine(medicine, milligrams: milligrams, isIntravenous: isIntravenous)
    case .setup, .baseline, .checklist, .start, .pause, .resume, .stop, .rate, .bolus, .dose,
      .withoutPressure, .confirm, .accept, .check, .extend, .away, .back, .discharge, .close, .acknowledge,
      .audioPause, .limit, .bloodPressure, .symptom, .score, .note, .drawn, .wasted, .hold, .amend, .selfTest,
      .unfit:
      return nil
    }
  }

  /// Reads a flow; without one it is the usual flow.
  private init?(oxygen flow: String?) {
    guard let flow else {
      self = .oxygen(litresPerMinute: Self.usualFlow)
      return
    }
    guard let litres = WrittenAmount.litresPerMinute(flow) else { return nil }
    self = .oxygen(litresPerMinute: litres)
  }

  /// Reads `oxygen 2 L/min`, where people write name and flow as one.
  private init?(oxygenWritten name: String) {
    let words = name.lowercased().split(separator: " ", maxSplits: 1)
    guard words.count == 2, ["oxygen", "o2"].contains(words[0]),
      let litres = WrittenAmount.litresPerMinute(String(words[1]))
    else { return nil }
    self = .oxygen(litresPerMinute: litres)
  }

  static let usualFlow = 4.0
}
