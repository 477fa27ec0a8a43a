import AlarmSound
import ArgumentParser
import Glibc
import MonitorApp
import ProcessSignals
import SessionArchives
import SessionRecord
import SystemClocks

/// Finds out whether alarms can be heard here.
struct SoundCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sound-check",
    abstract: "Plays the three priorities, lowest first: can alarms be heard here?",
    discussion: """
      Says which output is used and whether it takes the sound; whether it was loud enough only you can tell, and it asks. Exit
      status 0 when somebody has heard them; 1 when the output does not work, or nobody says that it was heard. The answer is
      written down with its time, in sound-checks.txt in the folder of sessions, and the next session's self-test (T) shows it.
      What counts for a session is T in it: that answer stands in its record, with initials.

      Examples:  chairside sound-check
                 chairside sound-check --sound alsa:hw:1
      """.flowing)

  @Option(help: "bell, alsa, alsa:DEVICE or none (default: bell).", transform: SoundChoice.typed)
  var sound: SoundChoice?

  @OptionGroup var sessions: SessionsOptions

  func run() throws {
    try ending {
      let choice = sound ?? .bell
      say("output: \(choice)")
      if choice == .none { throw Failure(.foundWrong, "no sound: alarms would be seen and not heard") }
      let stop = StopRequest.ofThisProcess()
      let trial = SoundTrial(choice, stop, ring: Self.ring)
      let failure = trial.run { words in
        say(words)
        fflush(nil)
      }
      if let failure { throw Failure(.foundWrong, failure.sentence) }
      try askWhetherHeard(choice, stop)
    }
  }

  /// Asks a person, because an output that takes bytes may still have its volume at zero.
  private func askWhetherHeard(_ choice: SoundChoice, _ stop: StopRequest) throws(Failure) {
    // Drops what was typed before the question, when nobody had heard all three yet.
    tcflush(STDIN_FILENO, TCIFLUSH)
    say("\(choice) took all three; were they heard? (y/n) ", terminator: "")
    fflush(nil)
    let answer = Self.answer(stop)
    guard answer != .nobody else { throw Failure(.foundWrong, "nobody said whether they were heard") }
    try writeDown(isHeard: answer == .yes, on: choice)
    guard answer == .yes else {
      throw Failure(.foundWrong, "NOT HEARD: turn it up, or try another output (--sound alsa, --sound bell)")
    }
    say("heard: alarms can be heard here")
  }

  /// Keeps the answer for the next session's self-test, because between sessions there is no record.
  private func writeDown(isHeard: Bool, on choice: SoundChoice) throws(Failure) {
    let checks = SoundChecks(root: try sessions.directory)
    let wall = SystemClock.wallMilliseconds
    let at = WallTime(
      unixMilliseconds: wall, offsetMinutes: SystemClock.utcOffsetMinutes(atWallMilliseconds: wall))
    do {
      try checks.add(SoundChecks.Entry(at: at, isHeard: isHeard, output: "\(choice)"))
    } catch { throw Failure(.inputOutput, "the answer is not written down: \(error)") }
    say("written down in \(checks.path)")
  }

  private enum Answer { case yes, no, nobody }

  /// Reads a line of standard input; asks again unless it is yes or no.
  private static func answer(_ stop: StopRequest) -> Answer {
    while true {
      var polled = [STDIN_FILENO, stop.fd].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      let end = KernelWait.ofThisMachine.wait(for: &polled, milliseconds: -1)
      guard end == .ready, polled[1].revents == 0, let line = readLine() else { return .nobody }
      switch line.lowercased().filter({ $0 != " " }) {
      case "y", "yes": return .yes
      case "n", "no": return .no
      default:
        say("y or n: were they heard? ", terminator: "")
        fflush(nil)
      }
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
