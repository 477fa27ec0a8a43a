import Quantities

/// Reads a capture entry by entry.
///
/// A last line without its end is ignored: it was being written when the power went.
public struct CaptureReader: Sendable {
  public let header: CaptureHeader
  private let bytes: [UInt8]
  private var position = 0
  private var line = 0
  private var last = SessionTime.start

  /// Whether a file that begins so is a capture, whole or not.
  public static func recognises(_ beginning: some Collection<UInt8>) -> Bool {
    beginning.starts(with: "\(CaptureText.magic) ".utf8)
  }

  /// How much of a file `recognises` wants to see.
  public static let beginningCount = CaptureText.magic.utf8.count + 1

  public init(_ bytes: [UInt8]) throws(CaptureError) {
    self.bytes = bytes
    guard Self.recognises(bytes) else { throw CaptureError(line: 1, fault: .notACapture) }
    let end = bytes.firstIndex(of: CaptureText.lineFeed) ?? bytes.endIndex
    header = try CaptureHeader(line: String(decoding: bytes[..<end], as: UTF8.self))
    position = end == bytes.endIndex ? end : end + 1
    line = 1
  }

  /// The next entry; nil at the end.
  public mutating func next() throws(CaptureError) -> CaptureEntry? {
    while let text = nextLine() {
      guard let first = text.first, first != UInt8(ascii: "#") else { continue }
      guard first == UInt8(ascii: "@") else {
        throw fault(first == UInt8(ascii: "+") ? .continuesNothing : .notUnderstood(Self.text(text)))
      }
      return try entry(text.dropFirst())
    }
    return nil
  }

  private mutating func entry(_ text: ArraySlice<UInt8>) throws(CaptureError) -> CaptureEntry {
    let word = text.prefix { $0 != space }
    guard let seconds = Fixed(ascii: word), seconds >= 0 else { throw fault(.notATime(Self.text(word))) }
    let time = SessionTime(milliseconds: Int64(seconds.thousandths))
    guard time <= .latestOfASession else { throw fault(.timeBeyond(time)) }
    guard time >= last else { throw fault(.timeBackwards(from: last, to: time)) }
    last = time
    var rest = text.dropFirst(word.count).drop { $0 == space }
    let caller = try readCaller(&rest)
    return CaptureEntry(try content(rest), of: caller, at: time)
  }

  /// `caller 3` before what is its own.
  private func readCaller(_ text: inout ArraySlice<UInt8>) throws(CaptureError) -> Caller? {
    guard text.starts(with: "caller ".utf8) else { return nil }
    let rest = text.dropFirst("caller ".utf8.count)
    let digits = rest.prefix { $0 != space }
    guard let number = Int(Self.text(digits)), number > 0 else {
      throw fault(.notUnderstood(Self.text(text)))
    }
    text = rest.dropFirst(digits.count).drop { $0 == space }
    return Caller(number)
  }

  private mutating func content(_ text: ArraySlice<UInt8>) throws(CaptureError) -> CaptureEntry.Content {
    if text.first == UInt8(ascii: ">") { return .sent(try bytes(text.dropFirst())) }
    // A pair of hexadecimal digits cannot be mistaken for a word, because all words are longer.
    if text.prefix(while: { $0 != space }).count == 2 { return .received(try bytes(text)) }
    let words = Self.text(text)
    let rest = words.split(separator: " ", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
    switch words.prefix(while: { $0 != " " }) {
    case "opened" where rest.isEmpty: return .opened
    case "closed" where rest.isEmpty: return .closed
    case "crowded" where rest.isEmpty: return .crowded
    case "called": return .called(from: rest)
    case "adapter" where !rest.isEmpty: return .adapter(rest)
    case "damaged": if let count = Int(rest), count > 0 { return .damaged(count: count) }
    case "omitted": if let count = Int(rest), count > 0 { return .omitted(count: count) }
    case "lost": if let loss = CaptureText.loss(rest) { return .lost(loss) }
    default: break
    }
    throw fault(.notUnderstood(words))
  }

  /// The bytes of a line, and of those that continue it.
  private mutating func bytes(_ text: ArraySlice<UInt8>) throws(CaptureError) -> [UInt8] {
    var found = try pairs(text)
    while position < bytes.count, bytes[position] == UInt8(ascii: "+"), let more = nextLine() {
      found += try pairs(more.dropFirst())
    }
    return found
  }

  private func pairs(_ text: ArraySlice<UInt8>) throws(CaptureError) -> [UInt8] {
    var found: [UInt8] = []
    found.reserveCapacity(text.count / 3 + 1)
    for pair in text.split(separator: space) {
      guard pair.count == 2, let high = pair.first.flatMap(digit), let low = pair.last.flatMap(digit) else {
        throw fault(.notUnderstood(Self.text(pair)))
      }
      found.append(high << 4 | low)
    }
    return found
  }

  /// The next whole line, without its end (LF, or CR LF after a way through a mail program).
  private mutating func nextLine() -> ArraySlice<UInt8>? {
    guard position < bytes.count, let end = bytes[position...].firstIndex(of: CaptureText.lineFeed) else {
      return nil
    }
    let text = bytes[position..<end]
    position = end + 1
    line += 1
    return text.last == 0x0D ? text.dropLast() : text
  }

  private func fault(_ fault: CaptureError.Fault) -> CaptureError { CaptureError(line: line, fault: fault) }

  private static func text(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: bytes.prefix(60).map { $0 < 0x80 ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
  }
}

private let space = UInt8(ascii: " ")

private func digit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x30...0x39: byte - 0x30
  case 0x41...0x46: byte - 0x37
  case 0x61...0x66: byte - 0x57
  default: nil
  }
}

extension CaptureHeader {
  /// `chairside-capture 1 kind=nonin-df2 source=nonin-df2 line="9600 8N1" program=1.0`. What a newer program
  /// adds is passed over.
  fileprivate init(line text: String) throws(CaptureError) {
    let words = Self.words(text)
    guard words.count > 1, words[1] == CaptureText.version else {
      throw CaptureError(line: 1, fault: .unknownVersion(words.count > 1 ? words[1] : ""))
    }
    var fields: [String: String] = [:]
    for word in words.dropFirst(2) {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2 else { throw CaptureError(line: 1, fault: .badField(word)) }
      fields[parts[0]] = parts[1]
    }
    guard let kind = fields["kind"], !kind.isEmpty else {
      throw CaptureError(line: 1, fault: .missingField("kind"))
    }
    let address = fields["address"].flatMap { LineAddress($0) }
    if let text = fields["address"], address == nil {
      throw CaptureError(line: 1, fault: .badField("address=\(text)"))
    }
    self.init(
      kind: kind, source: fields["source"] ?? kind, line: fields["line"] ?? "",
      program: fields["program"] ?? "", listens: fields["listens"] == "yes", address: address)
  }

  /// Words between spaces; quotes keep spaces together and are not part of the word.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for scalar in text.unicodeScalars where scalar != "\r" {
      if scalar == "\"" {
        isQuoted.toggle()
      } else if scalar == " " && !isQuoted {
        words.append(word)
        word = ""
      } else {
        word.unicodeScalars.append(scalar)
      }
    }
    return (words + [word]).filter { !$0.isEmpty }
  }
}
