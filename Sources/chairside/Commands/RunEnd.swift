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
  /// What is not on disk, and why; nil if everything is.
  var trouble: String?
  /// The script's actions that a closed session left undone.
  var undone: [ScriptedAction] = []
  /// Why some events did not reach their reader in a run without a screen; nil if all did.
  var eventLoss: EventLoss?

  /// The words left on the terminal after the screen, in its language, so that nobody has to look for the
  /// record; nil if there are none.
  ///
  /// - Parameter isDrill: true for the `drill` command, which itself says how to go on.
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
