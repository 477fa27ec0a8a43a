/// Undoes the marks that a terminal line with `PARMRK` puts into its bytes, whatever way the stream is cut.
/// `FF FF` is a true FF; `FF 00 x` is a byte x that came with a parity or framing error, or a break
/// (termios(3)).
struct DamageFilter {
  private var seen = Seen.nothing

  private enum Seen { case nothing, mark, markZero }

  /// The good bytes of `bytes`, and how many damaged ones were dropped.
  mutating func filter(_ bytes: ArraySlice<UInt8>) -> (good: ArraySlice<UInt8>, damaged: Int) {
    if seen == .nothing && !bytes.contains(0xFF) { return (bytes, 0) }
    var good: [UInt8] = []
    var damaged = 0
    good.reserveCapacity(bytes.count)
    for byte in bytes {
      switch (seen, byte) {
      case (.nothing, 0xFF): seen = .mark
      case (.nothing, _): good.append(byte)
      case (.mark, 0x00): seen = .markZero
      case (.mark, 0xFF):
        good.append(0xFF)
        seen = .nothing
      case (.mark, _):
        // No such mark exists: somebody changed the line under us. The bytes are worth more than the rule.
        good += [0xFF, byte]
        seen = .nothing
      case (.markZero, _):
        damaged += 1
        seen = .nothing
      }
    }
    return (good[...], damaged)
  }
}
