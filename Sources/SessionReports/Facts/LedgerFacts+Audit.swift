import InfusionCore
import SessionRecord

extension LedgerFacts {
  /// Whether these facts, as a ledger has them, are what a record tells that was read as a whole. What a
  /// reader left open who had stepped over the readings is not held against it.
  public func agrees(with digest: SessionDigest) -> Bool {
    var told = LedgerFacts(digest)
    if series.extremes == nil { told.series.extremes = nil }
    // A line of before these were kept.
    if series.ownScales.isEmpty { told.series.ownScales = [] }
    if series.doubtedBaseline.isEmpty { told.series.doubtedBaseline = [] }
    if series.extremes?.lowestHR == nil { told.series.extremes?.lowestHR = nil }
    if series.lowestPressure == nil { told.series.lowestPressure = nil }
    if series.highestPressure?.isDoubtful == false { told.series.highestPressure?.isDoubtful = false }
    // As a line keeps them: 0.7 mg/kg for 73 kg is an order with more decimals than it has.
    return told.text.object == text.object
  }
}
