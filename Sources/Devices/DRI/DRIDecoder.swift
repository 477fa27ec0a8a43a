/// The link: `7E record sum 7E`, where 7E is sent as 7D 5E and 7D as 7D 5D, the sum's byte too.
enum DRIPacket {
  static let flag: UInt8 = 0x7E
  static let escape: UInt8 = 0x7D

  static func bytes(_ record: [UInt8]) -> [UInt8] {
    let content = record + [record.reduce(0, &+)]
    return [flag] + content.flatMap { $0 == flag || $0 == escape ? [escape, $0 ^ 0x20] : [$0] } + [flag]
  }

  /// The record, its stuffing undone and its sum verified; nil where either is wrong.
  static func record(of content: ArraySlice<UInt8>) -> [UInt8]? {
    var record: [UInt8] = []
    var isEscaped = false
    for byte in content {
      if isEscaped {
        guard byte == 0x5E || byte == 0x5D else { return nil }
        record.append(byte ^ 0x20)
        isEscaped = false
      } else if byte == escape {
        isEscaped = true
      } else {
        record.append(byte)
      }
    }
    guard !isEscaped, let sum = record.popLast(), !record.isEmpty, record.reduce(0, &+) == sum else {
      return nil
    }
    return record
  }

  /// A header of 40 bytes with one subrecord, at the beginning of the data.
  static func header(dataLength: Int, subrecordType: UInt8) -> [UInt8] {
    let length = 40 + dataLength
    let counts: [UInt8] = [UInt8(length & 0xFF), UInt8(length >> 8)] + Array(repeating: 0, count: 14)
    let descriptors: [UInt8] = [0, 0, subrecordType, 0, 0, 0xFF] + Array(repeating: 0, count: 18)
    return counts + descriptors
  }
}

/// The one request that is ever made: displayed values every 10 s.
public enum DRIRequest: CaseIterable, Hashable, Sendable {
  case displayedValues

  public var bytes: [UInt8] {
    DRIPacket.bytes(
      DRIPacket.header(dataLength: 9, subrecordType: 0) + [0x01, 0x0A, 0x00, 0x0E, 0, 0, 0, 0, 0])
  }
}

/// Finds the records of a Datex monitor in what a line says.
public struct DRIDecoder: FrameDecoder {
  private var scanner = FrameScanner(DRIFormat())

  public init() {}
  public var counters: WireCounters { scanner.counters }
  public mutating func reset() { scanner.reset() }
  public mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (DRIRecord) -> Void) {
    scanner.feed(bytes, emit: emit)
  }
}

struct DRIFormat: FrameFormat {
  static let longestFrame = 2 * (DRIRecord.recordLongest + 1) + 2
  /// Shorter than any record: two flags in a row, or noise between them.
  private static let shortest = 40

  mutating func examine(_ window: ArraySlice<UInt8>) -> FrameVerdict<DRIRecord> {
    guard window.first == DRIPacket.flag else { return .noise }
    let rest = window.dropFirst()
    guard let end = rest.firstIndex(of: DRIPacket.flag) else { return .needsMore }
    // The flag that ends one frame may begin the next, so what is too short costs its first flag only.
    guard end - rest.startIndex > Self.shortest else { return .noise }
    guard let record = DRIPacket.record(of: rest[..<end]) else { return .damaged }
    let length = end + 1 - window.startIndex
    return DRIRecord(record).map { .frame($0, length: length) } ?? .ignored(length: length)
  }

  mutating func reset() {}
}
