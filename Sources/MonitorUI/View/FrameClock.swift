/// Decides when to paint the screen: at once for something that happens, soon for a value that changed, and
/// every second for the clocks. All times are milliseconds of one clock.
public struct FrameClock: Hashable, Sendable {
  private var lastPaint: Int64 = .min
  private var nextFrame: Int64 = .min
  private var isUrgent = true
  private var newsAt: Int64?

  /// The time between two paintings for values alone: as often as an eye can follow.
  static let calmMilliseconds: Int64 = 250

  public init() {}

  /// Something happened that must be seen at once.
  public mutating func hurry() { isUrgent = true }

  /// A value changed. It is seen within `calmMilliseconds`.
  public mutating func noteChange(at time: Int64) { newsAt = newsAt ?? time }

  /// What is shown has moved, at no time of its own: it is painted once the last painting is long enough ago.
  public mutating func move() { newsAt = newsAt ?? lastPaint }

  /// Notes that the screen was painted. The caller says when the picture changes by itself.
  ///
  /// - Parameter frame: gives the time of the next frame, told whether a changed value asked for this one.
  public mutating func painted(at now: Int64, next frame: (_ forNews: Bool) -> Int64) {
    nextFrame = frame(newsAt != nil && !isUrgent)
    (isUrgent, newsAt, lastPaint) = (false, nil, now)
  }

  public var due: Int64 {
    if isUrgent { return .min }
    guard let newsAt else { return nextFrame }
    // News shortly before the painting of a full second waits for it, so that one painting does for both.
    let second = (newsAt / 1000 + 1) * 1000
    let soon = second - newsAt <= Self.calmMilliseconds ? second : newsAt
    return min(nextFrame, max(soon, lastPaint + Self.calmMilliseconds))
  }
}
