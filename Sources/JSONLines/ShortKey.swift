/// A key of at most eight bytes as one number: readings have many keys, and comparing numbers is quick.
///
/// Its literals are numbers only where the compiler sees how they are made; a replay costs an eighth more
/// instructions without.
public struct ShortKey: Equatable, ExpressibleByStringLiteral {
  @usableFromInline let packed: UInt64

  @inlinable @inline(__always)
  public init(stringLiteral literal: StaticString) {
    var packed: UInt64 = 0
    for offset in 0..<literal.utf8CodeUnitCount { packed = packed << 8 | UInt64(literal.utf8Start[offset]) }
    self.packed = packed
  }

  /// Longer keys are like none of eight bytes or less: their packing is all ones.
  @inlinable @inline(__always)
  public init(_ bytes: [UInt8], in range: Range<Int>) {
    guard range.count <= 8 else {
      packed = .max
      return
    }
    var packed: UInt64 = 0
    for index in range { packed = packed << 8 | UInt64(bytes[index]) }
    self.packed = packed
  }

  @inlinable @inline(__always)
  public static func == (a: ShortKey, b: ShortKey) -> Bool { a.packed == b.packed }
}
