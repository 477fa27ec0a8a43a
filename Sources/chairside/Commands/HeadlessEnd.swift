import SessionRecord
import SessionRuns

/// What is left of a run without a screen when its session stands in the record.
struct HeadlessEnd {
  /// What came of it, if it was a drill.
  var drillResult: DrillResult?
  /// Why not every event came to whoever reads them.
  var loss: EventLoss?
  /// Somebody asked it to stop.
  var wasStopped = false

  /// Nothing was told that was not written, so this is no success. One who is there and does not read holds
  /// up no stop that was asked for.
  func conclude() throws(Failure) {
    guard let loss else { return }
    let sentence = "standard output: \(loss.sentence)"
    guard loss == .unread, wasStopped else { throw Failure(.inputOutput, sentence) }
    complain(sentence)
  }
}
