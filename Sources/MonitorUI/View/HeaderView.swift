public import InfusionCore
public import Phrases
import Quantities
import TextScreen

extension Painter {
  /// Whose screen this is, where the session stands, what time it is, and whether it is written down.
  mutating func paintHeader(in area: Rect) {
    let right = clockAndRecord
    screen.putRight(right, row: area.row, in: area)
    let room = area.droppingRight(right.columns + 1)
    let phase = [span(session.phase.heading, .phase)]
    let (line, unsaid) = identity(columns: room.columns - phase.columns - 2)
    unsaidIdentity = unsaid
    let wanted = max(area.columns / 2 - 5, line.columns + 2)
    let phaseColumn = max(room.column, min(wanted, room.endColumn - phase.columns))
    screen.put(phase, row: area.row, column: phaseColumn, in: room)
    screen.put(line, row: area.row, column: area.column, in: room.left(phaseColumn - room.column - 1))
  }

  /// Whose screen this is stands before what else is known: plan and weight, then the word for the chair give
  /// way to a long reference. One that is longer than all of that is seen to be cut.
  ///
  /// - Returns: the line, and what of weight and plan is not in it.
  private func identity(columns: Int) -> (line: [Span], unsaid: [Span]) {
    let chair = span(" Chair \(session.chair)", .heading)
    let (weight, plan) = (weightSpans, planSpans)
    let brief = Span(" \(session.chair)", .heading)
    let ways: [Way] = [
      (chair, weight + plan, []), (chair, weight, plan), (chair, [], weight + plan),
      (brief, [], weight + plan),
    ]
    guard let patient = session.patient else { return nobody(ways, columns: columns) }
    let who = Span("  \(glyphs.showable(patient))", .heading)
    let needed = missing(columns: 0).map { [$0].columns } ?? 0
    for (lead, behind, unsaid) in ways {
      let taken = [lead, who].columns + behind.columns
      guard taken + needed <= columns else { continue }
      return ([lead, who] + behind + [missing(columns: columns - taken)].compactMap { $0 }, unsaid)
    }
    let room = max(Self.leastOfPatient, columns - [brief].columns)
    return ([brief, Span(who.text.fitted(to: room, glyphs: glyphs), .heading)], weight + plan)
  }

  /// For whom the dose is reckoned, and by which plan; each with a gap before it.
  var weightSpans: [Span] { session.weight.map { [Span("  \($0.text())", .plain)] } ?? [] }
  var planSpans: [Span] { session.planName.isEmpty ? [] : [Span("  \(session.planName)", .dim)] }

  /// What the header had no room for stands at the left of a rule, the one above the dose if that is free.
  mutating func paintUnsaidIdentity(onOneOf rules: [Rect]) {
    guard !unsaidIdentity.isEmpty else { return }
    let words = unsaidIdentity.map(\.trimmed).reduce([Span(" ")]) { $0 + [$1, Span(" ")] }
    let line: Set = [glyphs.horizontal, glyphs.character(of: .up)]
    let free = rules.first { rule in
      !rule.isEmpty && words.columns + 2 < rule.columns
        && (0...words.columns + 1).allSatisfy {
          line.contains(screen[rule.row, rule.column + $0].character)
        }
    }
    guard let free else { return }
    screen.put(words, row: free.row, column: free.column + 1, in: free)
  }

  private typealias Way = (lead: Span, behind: [Span], unsaid: [Span])

  /// Before anybody has said who it is: what is missing stands before plan and weight.
  private func nobody(_ ways: [Way], columns: Int) -> (line: [Span], unsaid: [Span]) {
    for (lead, behind, unsaid) in ways {
      let room = columns - ([lead] + behind).columns
      guard let missing = missing(columns: room), missing.columns <= room else { continue }
      return ([lead] + behind + [missing], unsaid)
    }
    let way = ways[ways.count - 1]
    let words = missing(columns: 0)?.text.fitted(to: max(1, columns - way.lead.columns), glyphs: glyphs)
    return ([way.lead, Span(words ?? "", .caution)], way.unsaid)
  }

  private static let leastOfPatient = 6

  /// As many by name as there is room for; the others are counted, and none is cut.
  private func missing(columns: Int) -> Span? {
    let missing = missingIdentity
    guard !missing.isEmpty else { return nil }
    let ways = (0..<missing.count).reversed().map { last -> Phrase in
      let (named, others) = (missing[...last].joined(separator: ", "), missing.count - 1 - last)
      return others == 0 ? "  no \(named)" : "  no \(named) +\(others)"
    }
    let spans = ways.map { span($0, .caution) }
    return spans.first { $0.columns <= columns } ?? spans.last
  }

  private var missingIdentity: [Phrase] {
    var missing: [Phrase] = []
    if session.patient == nil { missing.append("patient") }
    if session.weight == nil { missing.append("weight") }
    if session.planName.isEmpty { missing.append("plan") }
    return missing
  }

  private var clockAndRecord: [Span] {
    var line: [Span] = []
    if session.isFrozen { line += [span(" FROZEN ", .caution), Span(" ")] }
    if session.origin != .live { line += [span(" SIMULATION ", .simulation), Span(" ")] }
    if !session.wallClock.isEmpty { line += [Span(session.wallClock, .heading), Span(" ")] }
    // Nobody may take what is over for what is now.
    guard model.mode.replay == nil else { return line + [span(" REPLAY ", .simulation)] }
    switch session.record {
    case .recording, .lowSpace: line += [span("\(glyphs.dot) REC ", .good)]
    case .sealed: line += [span("SEALED ", .dim)]
    case .notRecording: line += [span("\(glyphs.ring) NOT REC ", .caution)]
    }
    return line
  }
}

extension Phase {
  /// The phase in capitals, short enough for the header.
  public var heading: Phrase {
    switch self {
    case .preparation: "PREPARATION"
    case .infusing: "INFUSING"
    case .paused: "PAUSED"
    case .observing: "OBSERVING"
    case .ready: "WINDOW COMPLETE"
    case .closed: "CLOSED"
    }
  }
}
