import ArgumentParser
import MonitorApp
import PatientSimulator

/// Where readings come from.
struct DeviceOptions: ParsableArguments {
  @Option(
    name: .customLong("device"),
    help: ArgumentHelp(
      "A device, KIND@WHERE; may be given several times, in the order of preference.",
      discussion: "WHERE is a serial path (/dev/ttyUSB0?baud=9600), -, file:PATH, pty:PATH or tcp:HOST:PORT.")
  )
  var devices: [String] = []

  @Option(
    defaultAsFlag: "uneventful",
    help: "A simulated patient instead of devices: a scenario's name, or a file with one.")
  var simulate: String?

  @Option(help: "The seed of everything that is simulated.") var seed: UInt64 = 1

  func specs() throws(Failure) -> [DeviceSpec] {
    do throws(DeviceSpecError) {
      return try DeviceSpec.parse(devices)
    } catch { throw Failure(.usage, error.description) }
  }

  func scenario() throws(Failure) -> Scenario? {
    guard let simulate else { return nil }
    return try Scenario.load(simulate)
  }
}

/// Whose time a session's is.
enum ClockChoice: String, ExpressibleByArgument, CaseIterable {
  case wall, source
}
