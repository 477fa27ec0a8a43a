import ArgumentParser
import BeaconSockets
import CursesTerminal
import Glibc
import MonitorApp
import ProcessSignals
import SessionJournal
import StationKeeper
import TextScreen

/// The instructor's console of a drill.
struct Instruct: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "instruct",
    abstract: "The instructor's console of a drill that was begun with --instructor.",
    discussion: """
      On a second terminal: how the patient truly is beside what stands on the trainee's screen, and what the scenario
      still has. What is typed happens: an event of a scenario (airway level=0.8), a value (set spo2=84), the patient's
      words (say I feel sick), freeze and go, and again 22: the drill from minute 22 of the infusion as another session.
      SOCKET is found where one drill listens.

      With --lines every line that is read is done, an empty one asks how it stands, and what came of it is printed.

      Examples:  chairside drill desaturation --seed 7 --instructor
                 chairside instruct
                 printf 'set spo2=84\\n\\n' | chairside instruct --lines
      """.flowing)

  @Argument(help: "The drill's chair, or its socket; where one drill listens, it is found.") var socket:
    String?
  @OptionGroup var sessions: SessionsOptions
  @Flag(help: "No screen: orders are read as lines, and answers printed.") var lines = false
  @OptionGroup var drawing: DrawingOptions

  func run() throws {
    try ending {
      if lines { return try talk() }
      guard isatty(STDOUT_FILENO) == 1 else {
        throw Failure(.usage, "this needs a terminal; --lines runs without one")
      }
      guard let link = StationLink.inherit() else {
        _ = try call()
        throw ExitCode(Keeper.run(StationCommand(arguments: CommandWords.given)))
      }
      link.say(.noSession)
      let signals = TerminalSignals.ofThisProcess()
      let path = try path()
      let terminal = try OpenedTerminal.openScreen(Environment.process, drawing)
      InstructorScreen(path: path, terminal: terminal, signals: signals).run()
    }
  }

  private func talk() throws(Failure) {
    let call = try call()
    InstructorTalk(call, input: STDIN_FILENO, stop: .ofThisProcess()) { line in
      say(line)
      fflush(nil)
    }.run()
  }

  private func call() throws(Failure) -> InstructorCall {
    let path = try path()
    guard let call = InstructorCall(path: path) else {
      throw Failure(.noInput, "\(path): no drill listens there")
    }
    return call
  }

  private func path() throws(Failure) -> String {
    let folder = SessionArchive(root: try sessions.directory).chairsFolder
    if let socket {
      // A chair's name is enough.
      let ofChair = "\(folder)/\(InstructorFolder.name(ofChair: ChairFileName.encoded(socket)))"
      return !socket.contains("/") && access(socket, F_OK) != 0 && access(ofChair, F_OK) == 0
        ? ofChair : socket
    }
    let found = InstructorFolder.paths(in: folder)
    guard let first = found.first else {
      throw Failure(
        .noInput, "no drill listens for an instructor: begin one with drill SCENARIO --instructor")
    }
    guard found.count == 1 else {
      throw Failure(.usage, "several drills listen; name one of \(found.joined(separator: ", "))")
    }
    return first
  }
}
