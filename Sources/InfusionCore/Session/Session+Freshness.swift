public import Quantities

// Until when what was measured stands, for whoever writes rows between two inputs.

extension Session {
  /// Until when the value of a vital stands if nothing else comes; nil if it does not stand.
  public func freshUntil(_ vital: Vital) -> SessionTime? {
    guard vitals.isFresh(vital) else { return nil }
    var latest: SessionTime?
    for claim in vitals.claims(vital) {
      guard let loss = claim.lossDeadline(cuffStaleAfter: vitals.cuffStaleAfter) else { continue }
      latest = max(latest ?? loss, loss)
    }
    return latest
  }

  /// Until when the last of them stands; nil if none does.
  public var freshUntil: SessionTime? { Vital.allCases.compactMap { freshUntil($0) }.max() }
}
