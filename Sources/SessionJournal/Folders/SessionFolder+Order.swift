import SessionRecord

extension [SessionFolder] {
  /// Folders that stand in the order of their names, with those that began in the same second in the order in
  /// which they really began: a name has no more than seconds, and behind them comes chance.
  public var inOrderOfBeginning: [SessionFolder] {
    var ordered: [SessionFolder] = []
    var rest = self[...]
    while let first = rest.first {
      let same = rest.prefix { $0.second == first.second }
      ordered += same.count == 1 ? Array(same) : same.sortedByHeader
      rest = rest.dropFirst(same.count)
    }
    return ordered
  }
}

extension ArraySlice<SessionFolder> {
  /// One whose header cannot be read comes first, as the oldest.
  fileprivate var sortedByHeader: [SessionFolder] {
    map { (folder: $0, began: $0.header?.anchorWall.unixMilliseconds ?? .min) }
      .sorted { ($0.began, $0.folder.name) < ($1.began, $1.folder.name) }
      .map(\.folder)
  }
}

extension SessionFolder {
  /// The part of the name that is a time.
  fileprivate var second: Substring { name.prefix { $0 != "_" } }
}
