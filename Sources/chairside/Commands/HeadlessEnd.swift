import SessionRecord
import SessionRuns

/// The rest of a run without a screen, after its session is in the record.
struct HeadlessEnd {
  /// The result, if it was a drill.
  var drillResult: DrillResult?
  /// Why some events did not reach their reader; nil if all did.
  var loss: EventLoss?
  /// Whether somebody asked the run to stop.
  var wasStopped = false

  /// Events that were not written were not told, so a loss is a failure. A reader who is there and does not
  /// read does not turn a requested stop into one.
  func conclude() throws(Failure) {
    guard let loss else { return }
    let sentence = "standard output: \(loss.sentence)"
    guard loss == .unread, wasStopped else { throw Failure(.inputOutput, sentence) }
    complain(sentence)
  }
}
