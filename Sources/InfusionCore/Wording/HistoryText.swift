public import Phrases
import Quantities

extension PatientHistory {
  /// `Infusion 4 of this patient, 3 days after the last`.
  ///
  /// - Parameter hasInfusion: false for a plan that gives its dose otherwise.
  public func sentence(hasInfusion: Bool) -> String { phrase(hasInfusion: hasInfusion).english }

  public func phrase(hasInfusion: Bool) -> Phrase {
    let doubt: Phrase = unread > 0 ? "; \(Self.sessions(unread)) not read" : ""
    guard let days = daysSinceLast else {
      return "No earlier treatment of this patient is on record\(doubt)"
    }
    return hasInfusion
      ? "Infusion \(number) of this patient, \(Self.after(days))\(doubt)"
      : "Treatment \(number) of this patient, \(Self.after(days))\(doubt)"
  }

  private static func after(_ days: Int) -> Phrase {
    switch days {
    case 0: "on the same day as the last"
    case 1: "1 day after the last"
    default: "\(days) days after the last"
    }
  }

  private static func sessions(_ count: Int) -> Phrase { count == 1 ? "1 session" : "\(count) sessions" }
}

extension EarlierTreatment {
  /// `35 mg over 40 min, baseline 118/72, highest 164/92, lowest SpO2 93, nausea 2 of 3`: what is not known
  /// is left out.
  public var sentence: String { phrase.english }

  public var phrase: Phrase {
    let dose = delivered.map { mass -> Phrase in
      guard let lasted else { return "\(mass.text(places: 1))" }
      return "\(mass.text(places: 1)) over \(lasted.inWholeMinutes)"
    }
    let ending: Phrase? =
      switch outcome {
      case .discharged: nil
      case .overridden: "discharged by override"
      case .abandoned: "closed without discharge"
      case nil: runsAt.map { "running now at chair \($0)" } ?? "never closed"
      }
    let parts: [Phrase?] = [
      dose ?? plan.map { Phrase(verbatim: $0) }, baseline.map { "baseline \($0.text)" },
      highest.map { "highest \($0.text)" },
      lowestSpO2.map { "lowest SpO2 \($0)" },
    ]
    let effects = sideEffects.map { effect -> Phrase in
      "\(Phrase(word: effect.name)) \(effect.severity) of 3"
    }
    return (parts.compactMap { $0 } + effects + [ending].compactMap { $0 }).joined(separator: ", ")
  }
}

extension EarlierTreatment.Pressure {
  fileprivate var text: String { "\(sys)/\(dia)" }
}

extension TimeSpan {
  fileprivate var inWholeMinutes: String { "\((milliseconds + 30_000) / 60_000) min" }
}
