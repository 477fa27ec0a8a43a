public import Quantities

// Until when what was measured stands, for whoever writes rows between two inputs.

extension Session {
  /// Until when the value of a vital stands if nothing else comes; nil if it does not stand.
  public func freshUntil(_ vital: Vital) -> SessionTime? {
    // What makes a cuff's value old is asked of the plan, and costs more than all the rest.
    freshUntil(vital, cuffStaleAfter: vital.isCuff ? cuffStaleAfter : .zero)
  }

  private func freshUntil(_ vital: Vital, cuffStaleAfter: TimeSpan) -> SessionTime? {
    let watch = vitals[vital]
    guard watch.isFresh else { return nil }
    var latest: SessionTime?
    for claim in watch.track.claims {
      guard let loss = claim.lossDeadline(cuffStaleAfter: cuffStaleAfter) else { continue }
      latest = max(latest ?? loss, loss)
    }
    return latest
  }

  /// Until when the last of them stands; nil if none does.
  public var freshUntil: SessionTime? {
    let cuffStaleAfter = cuffStaleAfter
    return Vital.allCases.compactMap { freshUntil($0, cuffStaleAfter: cuffStaleAfter) }.max()
  }
}
