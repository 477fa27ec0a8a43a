import MonitorApp
import OperatorLanguage
import Phrases
import SessionJournal
import SessionRecord
import SessionRuns

/// How a run on a screen ended, and where its record is.
struct RunEnd {
  var outcome: StationOutcome
  var folder: SessionFolder?
  /// The result of a drill.
  var drillResult: DrillResult?
  /// What is not on disk, and why.
  var trouble: String?
  /// What of the script a closed session has left undone.
  var undone: [ScriptedAction] = []
  /// Why not every event came to whoever reads them, where there is no screen.
  var eventLoss: EventLoss?

  /// What is left on the terminal when the screen is gone, in the screen's language, so that nobody has to
  /// look for the record.
  ///
  /// - Parameter isDrill: of the `drill` command, which says itself how to go on.
  func farewell(chair: String, isDrill: Bool = false) -> Phrase? {
    if outcome == .handedOver { return MonitorText.handedOver(chair: chair) }
    guard let folder else { return nil }
    return switch outcome {
    case .closed: MonitorText.closed(report: folder.file(SessionFolder.summary))
    case .leftOpen where isDrill: MonitorText.drillLeft(chair: chair)
    case .leftOpen: MonitorText.leftOpen(chair: chair, record: folder.path)
    case .notSafe: MonitorText.notWhole(record: folder.path)
    case .handedOver, .interrupted, .again: nil
    }
  }
}
