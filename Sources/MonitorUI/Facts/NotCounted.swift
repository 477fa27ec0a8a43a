import InfusionCore
import Quantities

// The screen shows the time between an end and its being taken back until somebody says how much was given.

extension SessionView {
  /// How long ago the infusion was ended; nil while it is not, and where a pump tells what it gives.
  var sinceTheEnd: TimeSpan? {
    guard infusion?.pump == nil, let stopped = engine?.infusion?.stoppedAt else { return nil }
    return now - stopped
  }

  /// Nil as well where a pump tells what it gave.
  var notCounted: TimeSpan? { infusion?.pump == nil && infusion != nil ? chart.notCounted : nil }
}
