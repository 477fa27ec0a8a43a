import SessionRecord

extension [SessionFolder] {
  /// Folders that stand in the order of their names, with those that began in the same second in the order in
  /// which they really began: a name has no more than seconds, and behind them comes chance.
  public var inOrderOfBeginning: [SessionFolder] {
    var ordered: [SessionFolder] = []
    ordered.reserveCapacity(count)
    var start = startIndex
    while start < endIndex {
      let second = self[start].second
      var end = start + 1
      while end < endIndex, self[end].second == second { end += 1 }
      ordered += end - start == 1 ? self[start..<end] : self[start..<end].sortedByHeader[...]
      start = end
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
  fileprivate var second: Substring {
    let name = name
    return name[..<(name.utf8.firstIndex(of: UInt8(ascii: "_")) ?? name.endIndex)]
  }
}
