public import Quantities

/// What the trends are drawn from: a bucket for every five seconds of the session, and each cuff measurement.
public struct TrendHistory: Hashable, Sendable {
  public struct Bucket: Hashable, Sendable {
    /// Thousandths.
    public var low: Int
    public var high: Int
  }

  public struct Pressure: Hashable, Sendable {
    public var at: SessionTime
    public var sys: Fixed
    public var dia: Fixed
  }

  public static let bucket = TimeSpan.seconds(5)
  private(set) var hr: [Bucket?] = []
  private(set) var spo2: [Bucket?] = []
  /// mL/h, the highest in the bucket.
  private(set) var rate: [Double?] = []
  private(set) var pressures: [Pressure] = []

  public init() {}

  /// Takes in what is known now; to be called at least once a second of the session while values come in.
  public mutating func observe(_ session: SessionView) {
    let index = Int(session.now.milliseconds / Self.bucket.milliseconds)
    // Older than a day: not a session any more, and not a reason to fill memory.
    guard index >= 0, index < 17_280 else { return }
    Self.note(session.hr.state, at: index, in: &hr)
    Self.note(session.spo2.state, at: index, in: &spo2)
    if let infusion = session.infusion {
      Self.fill(&rate, to: index)
      rate[index] = max(rate[index] ?? 0, infusion.rate.value)
    }
    notePressure(session.cuff)
  }

  private mutating func notePressure(_ cuff: CuffReadout) {
    guard case .fresh(let number) = cuff.state, let sys = cuff.sys, let dia = cuff.dia,
      pressures.last.map({ $0.at < number.at }) ?? true
    else { return }
    pressures.append(Pressure(at: number.at, sys: sys, dia: dia))
  }

  private static func note(_ state: NumberState, at index: Int, in buckets: inout [Bucket?]) {
    guard case .fresh(let number) = state else { return }
    fill(&buckets, to: index)
    let value = number.value.thousandths
    let old = buckets[index]
    buckets[index] = Bucket(low: min(old?.low ?? value, value), high: max(old?.high ?? value, value))
  }

  private static func fill<Element>(_ buckets: inout [Element?], to index: Int) {
    while buckets.count <= index { buckets.append(nil) }
  }
}
