import InfusionCore
import Phrases
public import Quantities
import TextScreen

/// What the trends page shows: which stretch of the session, and where its cursor stands.
public struct TrendsPage: Hashable, Sendable {
  /// How much of the session the page shows.
  public enum Stretch: Hashable, Sendable {
    case minutes(Int)
    case whole
    /// The stretch that the cursor was drawn across.
    case between(SessionTime, SessionTime)
  }
  public var stretch = Stretch.minutes(60)
  /// Nil: at the present, and on with it.
  public var cursor: SessionTime?
  /// Where a stretch that is being chosen begins or ends.
  public var anchor: SessionTime?

  public init() {}

  /// From the shortest to the longest.
  private static let lengths: [Stretch] = [10, 20, 30, 60, 120].map { .minutes($0) } + [.whole]
}

extension TrendsPage {
  /// Does what a key means here; false for a key that means nothing here.
  ///
  /// - Parameters:
  ///   - start: where the whole session begins on the page.
  ///   - happened: the instants at which something happened, in order.
  mutating func update(_ key: Key, start: SessionTime, now: SessionTime, happened: [SessionTime]) -> Bool {
    let bounds = bounds(start: start, now: now)
    switch key {
    case .left: move(to: step(-1, bounds, now), bounds, now)
    case .right: move(to: step(1, bounds, now), bounds, now)
    case .pageDown: move(to: step(-10, bounds, now), bounds, now)
    case .pageUp: move(to: step(10, bounds, now), bounds, now)
    case .home: move(to: bounds.lowerBound, bounds, now)
    case .end: move(to: bounds.upperBound, bounds, now)
    case .down: move(to: happened.last { $0 < cursor ?? now } ?? bounds.lowerBound, bounds, now)
    case .up: move(to: happened.first { $0 > cursor ?? now } ?? bounds.upperBound, bounds, now)
    case .enter: mark(now)
    case .character("+"), .character("="): change(by: -1)
    case .character("-"): change(by: 1)
    case .escape:
      guard anchor != nil else { return false }
      anchor = nil
    case .character, .control, .tab, .backtab, .backspace, .delete, .pasted: return false
    }
    return true
  }

  /// Between which instants the cursor moves.
  func bounds(start: SessionTime, now: SessionTime) -> ClosedRange<SessionTime> {
    switch stretch {
    case .minutes(let minutes): min(max(start, now - .minutes(Int64(minutes))), now)...now
    case .whole: min(start, now)...now
    case .between(let first, let last): first...max(first, last)
    }
  }

  /// A sixtieth of the stretch, in whole buckets; instants lie on whole steps.
  private func step(_ count: Int64, _ bounds: ClosedRange<SessionTime>, _ now: SessionTime) -> SessionTime {
    let bucket = TrendHistory.bucket.milliseconds
    let step = max(length(bounds).milliseconds / 60 / bucket * bucket, bucket)
    let at = (cursor ?? now).milliseconds
    let whole = count < 0 ? (at + step - 1) / step : at / step
    return SessionTime(milliseconds: (whole + count) * step)
  }

  private func length(_ bounds: ClosedRange<SessionTime>) -> TimeSpan {
    switch stretch {
    case .minutes(let minutes): .minutes(Int64(minutes))
    case .whole, .between: bounds.upperBound - bounds.lowerBound
    }
  }

  private mutating func move(to time: SessionTime, _ bounds: ClosedRange<SessionTime>, _ now: SessionTime) {
    let inside = min(max(time, bounds.lowerBound), bounds.upperBound)
    cursor = inside >= now ? nil : inside
  }

  /// The first call sets one end of a stretch, the second its other end.
  private mutating func mark(_ now: SessionTime) {
    let here = cursor ?? now
    guard let there = anchor else {
      anchor = here
      return
    }
    anchor = nil
    if here != there { stretch = .between(min(here, there), max(here, there)) }
  }

  private mutating func change(by count: Int) {
    anchor = nil
    cursor = nil
    guard let index = Self.lengths.firstIndex(of: stretch) else {
      stretch = count > 0 ? .whole : stretch
      return
    }
    stretch = Self.lengths[min(max(index + count, 0), Self.lengths.count - 1)]
  }
}

extension TrendsPage {
  /// In the footer.
  func keys(_ glyphs: Glyphs) -> [(Phrase, Phrase)] {
    [
      (glyphs.hasArrows ? "← → ↑ ↓" : "arrows", "cursor"), ("Esc", anchor == nil ? "back" : "undo"),
      ("+ -", "time"), ("Enter", anchor == nil ? "from here" : "to here"),
    ]
  }

  /// `last 60 min`, `whole session`, `20:00 to 35:00`.
  func title(zero: SessionTime) -> Phrase {
    switch stretch {
    case .minutes(60): "last hour"
    case .minutes(let minutes): "last \(minutes) min"
    case .whole: "whole session"
    case .between(let first, let last): "\((first - zero).clock) to \((last - zero).clock)"
    }
  }
}

extension Model {
  /// Whether the key meant something on the trends page.
  mutating func updateTrends(_ key: Key, on trends: TrendsPage) -> Bool {
    var next = trends
    let start = TimeColumns(whole: session, columns: 1).start
    guard next.update(key, start: start, now: session.now, happened: happened) else { return false }
    page = .trends(next)
    return true
  }

  /// When something happened, in order.
  private var happened: [SessionTime] {
    let times =
      session.happenings.map(\.at) + session.pressures.map(\.at) + trend.steps.map(\.at)
      + log.episodes.map(\.raisedAt)
    return Set(times).sorted()
  }
}
