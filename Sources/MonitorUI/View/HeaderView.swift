import InfusionCore
import Quantities
import TextScreen

extension Painter {
  /// Whose screen this is, where the session stands, what time it is, and whether it is written down.
  mutating func paintHeader(in area: Rect) {
    let right = clockAndRecord
    screen.putRight(right, row: area.row, in: area)
    let room = area.droppingRight(right.columns + 1)
    let phase = [Span(session.phase.heading, .phase)]
    let line = identity
    let wanted = max(area.columns / 2 - 5, line.columns + 2)
    let phaseColumn = max(room.column, min(wanted, room.endColumn - phase.columns))
    screen.put(phase, row: area.row, column: phaseColumn, in: room)
    screen.put(line, row: area.row, column: area.column, in: room.left(phaseColumn - room.column - 1))
  }

  private var identity: [Span] {
    var line = [Span(" Chair \(session.chair)", .heading)]
    line.append(session.patient.map { Span("  \($0)", .heading) } ?? Span("  no patient yet", .caution))
    line.append(session.weight.map { Span("  \($0.text())", .plain) } ?? Span("  no weight", .caution))
    line.append(session.planName.isEmpty ? Span("  no plan", .caution) : Span("  \(session.planName)", .dim))
    return line
  }

  private var clockAndRecord: [Span] {
    var line: [Span] = []
    if session.origin != .live { line += [Span(" SIMULATION ", .simulation), Span(" ")] }
    line += [Span(session.wallClock, .heading), Span(" ")]
    switch session.record {
    case .recording, .lowSpace: line += [Span("\(glyphs.dot) REC ", .good)]
    case .notRecording: line += [Span("\(glyphs.ring) NOT REC ", .caution)]
    }
    return line
  }
}

extension Phase {
  /// The phase in capitals, short enough for the header.
  var heading: String {
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
