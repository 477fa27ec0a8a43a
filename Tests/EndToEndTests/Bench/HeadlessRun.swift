import CLinux
import Glibc

/// A run without a terminal, from its first byte of input to its end.
struct HeadlessRun {
  let status: Int32
  /// Standard output, a line each.
  let events: [String]
  let complaints: String

  /// Waits for the end of `chairside` with these arguments; `input` is all that standard input ever says.
  static func of(
    _ arguments: [String], input: String = "", environment: [String: String] = [:],
    program: String = Program.path, on chair: Chair
  ) async -> HeadlessRun? {
    var ends: [Int32] = [-1, -1]
    guard cl_pipe(&ends) == 0 else { return nil }
    defer { close(ends[0]) }
    // What fits into the pipe is there before anybody reads.
    let written = write(ends[1], input, input.utf8.count)
    close(ends[1])
    guard written == input.utf8.count else { return nil }
    let (out, complaints) = (chair.path("out"), chair.path("complaints"))
    let fresh = O_WRONLY | O_CREAT | O_TRUNC
    let standard: [OpenedAs] = [
      .descriptor(ends[0]), .path(out, flags: fresh), .path(complaints, flags: fresh),
    ]
    guard
      let program = Program.start(
        arguments, standard: standard, environment: environment, program: program),
      await eventually({ program.exitStatus != nil }), let status = program.exitStatus
    else { return nil }
    return HeadlessRun(
      status: status,
      events: (TextFile.read(out) ?? "").split(separator: "\n").map(String.init),
      complaints: TextFile.read(complaints) ?? "")
  }

  /// The same of a shell's command, in which `$0` is the program.
  static func shell(_ command: String, input: String = "", on chair: Chair) async -> HeadlessRun? {
    await of(["-c", command, Program.path], input: input, program: "/bin/sh", on: chair)
  }

  func events(_ name: String) -> [String] { events.filter { $0.contains("\"event\":\"\(name)") } }
}
