/// Undoes the marks that a terminal line with `PARMRK` puts into its bytes, whatever way the stream is cut.
/// `FF FF` is a true FF; `FF 00 x` is a byte x that came with a parity or framing error, or a break
/// (termios(3)).
struct DamageFilter {
  private var seen = Seen.nothing

  private enum Seen { case nothing, mark, markZero }

  /// The good bytes between damage and damage, and how many damaged bytes were dropped between them.
  enum Piece: Hashable { case good([UInt8]), damaged(count: Int) }

  mutating func pieces(_ bytes: ArraySlice<UInt8>) -> [Piece] {
    if seen == .nothing && !bytes.contains(0xFF) { return [.good(Array(bytes))] }
    var pieces: [Piece] = []
    var good: [UInt8] = []
    var damagedCount = 0
    func finish() {
      if damagedCount > 0 { pieces.append(.damaged(count: damagedCount)) }
      if !good.isEmpty { pieces.append(.good(good)) }
      (good, damagedCount) = ([], 0)
    }
    for byte in bytes {
      switch (seen, byte) {
      case (.nothing, 0xFF): seen = .mark
      case (.nothing, _): good.append(byte)
      case (.mark, 0x00): seen = .markZero
      case (.mark, 0xFF):
        good.append(0xFF)
        seen = .nothing
      case (.mark, _):
        // There is no such mark: somebody changed the line's settings meanwhile. Keeps the bytes rather than
        // the rule.
        good += [0xFF, byte]
        seen = .nothing
      case (.markZero, _):
        if !good.isEmpty { finish() }
        damagedCount += 1
        seen = .nothing
      }
    }
    finish()
    return pieces
  }
}
