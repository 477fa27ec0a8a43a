import InfusionCore
import Quantities

/// A value as it was known at an instant of the session: never a number that was old then without saying so.
enum TrendValue: Hashable, Sendable {
  case fresh(String, at: SessionTime)
  /// The source had said that there is none any more, or nothing had been heard for too long.
  case stale(String, at: SessionTime)
  case absent
}

extension TrendHistory {
  /// What was known of a streamed vital at an instant.
  func value(of vital: Vital, at time: SessionTime) -> TrendValue {
    guard let course = course(of: vital), let known = course.sample(at: time) else { return .absent }
    let text = known.value.description
    let hasLapsed = course.lapses.contains { $0 > known.at && $0 <= time }
    return hasLapsed || time >= known.until ? .stale(text, at: known.at) : .fresh(text, at: known.at)
  }

  /// The measurement of the cuff that was the last one at an instant.
  func pressure(_ pressures: [PressureView], at time: SessionTime) -> TrendValue {
    guard let last = pressures.last(where: { $0.at <= time }) else { return .absent }
    let text = "\(last.sys)/\(last.dia)"
    let until = pressuresUntil[last.at] ?? last.at
    return time >= until ? .stale(text, at: last.at) : .fresh(text, at: last.at)
  }

  /// What flowed at an instant, mL/h; nil where that is not known.
  func rate(at time: SessionTime) -> Double? {
    let index = Int(time.milliseconds / Self.bucket.milliseconds)
    guard let last = rate.indices.last, index >= 0 else { return nil }
    return rate[min(index, last)]
  }

  /// What had gone in by then, mg, as it was last reckoned before; nil before the infusion.
  func delivered(at time: SessionTime) -> Double? {
    let index = Int(time.milliseconds / Self.bucket.milliseconds)
    return delivered.prefix(max(index + 1, 0)).last { $0 != nil } ?? nil
  }
}

extension TrendHistory.Course {
  /// The last value that is known to have been there by an instant.
  fileprivate func sample(at time: SessionTime) -> TrendHistory.Sample? {
    let index = Int(time.milliseconds / TrendHistory.bucket.milliseconds)
    guard index >= 0 else { return nil }
    for case let bucket? in buckets.prefix(index + 1).reversed() {
      if bucket.last.at <= time { return bucket.last }
      if bucket.first.at <= time { return bucket.first }
    }
    return nil
  }
}
