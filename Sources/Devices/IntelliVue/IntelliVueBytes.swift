import Quantities

/// A message whose parts do not fit into each other.
struct IntelliVueMisfit: Error {}

/// Reads numbers, the high byte first, and parts with their length before them; never beyond the end.
struct IntelliVueReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func bytes(_ count: Int) throws(IntelliVueMisfit) -> ArraySlice<UInt8> {
    guard count <= rest.count else { throw IntelliVueMisfit() }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  mutating func byte() throws(IntelliVueMisfit) -> UInt8 {
    try bytes(1).reduce(0) { $0 | $1 }
  }

  mutating func word() throws(IntelliVueMisfit) -> UInt16 {
    try bytes(2).reduce(0) { $0 << 8 | UInt16($1) }
  }

  mutating func long() throws(IntelliVueMisfit) -> UInt32 {
    try bytes(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// What follows a length.
  mutating func part() throws(IntelliVueMisfit) -> IntelliVueReader {
    IntelliVueReader(try bytes(Int(try word())))
  }

  /// The last part: it ends with what is read.
  mutating func lastPart() throws(IntelliVueMisfit) -> IntelliVueReader {
    let part = try part()
    guard isAtEnd else { throw IntelliVueMisfit() }
    return part
  }

  /// A list: how many, how long together, and one after the other.
  mutating func list<Item>(
    _ item: (inout IntelliVueReader) throws(IntelliVueMisfit) -> Item
  ) throws(IntelliVueMisfit) -> [Item] {
    let count = try word()
    var part = try part()
    var items: [Item] = []
    for _ in 0..<count { items.append(try item(&part)) }
    guard part.isAtEnd else { throw IntelliVueMisfit() }
    return items
  }

  /// Characters of 16 bits, up to a zero and without the blanks that fill a field.
  mutating func text() throws(IntelliVueMisfit) -> String {
    var part = try part()
    var units: [UInt16] = []
    while !part.isAtEnd { units.append(try part.word()) }
    return String(decoding: units.prefix { $0 != 0 }, as: UTF16.self).trimmed
  }
}

/// The same the other way.
enum IntelliVueBytes {
  static func word(_ number: some BinaryInteger) -> [UInt8] {
    [UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)]
  }

  static func long(_ number: UInt32) -> [UInt8] { word(number >> 16) + word(number) }

  static func sized(_ bytes: [UInt8]) -> [UInt8] { word(bytes.count) + bytes }

  static func list(_ items: [[UInt8]]) -> [UInt8] { word(items.count) + sized(items.flatMap { $0 }) }

  static func text(_ text: String) -> [UInt8] { sized((Array(text.utf16) + [0]).flatMap { word($0) }) }
}

extension Reported {
  /// A FLOAT of ISO/IEEE 11073: the power of ten in 8 bits, the number in 24. Five of those are not numbers:
  /// none, none at this resolution, a reserved one, and too great on either side.
  init(float bits: UInt32) {
    let number = Int(Int32(bitPattern: bits << 8) >> 8)
    let power = Int(Int8(truncatingIfNeeded: bits >> 24)) + 3
    if number > 0x7F_FFFD || number < -0x7F_FFFD {
      self = .missing
    } else if power >= 0 {
      let isTooGreat = power > 9 && number != 0
      self = isTooGreat ? .missing : .value(Fixed(thousandths: number * Self.ten(min(power, 9))))
    } else {
      let divisor = Self.ten(min(-power, 9))
      let rounded = (number.magnitude + UInt(divisor) / 2) / UInt(divisor)
      self = .value(Fixed(thousandths: number.signum() * Int(rounded)))
    }
  }

  /// With no more digits than it needs.
  var float: UInt32 {
    guard case .value(let value) = self else { return 0x007F_FFFF }
    var (number, power) = (value.thousandths, -3)
    while power < 0, number.isMultiple(of: 10) { (number, power) = (number / 10, power + 1) }
    return UInt32(UInt8(truncatingIfNeeded: power)) << 24 | UInt32(truncatingIfNeeded: number) & 0xFF_FFFF
  }

  private static func ten(_ power: Int) -> Int { (0..<power).reduce(1) { product, _ in product * 10 } }
}
