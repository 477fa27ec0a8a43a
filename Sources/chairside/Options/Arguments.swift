import AlarmSound
import ArgumentParser
import InfusionCore
import Quantities
import SessionRuns

// How an option's value is typed, and the sentence for any other text.

extension Kilograms {
  static func typed(_ text: String) throws -> Kilograms {
    let range = Envelope.plausibleWeight
    guard let number = Fixed(text), range.contains(Kilograms(number)) else {
      throw ValidationError(
        "a weight is a number from \(range.lowerBound.fixed) to \(range.upperBound.text()), without the unit")
    }
    return Kilograms(number)
  }
}

extension SoundChoice {
  static func typed(_ text: String) throws -> SoundChoice {
    guard let choice = SoundChoice(text) else {
      throw ValidationError("alarms are heard from bell, alsa, alsa:DEVICE or none")
    }
    return choice
  }
}

extension ReplaySpeed {
  static func typed(_ text: String) throws -> ReplaySpeed {
    guard let speed = ReplaySpeed(text) else {
      throw ValidationError("a speed is a whole number from 1 to 1000, or max")
    }
    return speed
  }
}

/// The parser ignores a value after `=` where an option takes none. Another patient would then be simulated,
/// and nobody would see why.
enum OverlookedValue {
  static func refuse(_ option: String) throws(ValidationError) {
    guard !CommandWords.given.contains(where: { $0.hasPrefix("\(option)=") }) else {
      throw ValidationError("write \(option) SCENARIO, without '='")
    }
  }
}
