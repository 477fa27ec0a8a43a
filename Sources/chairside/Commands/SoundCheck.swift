import AlarmSound
import ArgumentParser
import Glibc
import MonitorApp
import ProcessSignals

/// Can alarms be heard here?
struct SoundCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sound-check",
    abstract: "Plays the three priorities, lowest first: can alarms be heard here?",
    discussion: """
      Says which output is used and whether it takes the sound; whether it was loud enough only you can tell. Exit status 1
      when the output does not work.

      Examples:  chairside sound-check
                 chairside sound-check --sound alsa:hw:1
      """)

  @Option(help: "bell, alsa, alsa:DEVICE or none (default: bell).", transform: SoundChoice.typed)
  var sound: SoundChoice?

  func run() throws {
    try ending {
      let choice = sound ?? .bell
      say("output: \(choice)")
      if choice == .none { throw Failure(.foundWrong, "no sound: alarms would be seen and not heard") }
      let trial = SoundTrial(choice, .ofThisProcess(), ring: Self.ring)
      let failure = trial.run { words in
        say(words)
        fflush(nil)
      }
      if let failure { throw Failure(.foundWrong, failure.sentence) }
      say("\(choice) took all three; were they heard?")
    }
  }

  /// One BEL to the terminal of this process, wherever standard output goes.
  private static func ring() -> Bool {
    let fd = open("/dev/tty", O_WRONLY | O_NOCTTY | O_CLOEXEC)
    guard fd >= 0 else { return false }
    defer { close(fd) }
    var bell: UInt8 = 0x07
    return write(fd, &bell, 1) == 1
  }
}
