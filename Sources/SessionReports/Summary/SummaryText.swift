public import InfusionCore
import Quantities
public import SessionRecord
import TextScreen

/// The report of a session in plain text, to be pasted into any chart: one page for an ordinary session,
/// never wider than 80 columns.
public struct SummaryText {
  let digest: SessionDigest
  /// What the discharge asked for, as the session found it.
  let review: [ReviewedCriterion]
  /// The hash of the seal, which a copy of this page kept elsewhere holds the record to.
  private let chainHead: String?
  /// What is wrong with the record that this page is made of: the page says so itself.
  private let damage: String?
  /// A drill's result by other rules than its record's; nil for any other session.
  let rescored: DrillResult?

  /// - Parameters:
  ///   - review: `Session.review`; without it the outcome alone is told.
  ///   - chainHead: of the journal's last entry; nil if it is not known.
  ///   - damage: `[RecordFault].damage`; nil for a record that can be believed.
  ///   - rescored: a drill's score by the rules of today, where the record's are others.
  public init(
    _ digest: SessionDigest, review: [ReviewedCriterion] = [], chainHead: String?, damage: String? = nil,
    rescored: DrillResult? = nil
  ) {
    self.rescored = rescored
    self.digest = digest
    self.review = review
    self.chainHead = damage == nil ? chainHead : nil
    self.damage = damage
  }

  public var text: String {
    let sections = [
      identity, preparation, times, infusion, controlledDrug, vitals, alarms, advice, limits, people,
      refusals, observation,
      outcome, drill, record,
    ]
    let lines = sections.filter { !$0.isEmpty }.joined(separator: [""])
    return lines.flatMap { $0.onOneLine.wrapped(to: pageWidth, indent: 13) }.map { $0 + "\n" }.joined()
  }
}

extension SummaryText {
  private var identity: [String] {
    let plan = digest.header.plan
    var lines = ["CHAIRSIDE SESSION SUMMARY"]
    if let warning = digest.header.warning { lines[0] += "   *** \(warning) ***" }
    if let damage { lines.append("*** \(damage.onOneLine) ***") }
    lines.append(field("Session", pad(digest.header.session, 45) + "Chair " + plan.chair.onOneLine))
    let weight = digest.weight.map { $0.text() } ?? "not known"
    lines.append(field("Patient", pad(digest.patient?.onOneLine ?? "not named", 45) + "Weight \(weight)"))
    return lines + treatment
  }

  /// What was ordered for whom, from which values on, and what watched.
  var treatment: [String] {
    var lines = series
    lines.append(field("Plan", ordered + watched))
    if let order = digest.order {
      let volume = "\(order.volume.text(places: 2)) of \(order.concentration.text())"
      lines.append(field("Pump", "\(volume) at \(order.rate.text())"))
    }
    if !digest.chart.baseline.isEmpty { lines.append(field("Baseline", baseline)) }
    let devices = digest.header.plan.sources.map(\.id.description)
    if !devices.isEmpty { lines.append(field("Devices", devices.joined(separator: ", "))) }
    return lines
  }

  /// Which treatment of a series, and what was known of those before it.
  private var series: [String] {
    guard let history = digest.history else { return [] }
    let sentence = history.sentence(hasInfusion: digest.plan?.hasInfusion ?? true).onOneLine
    return [field("Series", sentence)]
      + history.last.map { "             \($0.date): \($0.sentence.onOneLine)" }
  }

  /// `trd-40: 35 mg (0.5 mg/kg) over 40 min`.
  private var ordered: String {
    guard let name = digest.planName else { return "none" }
    guard let order = digest.order, let perKilogram = digest.plan?.dose, let duration = digest.plan?.duration
    else { return name }
    return "\(name): \(order.dose.text(places: 2)) (\(perKilogram.text())) over \(duration.inWords)"
  }

  /// `, then observed 30 min`.
  private var watched: String {
    guard let plan = digest.plan else { return "" }
    return ", then observed \(plan.observation.inWords)"
  }

  private var baseline: String {
    let values = Vital.allCases.compactMap { digest.chart.baseline[$0] }.map { base in
      let value = "\(base.value?.description ?? "-")\(base.doubt)"
      let hand = base.taken.isByHand ? " by hand" : ""
      return "\(base.vital.label) \(value)\(hand)\(digest.correctionWords(base))"
    }.joined(separator: ", ")
    let taken = digest.baselineTaken.map { ", \(digest.wall(at: $0.at).hourAndMinute)\(signed($0.by))" }
    return values + (taken ?? "")
  }

  private var record: [String] {
    let program = "Chairside \(digest.header.programVersion), engine \(digest.header.engineVersion)"
    let seal = damage?.onOneLine ?? (digest.isSealed ? "sealed" : RowWords.unsealed)
    let head = chainHead.map { [", chain head", "  \($0)"] } ?? [""]
    return ["RECORD     \(seal)\(head[0])"] + head.dropFirst()
      + ["  \(program). Not a certified medical device."]
  }

  func field(_ label: String, _ value: String) -> String { "  \(pad(label, 11))\(value)" }
}

extension SessionHeader {
  /// The warning that every report of it carries; nil for a patient's session as it was recorded.
  var warning: String? {
    guard isRedacted else { return plan.origin.warning }
    let what = plan.origin == .replay ? "" : plan.origin.warning.map { ", \($0)" } ?? ""
    return "REDACTED FOR TEACHING\(what)"
  }
}

extension Origin {
  /// The warning that every report of it carries; nil for a patient's session.
  var warning: String? {
    switch self {
    case .live: nil
    case .simulated: "SIMULATION, NO PATIENT"
    case .drill: "SIMULATION (drill), NO PATIENT"
    case .replay: "SIMULATION (replay of a recording)"
    }
  }
}
