public import InfusionCore
public import Quantities

/// The streamed vitals of each minute: the last value, the lowest, the highest.
public struct VitalsByInterval: Hashable, Sendable {
  public struct Range: Hashable, Sendable {
    public var last: Fixed
    public var min: Fixed
    public var max: Fixed
    public var count: Int
  }
  private var minutes: [Vital: [Int: Range]] = [:]

  mutating func take(_ value: Fixed, of vital: Vital, at time: SessionTime) {
    let minute = Int(time.milliseconds / 60_000)
    guard let known = minutes[vital]?[minute] else {
      minutes[vital, default: [:]][minute] = Range(last: value, min: value, max: value, count: 1)
      return
    }
    minutes[vital]?[minute] = Range(
      last: value, min: Swift.min(known.min, value), max: Swift.max(known.max, value), count: known.count + 1)
  }

  /// The last value in the minutes from `start` on, with the extremes of all of them; nil where nothing was measured.
  public func range(of vital: Vital, minutes wanted: Swift.Range<Int>) -> Range? {
    guard let known = minutes[vital] else { return nil }
    return wanted.compactMap { known[$0] }.reduce(nil) { total, next in
      guard let total else { return next }
      return Range(
        last: next.last, min: Swift.min(total.min, next.min), max: Swift.max(total.max, next.max),
        count: total.count + next.count)
    }
  }

  /// The extremes of the whole session.
  public func range(of vital: Vital) -> Range? {
    guard let last = minutes[vital]?.keys.max() else { return nil }
    return range(of: vital, minutes: 0..<last + 1)
  }
}
