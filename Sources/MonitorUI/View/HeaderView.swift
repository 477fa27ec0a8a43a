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
    let line = identity(columns: room.columns - phase.columns - 2)
    let wanted = max(area.columns / 2 - 5, line.columns + 2)
    let phaseColumn = max(room.column, min(wanted, room.endColumn - phase.columns))
    screen.put(phase, row: area.row, column: phaseColumn, in: room)
    screen.put(line, row: area.row, column: area.column, in: room.left(phaseColumn - room.column - 1))
  }

  /// Whose screen this is stands before what else is known: plan and weight, then the word for the chair give
  /// way to a long reference. One that is longer than all of that is seen to be cut.
  private func identity(columns: Int) -> [Span] {
    let chair = span(" Chair \(session.chair)", .heading)
    let weight = session.weight.map { [Span("  \($0.text())", .plain)] } ?? []
    let plan = session.planName.isEmpty ? [] : [Span("  \(session.planName)", .dim)]
    let brief = Span(" \(session.chair)", .heading)
    let ways: [(lead: Span, behind: [Span])] = [
      (chair, weight + plan), (chair, weight), (chair, []), (brief, []),
    ]
    guard let patient = session.patient else {
      let taken = [chair].columns + (weight + plan).columns
      return [chair] + weight + plan + ([missing(columns: columns - taken)].compactMap { $0 })
    }
    let who = Span("  \(glyphs.showable(patient))", .heading)
    let needed = missing(columns: 0).map { [$0].columns } ?? 0
    for (lead, behind) in ways {
      let taken = [lead, who].columns + behind.columns
      guard taken + needed <= columns else { continue }
      return [lead, who] + behind + [missing(columns: columns - taken)].compactMap { $0 }
    }
    let room = max(Self.leastOfPatient, columns - [brief].columns)
    return [brief, Span(who.text.fitted(to: room, glyphs: glyphs), .heading)]
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
