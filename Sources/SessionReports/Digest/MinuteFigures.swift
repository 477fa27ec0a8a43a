public import InfusionCore
public import Quantities

/// What a session knew in one of its minutes: the streamed values of the instant at which it begins, each
/// with its own time, with the extremes of the minute; the pressure of the minute, or the last one before it;
/// what was in, and what flowed.
public struct MinuteFigures: Sendable {
  /// What was known of a vital that is measured all the time.
  public struct Streamed: Sendable {
    public let vital: Vital
    /// Nil if there was no value when the minute began.
    public let value: (value: Fixed, at: SessionTime)?
    public let range: VitalsByMinute.Range?
  }
  /// The pressure that a reader of this minute would go by.
  public struct Pressure: Sendable {
    public let sys: Fixed
    public let dia: Fixed
    public let entry: ChartedPressure
    /// How old it was when the minute began; nil if it was measured in the minute.
    public let age: TimeSpan?
  }
  public let span: Range<SessionTime>
  public let streamed: [Streamed]
  /// Nil before the first one.
  public let pressure: Pressure?
  /// Nil before the infusion.
  public let dose: DoseCourse.Sample?

  /// - Parameter minute: counted as the digest's vitals are.
  public init(_ digest: SessionDigest, minute: Int) {
    let span = digest.span(ofMinute: minute)
    self.span = span
    streamed = [Vital.hr, .spo2].map { vital in
      Streamed(
        vital: vital, value: digest.vitals.value(of: vital, atMinute: minute),
        range: digest.vitals.range(of: vital, minute: minute))
    }
    pressure = Self.pressure(digest, span)
    dose = digest.course.sample(at: span.lowerBound)
  }

  private static func pressure(_ digest: SessionDigest, _ span: Range<SessionTime>) -> Pressure? {
    let known = digest.pressures.filter { $0.measurement.sys != nil }
    let own = known.first { span.contains($0.at) }
    guard let entry = own ?? known.last(where: { $0.at < span.lowerBound }),
      let sys = entry.measurement.sys, let dia = entry.measurement.dia
    else { return nil }
    return Pressure(sys: sys, dia: dia, entry: entry, age: own == nil ? span.lowerBound - entry.at : nil)
  }
}

extension SessionDigest {
  /// The stretch of a minute, counted as the vitals are; the first one begins with the session.
  public func span(ofMinute minute: Int) -> Range<SessionTime> {
    let begin = vitals.origin + .minutes(Int64(minute))
    return max(.start, begin)..<begin + .minutes(1)
  }

  /// The minute that an instant lies in.
  public func minute(of time: SessionTime) -> Int { Int((time - vitals.origin).inMinutes) }
}
