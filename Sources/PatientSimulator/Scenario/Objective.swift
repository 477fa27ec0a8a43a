public import Quantities

/// What a scenario hopes for: somebody does one of some things, or something comes about, in time.
///
///     - id: airway-opened
///       when: alarm spo2.low
///       do: [stimulation, jaw-support, oxygen]
///       within: 2 min
///       late: 5 min
public struct Objective: Hashable, Sendable {
  public var id: String
  /// When it holds, the time begins to count. Something done shortly before counts as in time.
  public var when: Condition
  /// Any one of these answers it.
  public var deeds: [Deed]
  /// Or it is answered when this comes about.
  public var reach: Condition?
  public var within: TimeSpan
  /// An answer after `within` and up to here is late; after this it is missed.
  public var late: TimeSpan
  /// Doing one of these while `when` holds is harmful.
  public var never: [Deed]

  public init(
    _ id: String, when: Condition, deeds: [Deed] = [], reach: Condition? = nil,
    within: TimeSpan = .seconds(120), late: TimeSpan = .seconds(300), never: [Deed] = []
  ) {
    self.id = id
    self.when = when
    self.deeds = deeds
    self.reach = reach
    self.within = within
    self.late = late
    self.never = never
  }
}
