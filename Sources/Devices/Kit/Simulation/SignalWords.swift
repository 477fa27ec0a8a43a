import InfusionCore
import Quantities

// What the bedside tells, in the words of the wire.

extension OximeterSignal {
  var reportedPulse: Reported { Reported(pulse) }
  var reportedSaturation: Reported { Reported(saturation) }
  /// %
  var reportedPerfusion: Reported {
    perfusionHundredths.map { .value(Fixed(thousandths: $0 * 10)) } ?? .missing
  }
}

extension Reported {
  /// Nil is "none".
  init(_ number: Int?) { self = number.map { .value(Fixed($0)) } ?? .missing }
}

extension CuffModule {
  var sys: Reported { Reported(result?.sys) }
  var dia: Reported { Reported(result?.dia) }
  var map: Reported { Reported(result?.map) }
}

/// The temperature of everybody who is simulated, Cel: nothing here moves it.
enum SimulatedTemperature {
  static let usual = Reported.value(Fixed(thousandths: 36_800))
}

/// A device's own clock, which nobody has set: it counts the seconds since it was switched on.
enum UnsetClock {
  /// `00:01:07`
  static func time(_ seconds: Int, separator: String = ":") -> String {
    [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60].map { padded($0, to: 2) }
      .joined(separator: separator)
  }

  static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
