extension LedgerFacts {
  /// Whether these facts, as a ledger has them, are what a record tells that was read as a whole. What a
  /// reader left open who had stepped over the readings is not held against it.
  public func agrees(with digest: SessionDigest) -> Bool {
    var told = LedgerFacts(digest)
    if series.extremes == nil { told.series.extremes = nil }
    return told == self
  }
}
