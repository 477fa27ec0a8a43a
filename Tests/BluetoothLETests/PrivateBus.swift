import Foundation
import Glibc
import TestBench

/// A message bus of this test alone (`dbus-daemon`), gone when this is.
final class PrivateBus {
  /// As a client is told it.
  var address: String { "unix:path=\(scratch.file("bus"))" }
  let scratch = ScratchFolder()
  private var daemon: StartedProgram?

  static let program: String? = ["/usr/bin/dbus-daemon", "/bin/dbus-daemon"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }
  static let isInstalled = program != nil

  enum Trouble: Error { case neverListened(said: String) }

  /// Starts it, and waits until it tells its address, however busy the machine is. That its socket has a
  /// name is not enough: for a moment nobody listens there yet.
  init() throws {
    // Everybody may do everything: what a system's bus forbids is not what is tried here.
    let settings = """
      <busconfig><type>custom</type><listen>\(address)</listen><auth>EXTERNAL</auth>
      <policy context="default">
      <allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/>
      </policy>
      </busconfig>
      """
    let file = scratch.write(settings, to: "bus.conf")
    daemon = try StartedProgram(
      Self.program ?? "", ["--nofork", "--nopidfile", "--print-address=1", "--config-file=\(file)"],
      saying: scratch.file("said"))
    for _ in 0..<3000 {
      if scratch.text("said").hasPrefix("unix:") { return }
      usleep(10_000)
    }
    throw Trouble.neverListened(said: scratch.text("said"))
  }

  /// Kills it: it says goodbye to nobody.
  func stop() { daemon = nil }
}
