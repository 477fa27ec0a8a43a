/// Nonin data format 2: 75 frames a second of `01 STATUS PLETH FLOAT CHK`, CHK the sum of the four mod 256.
///
/// A frame needs all of 01, the status mark and the checksum (01 alone also occurs as a pleth value), and a
/// bad one drops the packet that it stood in.
public struct NoninDF2Decoder: FrameDecoder {
  private var scanner = FrameScanner(NoninDF2Format())

  public init() {}
  public var counters: WireCounters { scanner.counters }
  public mutating func reset() { scanner.reset() }
  public mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (NoninPacket) -> Void) {
    scanner.feed(bytes, emit: emit)
  }
}

struct NoninDF2Format: FrameFormat {
  static let longestFrame = 5
  static let start: UInt8 = 0x01
  private var assembler = NoninPacketAssembler()

  mutating func examine(_ window: ArraySlice<UInt8>) -> FrameVerdict<NoninPacket> {
    let first = window.startIndex
    guard window[first] == Self.start else { return assembler.lost() }
    guard window.count >= 2 else { return .needsMore }
    let status = NoninStatus(rawValue: window[first + 1])
    guard status.contains(.mark) else { return assembler.lost() }
    guard window.count >= Self.longestFrame else { return .needsMore }
    let sum = window[first..<(first + 4)].reduce(0, &+)
    guard sum == window[first + 4] else {
      assembler.drop()
      return .damaged
    }
    return .frame(assembler.add(status: status, float: window[first + 3]), length: Self.longestFrame)
  }

  mutating func reset() { assembler.drop() }
}

extension NoninPacket {
  /// The packet as data format 2. The perfusion mark stands on every frame, as if a pulse fell into the
  /// packet.
  public var bytesDF2: [UInt8] {
    (0..<Self.frameCount).flatMap { frameDF2($0, status: steadyStatus, pleth: 0x40) }
  }

  /// One of its 25 frames as data format 2, with what the device says and sees at that moment.
  public func frameDF2(_ index: Int, status: NoninStatus, pleth: UInt8) -> [UInt8] {
    let (status, float) = (status.marked(isFirst: index == 0).rawValue, float(index))
    let sum = NoninDF2Format.start &+ status &+ pleth &+ float
    return [NoninDF2Format.start, status, pleth, float, sum]
  }

  /// What stands on every frame where nothing changes within the packet.
  var steadyStatus: NoninStatus {
    switch perfusion {
    case nil: status
    case .good: status.union(.perfusionGreen)
    case .marginal: status.union([.perfusionGreen, .perfusionRed])
    case .low: status.union(.perfusionRed)
    }
  }
}
