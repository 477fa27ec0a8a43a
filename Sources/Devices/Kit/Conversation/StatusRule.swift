import InfusionCore
import Quantities

extension SensorStatus {
  /// Whether numbers beside this status are readings at all.
  var allowsReadings: Bool {
    switch self {
    case .ok, .lowPerfusion, .artifact: true
    case .off, .searching, .error: false
    }
  }

  var quality: Quality {
    switch self {
    case .lowPerfusion, .artifact: .doubtful
    case .ok, .off, .searching, .error: .good
    }
  }
}

extension Sample {
  /// The status first, then the number: a printed number is not a reading.
  init(_ reported: Reported, under status: SensorStatus?) {
    switch reported {
    case .value(let value) where status?.allowsReadings ?? true:
      self = .value(value, status?.quality ?? .good)
    case .value, .missing: self = .noValue
    }
  }

  /// A saturation, or a pulse rate from an oximeter. An oximeter that finds no pulse has nothing to measure,
  /// so 0 counts as no value in every protocol: no living finger gives it, and devices print it when they
  /// have none. (The rate of an ECG may be 0, and `line` has a word of its own for "none".)
  init(oximeter reported: Reported, under status: SensorStatus?) {
    self.init(reported == .value(0) ? .missing : reported, under: status)
  }
}
