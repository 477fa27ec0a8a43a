/// Masimo ASCII 1 from bytes to lines. Lines end with CR LF or LF CR, and empty ones are passed over.
public struct MasimoAscii1Decoder: FrameDecoder {
  public private(set) var counters = WireCounters()
  private var lines = LineSplitter(longest: 512, endsAtCarriageReturn: true)

  public init() {}

  public mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (MasimoAscii1Line) -> Void) {
    var pieces: [LineSplitter.Piece] = []
    lines.feed(bytes) { pieces.append($0) }
    for piece in pieces {
      switch piece {
      case .tooLong: counters.badFrames += 1
      case .line(let line): if let message = take(line) { emit(message) }
      }
    }
  }

  public mutating func reset() { lines.reset() }

  private mutating func take(_ line: ArraySlice<UInt8>) -> MasimoAscii1Line? {
    guard line.contains(where: { !Ascii.isBlank($0) }) else { return nil }
    guard let message = MasimoAscii1Line(line) else {
      counters.badFrames += 1
      return nil
    }
    counters.goodFrames += 1
    return message
  }
}
