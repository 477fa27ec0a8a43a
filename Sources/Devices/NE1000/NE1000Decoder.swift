/// The questions. Note that the first one after an alarm clears it on the pump. `RUN`, `STP` and all that
/// sets are left out.
public enum NE1000Question: String, CaseIterable, Hashable, Sendable {
  case dispensed = "DIS"
  case rate = "RAT"
  case target = "VOL"

  public var bytes: [UInt8] { Array(rawValue.utf8) + [Ascii.carriageReturn] }
}

/// Finds the replies of a New Era pump in what a line says.
public struct NE1000Decoder: FrameDecoder {
  private var scanner = FrameScanner(NE1000Format())

  public init() {}
  public var counters: WireCounters { scanner.counters }
  public mutating func reset() { scanner.reset() }
  public mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (NE1000Reply) -> Void) {
    scanner.feed(bytes, emit: emit)
  }
}

struct NE1000Format: FrameFormat {
  static let longestFrame = 64

  mutating func examine(_ window: ArraySlice<UInt8>) -> FrameVerdict<NE1000Reply> {
    guard window.first == Ascii.startOfText else { return .noise }
    let rest = window.dropFirst()
    guard let end = rest.firstIndex(where: { !Ascii.isPrintable($0) }) else { return .needsMore }
    guard rest[end] == Ascii.endOfText, let reply = NE1000Reply(body: rest[..<end]) else { return .damaged }
    return .frame(reply, length: end + 1 - window.startIndex)
  }

  mutating func reset() {}
}
