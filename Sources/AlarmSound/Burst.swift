/// The rhythm of one alarm burst, by which a nurse knows its priority without looking: high is 10 pulses,
/// twice 3 + 2; medium is 3; low is 1. Lengths and gaps lie within IEC 60601-1-8, Tables 3 and 4.
public struct Burst: Hashable, Sendable {
  public let urgency: Urgency

  /// One tone of a burst, in milliseconds from the burst's beginning.
  public struct Pulse: Hashable, Sendable {
    public let startMilliseconds: Int
    public let lengthMilliseconds: Int
    public var endMilliseconds: Int { startMilliseconds + lengthMilliseconds }
  }

  public init(_ urgency: Urgency) { self.urgency = urgency }

  public var pulses: [Pulse] {
    var pulses: [Pulse] = []
    var start = 0
    for gap in gapsMilliseconds + [0] {
      pulses.append(Pulse(startMilliseconds: start, lengthMilliseconds: pulseMilliseconds))
      start += pulseMilliseconds + gap
    }
    return pulses
  }

  public var lengthMilliseconds: Int { pulses.last?.endMilliseconds ?? 0 }

  /// The fundamental, Hz: within 150 to 1000, and higher for what is more urgent.
  public var fundamentalHertz: Double {
    switch urgency {
    case .high: 600
    case .medium: 450
    case .low: 300
    }
  }

  /// Pulse duration td: 75 to 200 ms for high, 125 to 250 ms for the others.
  private var pulseMilliseconds: Int {
    switch urgency {
    case .high: 150
    case .medium, .low: 200
    }
  }

  /// The silences between the pulses. High: x = 100 ms (50 to 125), after the 3rd and the 8th pulse 2x + td,
  /// after the 5th 500 ms (350 to 1300). Medium: y = 200 ms (125 to 250).
  private var gapsMilliseconds: [Int] {
    switch urgency {
    case .high:
      let x = 100
      let group = [x, x, 2 * x + pulseMilliseconds, x]
      return group + [500] + group
    case .medium: return [200, 200]
    case .low: return []
    }
  }
}
