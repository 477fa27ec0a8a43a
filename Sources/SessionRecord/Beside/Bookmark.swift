import JSONLines
public import Quantities

/// A moment of a session that somebody wants to find again, with what they said of it.
///
/// It stands in a file beside the record, a line each, because a sealed record never changes, whoever talks
/// about it later.
public struct Bookmark: Hashable, Sendable {
  public var at: SessionTime
  public var text: String

  public init(at time: SessionTime, text: String) {
    at = time
    self.text = text
  }

  /// The file's name.
  public static let file = "bookmarks.jsonl"

  /// One line, with its end.
  public var line: [UInt8] {
    let object: JSONObject = [
      "at_s": .fixed(Fixed(thousandths: Int(at.milliseconds))), "text": .string(text),
    ]
    var writer = JSONWriter(capacity: 128)
    writer.value(.object(object))
    writer.newline()
    return writer.bytes
  }

  /// The bookmarks of a file, in the order of their moments, and the number of lines that are not bookmarks.
  public static func all(in bytes: [UInt8]) -> (bookmarks: [Bookmark], unreadable: Int) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    let read = lines.map { Bookmark(Array($0)) }
    let found = read.compactMap(\.self)
    let ordered = found.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
    return (ordered.map(\.element), read.count - found.count)
  }

  private init?(_ line: [UInt8]) {
    guard let object = try? JSONParser.parse(line).object, let at = object["at_s"]?.fixed,
      let text = object["text"]?.string
    else { return nil }
    self.init(at: SessionTime(milliseconds: Int64(at.thousandths)), text: text)
  }
}
