/// When to try a port again. The first tries come quickly, for a plug that only wiggled; then twice a second,
/// so that a port is open within one second of its return, and a missing one costs nothing that can be
/// measured.
struct ReopenPacing {
  static let firstMilliseconds: Int64 = 100
  static let longestMilliseconds: Int64 = 500

  private var nextMilliseconds = firstMilliseconds

  /// How long to wait now.
  mutating func pauseMilliseconds() -> Int64 {
    defer { nextMilliseconds = min(nextMilliseconds * 2, Self.longestMilliseconds) }
    return nextMilliseconds
  }

  /// Called once the port gave bytes. Opening alone does not prove that it works.
  mutating func reset() { nextMilliseconds = Self.firstMilliseconds }
}
