import JSONLines
import Quantities

/// Why a record cannot be copied without names.
public enum RedactionError: Error, Hashable, Sendable {
  /// The record is open, or does not hold, and so cannot serve as a lesson.
  case notIntact
  /// An entry of a later program, which may hold names in members unknown here.
  case unknownEntry(Int, kind: String)

  public var sentence: String {
    switch self {
    case .notIntact: "only a session that is sealed and intact can be copied"
    case .unknownEntry(let number, let kind):
      "entry \(number) is of a kind that this program does not know (\(kind)): nobody can judge what it holds"
    }
  }
}

extension Redaction {
  /// The whole journal as one segment with the same entries under the same numbers, sealed anew.
  ///
  /// - Parameter key: signs the seal; nil for none.
  public mutating func journal(
    of segments: [SegmentBytes], sealedBy key: StationKey?
  ) throws(RedactionError) -> [UInt8] {
    var reader = JournalReader(segments)
    guard let header = reader.header else { throw .notIntact }
    var (encoder, bytes) = JournalEncoder.begin(redact(header))
    while let entry = reader.next() {
      if case .seal(var seal) = entry.content {
        seal = Seal(
          entries: encoder.lastNumber, segments: 1, signature: key?.sign(sealBehind: encoder.lastHash))
        bytes += encoder.line(.seal(seal), at: entry.time, wall: moved(entry.wall))
      } else {
        bytes += encoder.line(try redact(entry), at: entry.time, wall: moved(entry.wall))
      }
    }
    guard reader.isSealed, reader.problems.allSatisfy(\.what.losesNothing) else { throw .notIntact }
    return bytes
  }

  /// Takes the entry apart as its line has it, so that no member is overlooked, and puts it together again.
  /// Sentences that the entry itself made are made anew.
  private mutating func redact(_ entry: JournalEntry) throws(RedactionError) -> EntryContent {
    let kind = entry.content.kind
    let body = JournalEncoder.body(of: entry) + [UInt8(ascii: "}")]
    guard let object = try? JSONParser.parse(body).object else { throw .notIntact }
    var writer = JSONWriter(capacity: 320)
    writer.value(.object(redact(object, of: kind)))
    let bytes = writer.bytes
    var line = JSONLine()
    guard (try? line.read(bytes, in: bytes.startIndex..<bytes.endIndex, isUnclosed: false)) != nil else {
      throw .notIntact
    }
    let content = EntryContent(kind: kind, line)
    if case .other = content { throw .unknownEntry(entry.number, kind: kind) }
    return content
  }
}
