import InfusionCore
import Phrases
import Quantities
import TextScreen

// The two lines in the middle: what is ordered, what has gone in, how long the watch still is.

extension Painter {
  mutating func paintCourse(in area: Rect) {
    let joints = [area.columns * 22 / 80, area.columns * 22 / 80 + area.columns * 19 / 80 + 1]
    screen.rule(area.top(1), glyphs: glyphs, joints: [joints[0]: .up, joints[1]: .up])
    paintCheck(onRule: area.top(1))
    let lines = area.droppingTop(1).centred(columns: area.columns, rows: 2)
    switch session.phase {
    case .preparation: paintOrder(in: lines)
    case .infusing, .paused: paintInfusion(in: lines)
    case .observing, .ready, .closed: paintObservation(in: lines)
    }
  }

  // MARK: Preparation

  private mutating func paintOrder(in area: Rect) {
    let line = session.order.map { ordered($0, columns: area.columns) } ?? notOrdered
    screen.put(line.fitting(area.columns), row: area.row, column: area.column, in: area)
    // Nothing can be done in what is over.
    guard model.mode == .monitor else { return }
    let second = area.droppingTop(1)
    let todo = session.toDo
    let text: [Span] =
      todo.isEmpty
      ? [span(" READY  ", .label), span("S starts", .good)]
      : [
        span(" TO DO  ", .label),
        Span(todo.map(say).listed(columns: area.columns - 9, key: "S")),
      ]
    screen.put(text, row: second.row, column: second.column, in: second)
    paintVTBI(behind: text.columns, in: second)
  }

  private func ordered(_ order: Order, columns: Int) -> [Span] {
    let line = doseAndRate(of: order)
    let whole = perKilogram(session.rateBeforeStart ?? order.rate, order)
    // No unit is cut in its middle: the second one gives way whole.
    let fits = line.columns + 2 + DisplayWidth.columns(whole) <= columns
    return line + [Span("  \(fits ? whole : whole.prefix { $0 != "=" }.description)", .dim)]
  }

  /// `ORDER  35 mg  (0.5 mg/kg)  35 mL`.
  private func dose(of order: Order) -> [Span] {
    [
      span(" ORDER  ", .label), Span(order.dose.text(), .value),
      Span("  (\((order.dose / order.weight).text()))  ", .plain), Span("\(order.volume.text())", .plain),
    ]
  }

  private func doseAndRate(of order: Order) -> [Span] {
    let rate = session.rateBeforeStart ?? order.rate
    return dose(of: order) + [span(" at ", .dim), Span(rate.text(), .value)]
  }

  private var notOrdered: [Span] {
    let why: Phrase =
      session.hasInfusion
      ? (model.mode == .monitor ? "not complete yet" : "not known") : "no infusion: S is the time of dosing"
    return [span(" ORDER  ", .label), span(why, .dim)]
  }

  /// On a small screen, as much of it as fits whole: before the start with the rate, later beside what was
  /// given. Afterwards what was given. Empty where it has no room.
  func smallOrder(columns: Int) -> [Span] {
    let ways: [[Span]]
    switch session.phase {
    case .preparation:
      ways = session.order.map { [ordered($0, columns: columns), doseAndRate(of: $0)] } ?? [notOrdered]
    case .infusing, .paused: ways = []
    case .observing, .ready, .closed: return smallGiven(columns: columns)
    }
    let dose = session.order.map(dose) ?? []
    return (ways + [dose, Array(dose.prefix(2))]).first { $0.columns <= columns } ?? []
  }

  /// ` WATCH  given 22.02 mg  20:23 left`.
  private func smallGiven(columns: Int) -> [Span] {
    guard let window = session.observation, let given = givenSpan?.trimmed else { return [] }
    let label = span(" WATCH  ", .label)
    let ways = [[label, given, timeLeft(window)], [label, given], [Span(" "), given]]
    return ways.first { $0.columns <= columns } ?? []
  }

  /// Before the start, where there is room: what the pump is set to, and in words if the order is another.
  private mutating func paintVTBI(behind used: Int, in area: Rect) {
    guard let vtbi = session.pumpVTBI else { return }
    let words =
      vtbi.stillOrdered.map { span("pump VTBI \(vtbi.pump), ordered \($0) ", .caution) }
      ?? span("pump VTBI \(vtbi.pump) ", .dim)
    guard used + 2 + [words].columns <= area.columns else { return }
    screen.putRight([words], row: area.row, in: area)
  }

  private func perKilogram(_ rate: MillilitresPerHour, _ order: Order) -> String {
    let flow = (rate * order.concentration) / order.weight
    return "\(flow.text()) = \(flow.microgramsPerKilogramMinute.text(places: 1))"
  }

  // MARK: Infusion

  private mutating func paintInfusion(in area: Rect) {
    guard let infusion = session.infusion, let order = session.order else { return }
    screen.put(doseLine(infusion, order).fitting(area.columns), row: area.row, column: area.column, in: area)
    var right = timeSpans(infusion)
    var bar = area.bottom(1).droppingLeft(1).droppingRight(right.columns + 1)
    if let words = doubt(infusion, columns: bar.columns) {
      if [words].columns > bar.columns {
        right = timeSpans(infusion, isBrief: true)
        bar = area.bottom(1).droppingLeft(1).droppingRight(right.columns + 1)
      }
      screen.put([words], row: bar.row, column: bar.column, in: bar)
    } else {
      paintBar(infusion.delivered / order.dose, in: bar)
    }
    screen.putRight(right, row: area.endRow - 1, in: area)
  }

  /// What is worth more than the bar: a pump that does another thing than was set, one that will stop
  /// elsewhere, a dose that is not sure.
  func doubt(_ infusion: InfusionView, columns: Int) -> Span? {
    pumpDoubt(infusion, columns: columns) ?? rangeWords(infusion)
  }

  func pumpDoubt(_ infusion: InfusionView, columns: Int) -> Span? {
    pumpWords(infusion) ?? vtbiWords(infusion, columns: columns)
  }

  /// `pump 26.25, set 52.5 mL/h`: reported beside ordered.
  private func pumpWords(_ infusion: InfusionView) -> Span? {
    guard infusion.isPumpRunning else { return nil }
    if session.phase != .infusing {
      let rate = infusion.rate.text()
      return infusion.rate > .zero ? span("PUMP RUNS at \(rate)", .caution) : span("PUMP RUNS", .caution)
    }
    guard infusion.rate.fixed.rounded(places: 1) != infusion.setRate.fixed.rounded(places: 1) else {
      return nil
    }
    return span(
      "pump \(infusion.rate.fixed), set \(infusion.setRate.text())", .caution)
  }

  /// `from 10.21 to 12.40 mg`: the least and the most that it may be.
  func rangeWords(_ infusion: InfusionView) -> Span? {
    guard infusion.isEstimated, infusion.low < infusion.high else { return nil }
    let low = infusion.lowDose.twoPlaces.filter { $0 != "m" && $0 != "g" && $0 != " " }
    return span("from \(low) to \(infusion.highDose.twoPlaces)", .caution)
  }

  /// What a pump that is set to another volume than is still ordered will do is worth more than the bar.
  func vtbiWords(_ infusion: InfusionView, columns: Int) -> Span? {
    guard let vtbi = infusion.vtbi, let ordered = vtbi.stillOrdered else { return nil }
    let words = span("VTBI \(vtbi.pump) but \(ordered) to go", .caution)
    let whole = span("pump VTBI \(vtbi.pump) but \(ordered) to go", .caution)
    return [whole].columns <= columns ? whole : words
  }

  func doseLine(_ infusion: InfusionView, _ order: Order) -> [Span] {
    let label = say(" DOSE ")
    // One column, where a word would push the last unit off a screen of 80.
    var line =
      infusion.isEstimated
      ? [Span(label.padded(to: 6), .label), Span("~", .caution)] : [Span(label.padded(to: 7), .label)]
    if infusion.isUpTo { line.append(span("up to ", .caution)) }
    line += [
      Span(infusion.delivered.twoPlaces, .value), span(" of \(order.dose.text(places: 2))", .plain),
      Span("  \(infusion.deliveredPerKilogram.text(places: 3).padded(to: 11))", .plain),
    ]
    line.append(Span("  \(infusion.rate.text())", .value))
    let flow = infusion.perKilogramHour
    guard session.phase == .infusing else {
      return line + [span("  set \(infusion.setRate.text())", .dim)]
    }
    line += [
      Span("  \(flow.text(places: 2))", .dim),
      Span("  \(flow.microgramsPerKilogramMinute.text(places: 1))", .dim),
    ]
    return line
  }

  /// - Parameter isBrief: the volume gives way to what must be said beside it.
  func timeSpans(_ infusion: InfusionView, isBrief: Bool = false) -> [Span] {
    var line = [Span(" \(infusion.elapsed.clock)", .value)]
    if let planned = infusion.planned { line.append(span(" of \(planned.clock)", .plain)) }
    if let overrun = infusion.overrun {
      line.append(span("  OVER by \(overrun.clock)", .caution))
    } else if let left = infusion.remaining {
      line.append(span("  \(left.clock) left", .plain))
    } else {
      // Without a planned end the time alone could be taken for one.
      line.append(span(" since the start", .plain))
      if let words = flowWords(infusion) { line.append(span("  \(words)", .caution)) }
    }
    if let vtbi = infusion.vtbi {
      // The dose says what has gone in; the pump's own figure is what nothing else on the screen says.
      // A volume counts down in its place; a word has none.
      let pump = say(vtbi.pump)
      let figure = pump.first?.isNumber == true ? pump.paddedLeft(to: 7) : pump
      if vtbi.stillOrdered == nil { line.append(span("  VTBI \(figure)", .dim)) }
    } else if !isBrief {
      line.append(Span("  \(infusion.volume.text(places: 1).paddedLeft(to: 7))", .dim))
    }
    line.append(span("  \(infusion.pump ?? "by hand") ", infusion.isPumpSilent ? .caution : .dim))
    return line
  }

  /// Of a pump that is silent nobody knows whether it runs.
  private func flowWords(_ infusion: InfusionView) -> Phrase? {
    if infusion.isPumpRunning { return "PUMP RUNS" }
    return infusion.isPumpSilent ? nil : "nothing flows"
  }

  private mutating func paintBar(_ fraction: Double, in area: Rect) {
    screen.fill(area, with: glyphs.rest, style: .barRest)
    screen.put(
      Bars.lying(fraction, columns: area.columns, glyphs: glyphs), row: area.row, column: area.column,
      style: .barDone, in: area)
  }

  // MARK: Observation

  private mutating func paintObservation(in area: Rect) {
    guard let window = session.observation else {
      screen.put(outcomeLine, row: area.row, column: area.column, in: area)
      return
    }
    let label = [span(" WATCH ", .label)]
    let right = windowSpans(window, columns: area.columns - label.columns)
    screen.put(label, row: area.row, column: area.column, in: area)
    let bar = area.top(1).droppingLeft(label.columns).droppingRight(right.columns)
    if bar.columns >= Self.leastBar { paintBar(window.counted / window.target, in: bar) }
    screen.putRight(right, row: area.row, in: area)
    screen.put(holdLine(window, columns: area.columns), row: area.endRow - 1, column: area.column, in: area)
  }

  /// Shorter than that it tells nothing that the time beside it does not.
  private static let leastBar = 4

  /// A short line goes without the word for what the time is, then without what was given.
  private func windowSpans(_ window: ObservationView, columns: Int) -> [Span] {
    let (counted, left) = (Span(" \(window.counted.clock)", .value), timeLeft(window))
    let target = span(" of \(window.target.clock) counted", .plain)
    let given = givenSpan.map { [Span($0.text + " ", .dim)] } ?? [Span(" ")]
    let ways = [
      [counted, target, left] + given, [counted, span(" of \(window.target.clock)"), left] + given,
      [counted, target, left],
    ]
    return ways.first { $0.columns <= columns } ?? [counted]
  }

  private func timeLeft(_ window: ObservationView) -> Span {
    window.isComplete ? span("  complete", .good) : span("  \(window.left.clock) left", .plain)
  }

  private var givenSpan: Span? {
    if let given = session.given {
      return span("  given \(given.text()) of \(Phrase(word: session.drug))", .dim)
    }
    return session.infusion.map {
      span("  given \($0.sureness)\($0.delivered.text(places: 2))", .dim)
    }
  }

  /// What holds the window up comes first; then what still holds the patient here, always in words.
  func holdLine(_ window: ObservationView, columns: Int) -> [Span] {
    if session.phase == .closed { return outcomeLine }
    var line = [Span(" ")]
    if let hold = window.heldUpBy { line.append(span("\(hold.capitalised)   ", .caution)) }
    let lead = say("To go home: ")
    // What has no room is counted, and no word is cut: the next thing and `d` name it.
    let items = goHome(window).listed(columns: columns - line.columns - lead.count, key: "d")
    return items.isEmpty ? line : line + [Span(lead + items, .plain)]
  }

  /// What still holds the patient here, an item each.
  func goHome(_ window: ObservationView) -> [String] {
    let toGo = session.toGoHome.filter { !Self.saidElsewhere.contains($0) }.texts
    let last: [Phrase] = window.isComplete ? ["escort (d)"] : ["observation", "escort"]
    return (toGo + last).map(say)
  }

  /// The window says this by itself.
  private static let saidElsewhere = [Refusal.Why.observationIncomplete].map(\.stillMissing)

  private var outcomeLine: [Span] {
    [span(" \(session.outcome?.phrase ?? session.phase.heading)", .phase), span("   q leaves", .dim)]
  }
}

extension Milligrams {
  /// Two places always, so that the figure does not jump as it counts.
  var twoPlaces: String {
    let hundredths = fixed.rounded(places: 2).thousandths / 10
    let tail = hundredths % 100
    return "\(hundredths / 100).\(tail < 10 ? "0" : "")\(tail) mg"
  }
}

extension TimeSpan {
  fileprivate static func / (a: TimeSpan, b: TimeSpan) -> Double {
    b > .zero ? Double(a.milliseconds) / Double(b.milliseconds) : 1
  }
}
