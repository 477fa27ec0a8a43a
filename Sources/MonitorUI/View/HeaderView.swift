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

  /// A long reference is the one to give way, and is seen to be cut.
  private func identity(columns: Int) -> [Span] {
    let chair = span(" Chair \(session.chair)", .heading)
    var rest: [Span] = []
    if let weight = session.weight { rest.append(Span("  \(weight.text())", .plain)) }
    if !session.planName.isEmpty { rest.append(Span("  \(session.planName)", .dim)) }
    let taken = chair.columns + rest.columns + (session.patient == nil ? 0 : Self.leastOfPatient)
    if let missing = missing(columns: columns - taken) { rest.append(missing) }
    guard let patient = session.patient else { return [chair] + rest }
    let room = max(Self.leastOfPatient, columns - chair.columns - rest.columns)
    return [chair, Span("  \(patient)".fitted(to: room, glyphs: glyphs), .heading)] + rest
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
