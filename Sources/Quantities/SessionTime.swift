/// A length of time in whole milliseconds, the grain of everything in a session.
public struct TimeSpan: Hashable, Comparable, Sendable {
  public var milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  public static let zero = TimeSpan(milliseconds: 0)
  public static func milliseconds(_ count: Int64) -> TimeSpan { TimeSpan(milliseconds: count) }
  public static func seconds(_ count: Int64) -> TimeSpan { TimeSpan(milliseconds: count * 1000) }
  public static func minutes(_ count: Int64) -> TimeSpan { .seconds(count * 60) }
  public static func hours(_ count: Int64) -> TimeSpan { .minutes(count * 60) }

  public var wholeSeconds: Int64 { milliseconds / 1000 }
  public var inHours: Double { Double(milliseconds) / 3_600_000 }
  public var inMinutes: Double { Double(milliseconds) / 60_000 }

  public static func < (a: TimeSpan, b: TimeSpan) -> Bool { a.milliseconds < b.milliseconds }
  public static func + (a: TimeSpan, b: TimeSpan) -> TimeSpan {
    .init(milliseconds: a.milliseconds + b.milliseconds)
  }
  public static func - (a: TimeSpan, b: TimeSpan) -> TimeSpan {
    .init(milliseconds: a.milliseconds - b.milliseconds)
  }
  public static func * (a: TimeSpan, n: Int64) -> TimeSpan { .init(milliseconds: a.milliseconds * n) }
  public static func / (a: TimeSpan, n: Int64) -> TimeSpan { .init(milliseconds: a.milliseconds / n) }
  public static func += (a: inout TimeSpan, b: TimeSpan) { a.milliseconds += b.milliseconds }
}

/// An instant of a session: whole milliseconds since it began. Never a wall time.
public struct SessionTime: Hashable, Comparable, Sendable {
  public var milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  public static let start = SessionTime(milliseconds: 0)
  /// No session lasts longer than these hundred days. A later time is a slip or was garbled: it is neither
  /// recorded nor read, since a table with a row for each minute until then would not fit into memory.
  public static let latestOfASession = SessionTime.start + .hours(100 * 24)
  public static func seconds(_ count: Int64) -> SessionTime { SessionTime(milliseconds: count * 1000) }
  public static func minutes(_ count: Int64) -> SessionTime { .seconds(count * 60) }

  public var sinceStart: TimeSpan { TimeSpan(milliseconds: milliseconds) }

  public static func < (a: SessionTime, b: SessionTime) -> Bool { a.milliseconds < b.milliseconds }
  public static func + (t: SessionTime, span: TimeSpan) -> SessionTime {
    .init(milliseconds: t.milliseconds + span.milliseconds)
  }
  public static func - (t: SessionTime, span: TimeSpan) -> SessionTime {
    .init(milliseconds: t.milliseconds - span.milliseconds)
  }
  public static func - (a: SessionTime, b: SessionTime) -> TimeSpan {
    .init(milliseconds: a.milliseconds - b.milliseconds)
  }
}
