public import InfusionCore
public import Quantities

/// The streamed vitals of each minute: the last value, the lowest, the highest.
public struct VitalsByMinute: Hashable, Sendable {
  public struct Range: Hashable, Sendable {
    public var last: Fixed
    public var lowest: Fixed
    public var highest: Fixed
    /// Of the last value.
    public var at: SessionTime
    public var source: SourceID

    func joined(by next: Range) -> Range {
      var joined = next
      joined.lowest = min(lowest, next.lowest)
      joined.highest = max(highest, next.highest)
      return joined
    }
  }
  /// Where minute 0 begins.
  public let origin: SessionTime
  private var minutes: [Vital: [Range?]] = [:]

  init(from origin: SessionTime) { self.origin = origin }

  mutating func take(_ value: Fixed, of vital: Vital, from source: SourceID, at time: SessionTime) {
    let minute = Int((time - origin).milliseconds / 60_000)
    guard minute >= 0, minute < Self.most else { return }
    let single = Range(last: value, lowest: value, highest: value, at: time, source: source)
    var known = minutes.removeValue(forKey: vital) ?? []
    while known.count <= minute { known.append(nil) }
    known[minute] = known[minute]?.joined(by: single) ?? single
    minutes[vital] = known
  }

  /// Two weeks: a damaged time must not ask for all of the memory.
  private static let most = 20_160

  /// The last value in these minutes with the extremes of all of them; nil where nothing was measured.
  public func range(of vital: Vital, minutes wanted: Swift.Range<Int>) -> Range? {
    let known = minutes[vital] ?? []
    return known[wanted.clamped(to: known.indices)].reduce(nil) { total, next in
      guard let total, let next else { return next ?? total }
      return total.joined(by: next)
    }
  }

  /// A minute's range; nil where nothing was measured.
  public func range(of vital: Vital, minute: Int) -> Range? {
    guard let known = minutes[vital], known.indices.contains(minute) else { return nil }
    return known[minute]
  }

  /// How many minutes there are.
  public var count: Int { minutes.values.map(\.count).max() ?? 0 }

  /// The extremes of all that was measured.
  public func range(of vital: Vital) -> Range? { range(of: vital, minutes: 0..<Self.most) }
}

/// Where two devices give one vital: the one that is heard, as long as it speaks.
struct PreferredVoice: Hashable, Sendable {
  private var rank = Int.max
  private var heardAt = SessionTime.start

  /// How long a preferred device may be silent before another one counts.
  private static let patience = TimeSpan.seconds(10)

  mutating func isHeard(_ candidate: Int, at time: SessionTime) -> Bool {
    guard candidate <= rank || time - heardAt >= Self.patience else { return false }
    rank = candidate
    heardAt = time
    return true
  }
}
