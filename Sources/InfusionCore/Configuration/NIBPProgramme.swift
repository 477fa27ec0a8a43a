public import Quantities

/// How often a pressure is measured in a phase: one interval, or a row of them of which the last repeats.
///
///     NIBPProgramme([.minutes(5), .minutes(5), .minutes(10)])   // after 5, 10, 20, 30 ... min
public struct NIBPProgramme: Hashable, Sendable {
  public let intervals: [TimeSpan]

  /// Nil of an empty row.
  public init?(_ intervals: [TimeSpan]) {
    guard !intervals.isEmpty else { return nil }
    self.intervals = intervals
  }

  private init(every interval: TimeSpan) { intervals = [interval] }

  public static func minutes(_ count: Int64) -> NIBPProgramme { NIBPProgramme(every: .minutes(count)) }
  public static func seconds(_ count: Int64) -> NIBPProgramme { NIBPProgramme(every: .seconds(count)) }
  public static func every(_ interval: TimeSpan) -> NIBPProgramme { NIBPProgramme(every: interval) }

  /// The interval in force after so many good measurements since the phase first began.
  public func interval(after measurements: Int) -> TimeSpan {
    intervals[min(max(measurements, 0), intervals.count - 1)]
  }

  /// What decides how long a value may stand.
  public var longest: TimeSpan { intervals.reduce(.zero) { max($0, $1) } }
  public var first: TimeSpan { intervals[0] }
}

/// A reading that a plan wants at a time of its own, beside the intervals: the pressure 40 min after the
/// dose.
public struct DueReading: Hashable, Sendable {
  /// What is wanted at a time of its own.
  public enum What: String, CaseIterable, Hashable, Sendable { case nibp }
  /// What its time is counted from.
  public enum Origin: String, CaseIterable, Hashable, Sendable { case start, stop }
  public var what: What
  public var at: TimeSpan
  public var from: Origin
  /// As much earlier it already counts, and as much later it is still in time.
  public var within: TimeSpan

  public init(_ what: What, at: TimeSpan, from: Origin, within: TimeSpan) {
    self.what = what
    self.at = at
    self.from = from
    self.within = within
  }
}
