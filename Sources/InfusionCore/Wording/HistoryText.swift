import Quantities

extension PatientHistory {
  /// `Infusion 4 of this patient, 3 days after the last`.
  ///
  /// - Parameter hasInfusion: false for a plan that gives its dose otherwise.
  public func sentence(hasInfusion: Bool) -> String {
    let doubt = unread > 0 ? "; \(Self.sessions(unread)) not read" : ""
    guard let days = daysSinceLast else { return "No earlier treatment of this patient is on record\(doubt)" }
    let noun = hasInfusion ? "Infusion" : "Treatment"
    return "\(noun) \(number) of this patient, \(Self.after(days))\(doubt)"
  }

  private static func after(_ days: Int) -> String {
    switch days {
    case 0: "on the same day as the last"
    case 1: "1 day after the last"
    default: "\(days) days after the last"
    }
  }

  private static func sessions(_ count: Int) -> String { count == 1 ? "1 session" : "\(count) sessions" }
}

extension EarlierTreatment {
  /// `35 mg over 40 min, baseline 118/72, highest 164/92, lowest SpO2 93, nausea 2`: what is not known is
  /// left out.
  public var sentence: String {
    let dose = delivered.map { mass in
      mass.text(places: 1) + (lasted.map { " over \($0.inWholeMinutes)" } ?? "")
    }
    let ending: String? =
      switch outcome {
      case .discharged: nil
      case .overridden: "discharged by override"
      case .abandoned: "closed without discharge"
      case nil: "never closed"
      }
    let parts = [
      dose ?? plan, baseline.map { "baseline \($0.text)" }, highest.map { "highest \($0.text)" },
      lowestSpO2.map { "lowest SpO2 \($0)" },
    ]
    let effects = sideEffects.map { "\($0.name) \($0.severity)" }
    return (parts.compactMap { $0 } + effects + [ending].compactMap { $0 }).joined(separator: ", ")
  }
}

extension EarlierTreatment.Pressure {
  fileprivate var text: String { "\(sys)/\(dia)" }
}

extension TimeSpan {
  fileprivate var inWholeMinutes: String { "\((milliseconds + 30_000) / 60_000) min" }
}
