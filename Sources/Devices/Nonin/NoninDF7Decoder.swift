/// Nonin data format 7: as format 2, with a 16-bit pleth instead of the leading 01: `STATUS PLETH PLETH FLOAT
/// CHK`.
///
/// Nothing but the status mark and the checksum tells a frame here, so outside a packet only one with SYNC is
/// believed, never two of them in a row, and a packet only with all its 25 frames.
public struct NoninDF7Decoder: FrameDecoder {
  private var scanner = FrameScanner(NoninDF7Format())

  public init() {}
  public var counters: WireCounters { scanner.counters }
  public mutating func reset() { scanner.reset() }
  public mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (NoninPacket) -> Void) {
    scanner.feed(bytes, emit: emit)
  }
}

struct NoninDF7Format: FrameFormat {
  static let longestFrame = 5
  private var assembler = NoninPacketAssembler()

  mutating func examine(_ window: ArraySlice<UInt8>) -> FrameVerdict<NoninPacket> {
    let first = window.startIndex
    let status = NoninStatus(rawValue: window[first])
    let mayBegin = status.contains(.sync) ? !assembler.hasJustBegun : assembler.isInPacket
    guard status.contains(.mark), mayBegin else { return assembler.lost() }
    guard window.count >= Self.longestFrame else { return .needsMore }
    let sum = window[first..<(first + 4)].reduce(0, &+)
    guard sum == window[first + 4] else { return assembler.lost() }
    return .frame(assembler.add(status: status, float: window[first + 3]), length: Self.longestFrame)
  }

  mutating func reset() { assembler.drop() }
}

extension NoninPacket {
  /// The packet as data format 7.
  public var bytesDF7: [UInt8] {
    (0..<Self.frameCount).flatMap { frameDF7($0, status: steadyStatus, pleth: 0x4000) }
  }

  /// One of its 25 frames as data format 7.
  public func frameDF7(_ index: Int, status: NoninStatus, pleth: UInt16) -> [UInt8] {
    let (status, float) = (status.marked(isFirst: index == 0).rawValue, float(index))
    let (high, low) = (UInt8(pleth >> 8), UInt8(pleth & 0xFF))
    return [status, high, low, float, status &+ high &+ low &+ float]
  }
}
