public import InfusionCore
public import Quantities

/// What the trends are drawn from: a bucket for every five seconds of the session.
///
/// It follows the session input by input, and takes what the session took: a reading that the session does
/// not use is on no curve.
public struct TrendHistory: Hashable, Sendable {
  public struct Bucket: Hashable, Sendable {
    /// Thousandths.
    public var low: Int
    public var high: Int
  }

  public static let bucket = TimeSpan.seconds(5)
  private(set) var hr: [Bucket?] = []
  private(set) var spo2: [Bucket?] = []
  /// mL/h, the highest in the bucket.
  private(set) var rate: [Double?] = []

  public init() {}

  /// To be called after each input that the session took.
  public mutating func follow(_ session: Session) {
    guard let index = Self.index(of: session.now) else { return }
    if let value = session.heard?.hr { Self.note(value.value, at: index, in: &hr) }
    if let value = session.heard?.spo2 { Self.note(value.value, at: index, in: &spo2) }
    noteRate(of: session, at: index)
  }

  /// What flows goes on between two inputs.
  private mutating func noteRate(of session: Session, at index: Int) {
    guard let infusion = session.infusion else { return }
    let flow = infusion.flow
    let before = rate.count
    Self.fill(&rate, to: index)
    let began = Self.index(of: infusion.startedAt) ?? 0
    for missed in max(before, began)..<max(index, max(before, began)) { rate[missed] = flow.value }
    rate[index] = max(rate[index] ?? 0, flow.value)
  }

  /// Nil of what is older than a day: not a session any more, and not a reason to fill memory.
  private static func index(of time: SessionTime) -> Int? {
    let index = Int(time.milliseconds / bucket.milliseconds)
    return index >= 0 && index < 17_280 ? index : nil
  }

  private static func note(_ value: Fixed, at index: Int, in buckets: inout [Bucket?]) {
    fill(&buckets, to: index)
    let (value, old) = (value.thousandths, buckets[index])
    buckets[index] = Bucket(low: min(old?.low ?? value, value), high: max(old?.high ?? value, value))
  }

  private static func fill<Element>(_ buckets: inout [Element?], to index: Int) {
    while buckets.count <= index { buckets.append(nil) }
  }
}
