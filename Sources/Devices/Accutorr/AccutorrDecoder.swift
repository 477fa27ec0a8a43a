/// The questions that change nothing. The only other one, for the alarm limits, is left out.
public enum AccutorrQuestion: UInt8, CaseIterable, Hashable, Sendable {
  /// Control-C: whatever was going on, the prompt.
  case prompt = 0x03
  /// P
  case patient = 0x50

  public var bytes: [UInt8] { [rawValue] }
}

/// Finds the answers of an Accutorr 3 in what a line says.
public struct AccutorrDecoder: FrameDecoder {
  private var scanner = TextLineScanner(longest: 80) { line in
    // The prompt has no end of line: it stands before whatever comes next.
    let text = line.drop { $0 == Self.prompt || Ascii.isBlank($0) }
    if text.starts(with: "P:".utf8) {
      return AccutorrLine(text.dropFirst(2)).map(TextLine.message) ?? .bad
    }
    return text.isEmpty || text.starts(with: "L:".utf8) || text.elementsEqual(Self.title.utf8)
      ? .ignored : .bad
  }

  private static let prompt = UInt8(ascii: ">")
  /// At power-up.
  private static let title = "ACCUTORR PC Interface is ready"

  public init() {}
  public var counters: WireCounters { scanner.counters }
  public mutating func reset() { scanner.reset() }
  public mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (AccutorrLine) -> Void) {
    scanner.feed(bytes, emit: emit)
  }
}
