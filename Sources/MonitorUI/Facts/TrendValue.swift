import InfusionCore
import Phrases
import Quantities

/// A value as it was known at an instant of the session: never a number that was old then without saying so.
enum TrendValue: Hashable, Sendable {
  case fresh(String, at: SessionTime)
  /// The source had said that there is none any more, or nothing had been heard for too long.
  case stale(String, at: SessionTime)
  /// So long ago that only the range of its minute is known: the lowest and the highest value.
  case within(String, minute: SessionTime)
  case absent
}

extension TrendHistory {
  /// What was known of a streamed vital at an instant.
  func value(of vital: Vital, at time: SessionTime) -> TrendValue {
    guard let course = course(of: vital) else { return .absent }
    if let known = course.sample(at: time) {
      let text = known.value.description
      let hasLapsed = course.lapses.contains { $0 > known.at && $0 <= time }
      return hasLapsed || time >= known.until ? .stale(text, at: known.at) : .fresh(text, at: known.at)
    }
    return course.curve.lastMinute(through: Self.index(of: time)).map { minute, range in
      .within(range.text { Fixed(thousandths: Int($0)).description }, minute: .minutes(Int64(minute)))
    } ?? .absent
  }

  /// The measurement of the cuff that was the last one at an instant.
  func pressure(_ pressures: [PressureView], at time: SessionTime) -> TrendValue {
    guard let last = pressures.last(where: { $0.at <= time }) else { return .absent }
    let text = "\(last.sys)/\(last.dia)"
    let until = pressuresUntil[last.at] ?? last.at
    return time >= until ? .stale(text, at: last.at) : .fresh(text, at: last.at)
  }

  /// Between which rates it flowed at an instant, mL/h; nil where that is not known.
  func rate(at time: SessionTime) -> TrendRange<Double>? {
    let index = min(Self.index(of: time), rate.count - 1)
    return rate.range(of: index..<(index + 1))
  }

  /// What had gone in by then, mg, as last reckoned before; nil before the infusion. If only the minute is
  /// known: what had gone in at its beginning and at its end.
  func delivered(at time: SessionTime) -> TrendRange<Double>? {
    let index = Self.index(of: time)
    for kept in (delivered.firstKept..<max(delivered.firstKept, min(index + 1, delivered.count))).reversed() {
      if let amount = delivered[kept] { return amount }
    }
    guard let (minute, amount) = delivered.lastMinute(through: index) else { return nil }
    let next = (minute + 1) * TrendCurve<TrendRange<Double>>.perMinute
    let after = delivered.range(of: next..<(next + 1)).map { TrendRange($0.low) }
    return TrendRange.around(amount, after)
  }

  /// The mark before that dose at the time: `~`, `up to `, or none.
  func sureness(at time: SessionTime) -> Phrase {
    let index = Self.index(of: time)
    return sureness.last { $0.bucket <= index }?.words ?? ""
  }
}

extension TrendRange {
  /// `72`, or `70 to 74`; a unit stands once: `40 to 52.5 mL/h`.
  func text(_ words: (Figure) -> String) -> String {
    let (first, last) = (words(low), words(high))
    return first == last ? first : "\(first.prefix { $0 != " " }) to \(last)"
  }
}

extension TrendHistory.Course {
  /// The last value that is known to have been there by an instant, as far back as buckets are kept.
  fileprivate func sample(at time: SessionTime) -> TrendHistory.Sample? {
    let latest = min(TrendHistory.index(of: time), curve.count - 1)
    guard latest >= curve.firstKept else { return nil }
    for index in (curve.firstKept...latest).reversed() {
      guard let bucket = curve[index] else { continue }
      if bucket.last.at <= time { return bucket.last }
      if bucket.first.at <= time { return bucket.first }
    }
    return nil
  }
}
