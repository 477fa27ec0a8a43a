import InfusionCore
import JSONLines
import Quantities
import SessionRecord

extension ClinicStats {
  /// A page of at most 80 columns.
  public var text: String {
    guard let first, let last else {
      return (["no sessions"] + problems.asWarning).map { $0 + "\n" }.joined()
    }
    let head =
      "CLINIC, \(first.date) to \(last.date): \(counted(sessions, "session")), "
      + "\(counted(patients, "patient")), \(counted(treatments, "treatment"))"
    let endings = endings.map { "\($0.name) \($0.count)\(percent($0.count, of: sessions))" }
    let lines =
      [head] + simulationLines + problems.asWarning + [""] + planLines + [
        "", "HIGHEST SYSTOLIC  \(words(highestSystolic, "mmHg"))",
        "LOWEST SPO2       \(words(lowestSpO2, "%"))",
        "ENDED             \(endings.joined(separator: ", "))",
      ] + symptomLines
    return lines.map { $0 + "\n" }.joined()
  }

  private var simulationLines: [String] {
    guard simulations > 0 else { return [] }
    let share = simulations == sessions ? "all of them" : "\(simulations) of them"
    return ["SIMULATION: \(share) (simulations, drills and replays)"]
  }

  private var planLines: [String] {
    let heading =
      fill("PLAN", 18) + padLeft("treatments", 10) + padLeft("mg/kg", 18) + padLeft("minutes", 16)
      + padLeft("high", 7) + padLeft("medium", 8)
    return [heading]
      + plans.map { plan in
        pad(plan.plan.onOneLine.cut(to: 17), 18) + padLeft(String(plan.treatments), 10)
          + padLeft(range(plan.milligramsPerKilogram, places: 2), 18)
          + padLeft(range(plan.minutes, places: 0), 16)
          + padLeft(String(plan.highAlarms), 7) + padLeft(String(plan.mediumAlarms), 8)
      }
  }

  private var symptomLines: [String] {
    guard !symptoms.isEmpty else { return ["SYMPTOMS          none"] }
    return symptoms.enumerated().map { index, symptom in
      let severities = zip(["mild", "moderate", "severe"], symptom.bySeverity).filter { $1 > 0 }
        .map { "\($1) \($0)" }.joined(separator: ", ")
      return fill(index == 0 ? "SYMPTOMS" : "", 18)
        + "\(symptom.name.onOneLine) \(symptom.count)\(percent(symptom.count, of: treatments)): \(severities)"
    }
  }

  private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

  private func percent(_ count: Int, of all: Int) -> String {
    all == 0 ? "" : " (\((count * 100 + all / 2) / all) %)"
  }

  /// `0.5 (0.33-0.5)`.
  private func range(_ figures: Figures, places: Int) -> String {
    guard let mean = figures.mean, let least = figures.least, let most = figures.most else { return "-" }
    let (a, b) = (least.rounded(places: places), most.rounded(places: places))
    return "\(mean.rounded(places: places)) (\(a)-\(b))"
  }

  /// `mean 149 mmHg, 128 to 202, of 24`.
  private func words(_ figures: Figures, _ unit: String) -> String {
    guard let mean = figures.mean, let least = figures.least, let most = figures.most else {
      return "not known"
    }
    let of = counted(figures.count, "treatment")
    return "mean \(mean.rounded(places: 1)) \(unit), \(least) to \(most), of \(of)"
  }
}

extension [String] {
  /// The warning below the first line of a page about many records: what is wrong with them, or missing. The
  /// page itself decides whether damaged ones count.
  var asWarning: [String] { isEmpty ? [] : ["NOT TO BE RELIED ON:"] + map { "  \($0.onOneLine)" } }
}

// MARK: - As JSON

extension ClinicStats {
  /// One object on one line.
  public var json: String {
    var writer = JSONWriter()
    writer.value(
      .object([
        "sessions": .count(sessions), "simulations": .count(simulations), "patients": .count(patients),
        "treatments": .count(treatments),
        "first": .text(first?.description), "last": .text(last?.description),
        "plans": .array(plans.map(\.json)),
        "endings": .object(JSONObject(endings.map { .init($0.name, .count($0.count)) })),
        "symptoms": .array(
          symptoms.map {
            ["name": .string($0.name), "by_severity": .array($0.bySeverity.map(JSONValue.count))]
          }),
        "highest_sys": highestSystolic.json, "lowest_spo2": lowestSpO2.json,
        "problems": .array(problems.map(JSONValue.string)),
      ]))
    return String(decoding: writer.bytes.harmlessJSON, as: UTF8.self)
  }
}

extension ClinicStats.PlanFigures {
  fileprivate var json: JSONValue {
    [
      "plan": .string(plan), "treatments": .count(treatments), "mg_kg": milligramsPerKilogram.json,
      "minutes": minutes.json, "alarms_high": .count(highAlarms), "alarms_medium": .count(mediumAlarms),
    ]
  }
}

extension ClinicStats.Figures {
  fileprivate var json: JSONValue {
    ["count": .count(count), "least": .number(least), "mean": .number(mean), "most": .number(most)]
  }
}
