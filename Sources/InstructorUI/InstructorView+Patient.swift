import ChairBeacon
import InfusionCore
import MonitorUI
import Quantities
import TextScreen

// The patient as it is, and beside each number what stands on the trainee's screen.

extension InstructorPainter {
  /// With the rule above.
  static let patientRows = 9

  mutating func paintPatient(_ truth: ToldTruth, in area: Rect) {
    screen.rule(area.top(1), glyphs: glyphs)
    screen.put(" what is true ", row: area.row, column: area.column + 2, style: .dim, in: area)
    screen.put(
      " on the trainee's screen ", row: area.row, column: area.column + Self.seenColumn, style: .dim, in: area
    )
    let rows = area.droppingTop(1)
    let chair = model.chair
    number("SpO2 %", "\(truth.spo2)", seen: chair?.spo2, row: 0, in: rows)
    number("HR /min", "\(truth.hr)", seen: chair?.hr, row: 1, in: rows)
    pressure("\(truth.sys)/\(truth.dia)", row: 2, in: rows)
    number("RR /min", "\(truth.rr)", seen: chair?.rr, row: 3, in: rows)
    line(Self.mind(truth), row: 4, in: rows)
    line(Self.drug(truth), row: 5, in: rows)
    line(Self.wrong(truth), row: 6, in: rows)
    line(alarms, row: 7, in: rows)
  }

  private mutating func line(_ spans: [Span], row: Int, in area: Rect) {
    screen.put(spans, row: area.row + row, column: area.column, in: area)
  }

  private mutating func number(_ label: String, _ value: String, seen: ToldNumber?, row: Int, in area: Rect) {
    let told: [Span] =
      switch seen {
      case .fresh(let value, let age)?: [Span("\(value)", .value), Span("  \(Self.age(age))", .dim)]
      case .old(let value, let age)?: [Span("was \(value)", .stale), Span("  \(Self.age(age))", .dim)]
      case .absent?, nil: [Span("-", .stale)]
      }
    side(label, value, told, row: row, in: area)
  }

  private mutating func pressure(_ value: String, row: Int, in area: Rect) {
    let told: [Span] =
      model.chair?.pressure.map { pressure in
        [
          Span(pressure.figures, pressure.isFresh ? .value : .stale),
          Span("  \(Self.age(pressure.age))", .dim),
        ]
      } ?? [Span("-", .stale)]
    side("NIBP mmHg", value, told, row: row, in: area)
  }

  private mutating func side(_ label: String, _ value: String, _ told: [Span], row: Int, in area: Rect) {
    line(
      [Span(" \(label.padded(to: 10))", .label), Span(value.paddedLeft(to: 8), .heading)], row: row, in: area)
    screen.put(told, row: area.row + row, column: area.column + Self.seenColumn + 1, in: area)
  }

  static func age(_ age: TimeSpan) -> String {
    age < .minutes(1) ? "\(age.wholeSeconds) s" : "\(age.clock) ago"
  }

  /// `awake, sedation 0.12   breath 0.95 of usual`.
  private static func mind(_ truth: ToldTruth) -> [Span] {
    let word = truth.sedation > asleep ? "asleep" : truth.sedation > drowsy ? "drowsy" : "awake"
    var line = [Span(" \(word), sedation \(truth.sedation)"), Span("   breath \(truth.breath) of usual")]
    if truth.isVomiting { line.append(Span("   VOMITS", .caution)) }
    if !truth.escortIsHere { line.append(Span("   no escort", .dim)) }
    if truth.harm > .zero { line.append(Span("   harm \(truth.harm.clock)", .caution)) }
    return line
  }

  private static let asleep = Fixed(thousandths: 500)
  private static let drowsy = Fixed(thousandths: 250)

  /// What went in, and of which weight.
  private static func drug(_ truth: ToldTruth) -> [Span] {
    [
      Span(" given \(truth.delivered) mg, \(truth.deliveredPerWeight) mg/kg"),
      Span("   \(truth.effect) ng/mL at its site, \(truth.plasma) in plasma"),
    ]
  }

  private static func wrong(_ truth: ToldTruth) -> [Span] {
    var wrong: [String] = []
    if let typed = truth.typedWeight, typed != truth.weight {
      wrong.append("typed \(typed) kg, truly \(truth.weight)")
    }
    if let typed = truth.typedConcentration, typed != truth.concentration {
      wrong.append("typed \(typed) mg/mL, truly \(truth.concentration)")
    }
    wrong += truth.imposed.map { "\($0.name) set to \($0.level)" }
    wrong += truth.troubles.map { "\($0.name) \($0.level)" }
    guard !wrong.isEmpty else { return [Span(" nothing is wrong", .dim)] }
    return [Span(" wrong: ", .label), Span(wrong.joined(separator: "; "), .caution)]
  }

  private var alarms: [Span] {
    guard let chair = model.chair, !chair.alarms.isEmpty else { return [Span(" no alarm", .dim)] }
    return chair.alarms.reduce(into: [Span(" ")]) { line, alarm in
      let standing = alarm.isAcknowledged ? " acknowledged" : ""
      line.append(Span("\(alarm.text)\(standing)", alarm.isCalling ? .alarm(alarm.priority) : .dim))
      line.append(Span("   "))
    }
  }
}

extension String {
  /// With blanks behind it, to so many columns.
  func padded(to columns: Int) -> String {
    self + String(repeating: " ", count: max(0, columns - DisplayWidth.columns(self)))
  }
}
