public import Quantities

/// The members of one object, found but not yet read: what makes reading a journal fast.
///
/// The whole line is checked to be JSON; only what is asked for becomes a value. Its memory serves line after
/// line.
public struct JSONLine {
  /// What a member's value is, as far as its bytes say.
  public enum Form: UInt8 {
    case null, yes, no, fixed, double, plain, escaped, nested
  }

  /// Where a member's key and value stand among the bytes; of a text, what is between its quotes.
  public struct Member {
    public internal(set) var keyStart: Int
    public internal(set) var keyEnd: Int
    public internal(set) var start: Int
    public internal(set) var end: Int
    /// The value of a number of the form `fixed`.
    public internal(set) var thousandths: Int
    public internal(set) var form: Form
  }

  public private(set) var bytes: [UInt8] = []
  public private(set) var members: [Member] = []
  /// Whether nested values are only stepped over.
  private var skims = false

  public init() {}

  /// Reads the object that fills `range`; an unclosed one as if a `}` followed.
  public mutating func read(_ bytes: [UInt8], in range: Range<Int>, isUnclosed: Bool) throws(JSONError) {
    self.bytes = bytes
    members.removeAll(keepingCapacity: true)
    var parser = JSONParser(bytes, in: range)
    parser.skipSpace()
    guard try parser.peek() == UInt8(ascii: "{") else { throw parser.error(.unexpected(bytes[parser.at])) }
    try parser.descend()
    parser.skipSpace()
    if parser.at < parser.end, bytes[parser.at] != UInt8(ascii: "}") {
      try readMembers(&parser, isUnclosed: isUnclosed)
    }
    if !isUnclosed { try parser.close(UInt8(ascii: "}")) }
    parser.skipSpace()
    guard parser.at == parser.end else { throw parser.error(.trailingBytes) }
  }

  /// Reads the object that fills these bytes, which are known to be JSON: what is nested is stepped over
  /// unread.
  public mutating func skim(_ bytes: [UInt8], in range: Range<Int>, isUnclosed: Bool) throws(JSONError) {
    skims = true
    defer { skims = false }
    try read(bytes, in: range, isUnclosed: isUnclosed)
  }

  private mutating func readMembers(_ parser: inout JSONParser, isUnclosed: Bool) throws(JSONError) {
    while true {
      parser.skipSpace()
      let key = try parser.rawString()
      try parser.colon()
      members.append(try Self.member(&parser, key: key, skims: skims))
      parser.skipSpace()
      if isUnclosed && parser.at == parser.end { return }
      guard try parser.stepOver(UInt8(ascii: ",")) else { return }
    }
  }

  private static func member(
    _ parser: inout JSONParser, key: JSONParser.RawString, skims: Bool
  ) throws(JSONError) -> Member {
    var member = Member(
      keyStart: key.start, keyEnd: key.end, start: parser.at, end: 0, thousandths: 0, form: .nested)
    switch try parser.peek() {
    case UInt8(ascii: "\""):
      let text = try parser.rawString()
      member.start = text.start
      member.end = text.end
      member.form = text.isPlain ? .plain : .escaped
      return member
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      if skims { try parser.stepOverNested() } else { _ = try parser.value() }
    case UInt8(ascii: "t"):
      try parser.literal("true")
      member.form = .yes
    case UInt8(ascii: "f"):
      try parser.literal("false")
      member.form = .no
    case UInt8(ascii: "n"):
      try parser.literal("null")
      member.form = .null
    default:
      let number = try parser.number()
      member.form = number.fixed == nil ? .double : .fixed
      member.thousandths = number.fixed?.thousandths ?? 0
    }
    member.end = parser.at
    return member
  }
}

extension JSONLine {
  public func key(of member: Member) -> String {
    bytes.withUnsafeBufferPointer { String(decoding: $0[member.keyStart..<member.keyEnd], as: UTF8.self) }
  }

  @inlinable
  public func shortKey(of member: Member) -> ShortKey { ShortKey(bytes, in: member.keyStart..<member.keyEnd) }

  /// A text of at most eight bytes without escapes; any other text equals no literal.
  public func shortText(of member: Member) -> ShortKey {
    member.form == .plain ? ShortKey(bytes, in: member.start..<member.end) : ShortKey([], in: 0..<9)
  }

  public func has(_ member: Member, key: StaticString) -> Bool {
    guard member.keyEnd - member.keyStart == key.utf8CodeUnitCount else { return false }
    for offset in 0..<key.utf8CodeUnitCount where bytes[member.keyStart + offset] != key.utf8Start[offset] {
      return false
    }
    return true
  }

  public func member(_ key: StaticString) -> Member? { members.first { has($0, key: key) } }

  public func text(of member: Member) -> String? {
    guard member.form == .plain || member.form == .escaped else { return nil }
    let span = JSONParser.RawString(start: member.start, end: member.end, isPlain: member.form == .plain)
    return try? JSONParser(bytes).text(of: span)
  }

  /// The value in full. Nil only if a string is not UTF-8.
  public func value(of member: Member) -> JSONValue? {
    switch member.form {
    case .null: return .null
    case .yes: return .bool(true)
    case .no: return .bool(false)
    case .fixed: return .fixed(Fixed(thousandths: member.thousandths))
    case .plain, .escaped: return text(of: member).map(JSONValue.string)
    case .double, .nested:
      var parser = JSONParser(bytes, in: member.start..<member.end)
      return try? parser.value()
    }
  }
}

// MARK: - Members by name

extension JSONLine {
  public func fixed(_ key: StaticString) -> Fixed? {
    guard let member = member(key), member.form == .fixed else { return nil }
    return Fixed(thousandths: member.thousandths)
  }

  public func text(_ key: StaticString) -> String? { member(key).flatMap(text(of:)) }
  public func value(_ key: StaticString) -> JSONValue? { member(key).flatMap(value(of:)) }
  public func double(_ key: StaticString) -> Double? { value(key)?.double }
  public func isTrue(_ key: StaticString) -> Bool { member(key)?.form == .yes }

  public func integer(_ key: StaticString) -> Int? {
    guard let member = member(key), member.form == .fixed, member.thousandths % 1000 == 0 else { return nil }
    return member.thousandths / 1000
  }

  public func time(_ key: StaticString) -> SessionTime? {
    fixed(key).map { SessionTime(milliseconds: Int64($0.thousandths)) }
  }

  public func span(_ key: StaticString) -> TimeSpan? {
    fixed(key).map { TimeSpan(milliseconds: Int64($0.thousandths)) }
  }

  /// The word of an enum whose raw values are the words.
  public func word<Word: RawRepresentable<String>>(_ key: StaticString) -> Word? {
    text(key).flatMap(Word.init)
  }

  public func texts(_ key: StaticString) -> [String] { value(key)?.array?.compactMap(\.string) ?? [] }
}
