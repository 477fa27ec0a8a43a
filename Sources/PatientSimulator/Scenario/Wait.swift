import InfusionCore
public import Quantities

/// How long a condition must have held before something happens: always the same time, or a time that the
/// seed of a session draws, so that nobody learns the minute by heart.
///
///     Wait.minutes(5)                                  // after: 5 min
///     Wait.drawn(from: .minutes(3), to: .minutes(6))   // after: 3..6 min
public struct Wait: Hashable, Sendable {
  public let least: TimeSpan
  /// The longest wait, at least `least`.
  public let most: TimeSpan

  public init(_ always: TimeSpan) { (least, most) = (always, always) }

  private init(from least: TimeSpan, to most: TimeSpan) {
    (self.least, self.most) = (least, max(least, most))
  }

  public static let zero = Wait(.zero)
  public static func seconds(_ count: Int64) -> Wait { Wait(.seconds(count)) }
  public static func minutes(_ count: Int64) -> Wait { Wait(.minutes(count)) }
  public static func drawn(from least: TimeSpan, to most: TimeSpan) -> Wait { Wait(from: least, to: most) }

  public var isDrawn: Bool { least < most }

  /// The text of the wait in a scenario: `5 min`, `3..6 min`, `90 s..6 min`.
  public var words: String {
    guard isDrawn else { return most.words }
    let unit = most.words.drop { $0 != " " }
    return least.words.hasSuffix(unit)
      ? "\(least.words.dropLast(unit.count))..\(most.words)" : "\(least.words)..\(most.words)"
  }

  /// Draws the wait: `least` and a whole number of seconds more, each as likely as the next.
  func length(_ chance: inout SplitMix64) -> TimeSpan {
    guard isDrawn else { return least }
    return least + .seconds(Int64(chance.below(Int((most - least).wholeSeconds) + 1)))
  }
}

/// What a seed drew of a range in a scenario. No trainee is told before the drill is over.
public struct DrawnWait: Hashable, Sendable {
  public let event: ScenarioEvent
  public let length: TimeSpan

  /// `when infusing and effect > 150 ng/mL, 14:20 long, drawn from 6..22 min: airway level=0.6`.
  public var words: String {
    "when \(event.when.text), \(length.clock) long, drawn from \(event.after.words): \(event.what)"
  }
}

extension Scenario {
  /// How long each event's condition must hold under a seed, in the order of the events. Each draws from a
  /// stream of its own, so another range changes no other draw, and a scenario without ranges draws nothing.
  func waits(under seed: UInt64) -> [TimeSpan] {
    let root = SplitMix64(seed: seed)
    return events.enumerated().map { place, event in
      var chance = root.stream(Self.waitStreams + UInt64(place))
      return event.after.length(&chance)
    }
  }

  /// What a seed draws of the ranges, in the order of the events; empty if there are none.
  public func drawnWaits(under seed: UInt64) -> [DrawnWait] {
    zip(events, waits(under: seed)).filter { $0.0.after.isDrawn }.map { DrawnWait(event: $0.0, length: $0.1) }
  }

  /// Numbers that the streams of bedside and devices do not use.
  private static let waitStreams: UInt64 = 10_000
}
