/// One of those who called at a port that listens, by its number: 1 is the first that ever called.
public struct Caller: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let number: Int
  public init(_ number: Int) { self.number = number }
  public var description: String { "caller \(number)" }
  public static func < (one: Caller, other: Caller) -> Bool { one.number < other.number }
}
