import InfusionCore
import SessionRecord

extension LedgerFacts {
  /// Whether a ledger's facts agree with a record that was read as a whole. Facts that were left open,
  /// because their reader had stepped over the readings, do not count against it.
  public func agrees(with digest: SessionDigest) -> Bool {
    var told = LedgerFacts(digest)
    if series.extremes == nil { told.series.extremes = nil }
    // A line from before these were kept.
    if series.ownScales.isEmpty { told.series.ownScales = [] }
    if series.doubtedBaseline.isEmpty { told.series.doubtedBaseline = [] }
    if series.extremes?.lowestHR == nil { told.series.extremes?.lowestHR = nil }
    if series.lowestPressure == nil { told.series.lowestPressure = nil }
    if series.highestPressure?.isDoubtful == false { told.series.highestPressure?.isDoubtful = false }
    // As a line keeps them: 0.7 mg/kg for 73 kg is an order with more decimals than it has.
    return told.text.object == text.object
  }
}
