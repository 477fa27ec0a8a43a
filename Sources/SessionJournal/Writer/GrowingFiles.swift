/// Some rows of a table, as they follow those before.
public struct TablePiece: Hashable, Sendable {
  public var name: String
  /// How many bytes of the table come before.
  public var place: Int
  public var bytes: [UInt8]

  public init(_ name: String, at place: Int, _ bytes: [UInt8]) {
    self.name = name
    self.place = place
    self.bytes = bytes
  }
}

extension [TablePiece] {
  /// Appends a piece, joined to the one that it follows if that one still waits.
  mutating func add(_ piece: TablePiece) {
    if let index = lastIndex(where: { $0.name == piece.name }),
      self[index].place + self[index].bytes.count == piece.place
    {
      self[index].bytes += piece.bytes
    } else {
      append(piece)
    }
  }
}

/// The tables beside a journal that is being written. The journal holds the same facts, so nothing waits for
/// them: a table that cannot be written, or is not as it was left, is given up until the session's end, when
/// it is made again as a whole.
struct GrowingFiles {
  private var sizes: [String: Int] = [:]

  mutating func add(_ piece: TablePiece, in folder: any JournalFolder) {
    guard piece.place == 0 || sizes[piece.name] == piece.place else { return }
    let code = folder.append(piece.bytes, to: piece.name, at: piece.place)
    sizes[piece.name] = code == 0 ? piece.place + piece.bytes.count : nil
  }
}
