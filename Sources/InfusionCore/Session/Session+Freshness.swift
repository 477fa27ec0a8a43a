public import Quantities

// Until when what was measured stands, for whoever writes rows between two inputs.

extension Session {
  /// Until when the value of a vital stands if nothing else comes; nil if it does not stand.
  public func freshUntil(_ vital: Vital) -> SessionTime? {
    guard vitals[vital].isFresh else { return nil }
    let cuffStaleAfter = cuffStaleAfter
    return vitals[vital].track.claims.compactMap { $0.lossDeadline(cuffStaleAfter: cuffStaleAfter) }.max()
  }

  /// Until when the last of them stands; nil if none does.
  public var freshUntil: SessionTime? { Vital.allCases.compactMap { freshUntil($0) }.max() }
}
