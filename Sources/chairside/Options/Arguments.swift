import AlarmSound
import ArgumentParser
import MonitorApp
import Quantities

/// A weight as it is typed: kilograms, 20 to 300.
struct KilogramArgument: ExpressibleByArgument {
  let value: Kilograms

  init?(argument: String) {
    guard let typed = Fixed(argument), typed >= 20, typed <= 300 else { return nil }
    value = Kilograms(typed)
  }
}

/// Where alarms are heard, as it is typed.
struct SoundArgument: ExpressibleByArgument {
  let value: SoundChoice

  init?(argument: String) {
    guard let choice = SoundChoice(argument) else { return nil }
    value = choice
  }
}

/// How fast a replay goes, as it is typed.
struct SpeedArgument: ExpressibleByArgument {
  let value: ReplaySpeed

  init?(argument: String) {
    guard let speed = ReplaySpeed(argument) else { return nil }
    value = speed
  }
}

/// The parser overlooks a value behind `=` where an option needs none: another patient, and nobody would see.
enum OverlookedValue {
  static func refuse(_ option: String) throws(ValidationError) {
    guard !CommandLine.arguments.contains(where: { $0.hasPrefix("\(option)=") }) else {
      throw ValidationError("write \(option) SCENARIO, without '='")
    }
  }
}
