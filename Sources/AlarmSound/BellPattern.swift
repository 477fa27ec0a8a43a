/// How a priority sounds on a terminal's bell, which has one tone and no loudness: count and spacing tell it.
/// High is quick, three and two, as a loudspeaker's burst begins; medium is three, slow; low is one.
///
/// A terminal's bell lasts some 100 ms, the kernel's console has 125 ms: with less between two of them they
/// would be one.
public struct BellPattern: Hashable, Sendable {
  /// When the bells ring, in milliseconds from the burst's beginning.
  public let startsMilliseconds: [Int64]

  static let bellMilliseconds: Int64 = 125

  public init(_ urgency: Urgency) {
    switch urgency {
    case .high: startsMilliseconds = [0, 300, 600, 1200, 1500]
    case .medium: startsMilliseconds = [0, 800, 1600]
    case .low: startsMilliseconds = [0]
    }
  }

  public var lengthMilliseconds: Int64 { (startsMilliseconds.last ?? 0) + Self.bellMilliseconds }

  /// `5 bells, 3 and 2, quick`.
  public static func words(_ urgency: Urgency) -> String {
    switch urgency {
    case .high: "5 bells, 3 and 2, quick"
    case .medium: "3 bells, slow"
    case .low: "1 bell"
    }
  }
}
