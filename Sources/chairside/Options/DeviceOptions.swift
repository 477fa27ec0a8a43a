import ArgumentParser
import DevicePorts
import InfusionCore
import PatientSimulator

/// Where readings come from.
struct DeviceOptions: ParsableArguments {
  @Option(
    name: .customLong("device"),
    help: ArgumentHelp(
      "A device, KIND@WHERE; may be given several times, in the order of preference.",
      discussion: """
        WHERE is a serial path (/dev/serial/by-id/NAME?baud=9600; `chairside devices` lists them), -, file:PATH, \
        pty:PATH, tcp:HOST:PORT, udp:HOST:PORT, ble:ADDRESS (a Bluetooth device that BlueZ knows), \
        or listen:[ADDRESS:]PORT, where a monitor or gateway calls (only from this machine, unless an address is given). \
        For hl7, ?bed=BED7 and ?patient=ID say whose messages are meant; for fresenius, ?address=3 which pump of a rack, \
        ?address=none one that stands alone.
        """.flowing)
  )
  var devices: [String] = []

  @Option(
    defaultAsFlag: "uneventful",
    help: "A simulated patient instead of devices: a scenario's name, or a file with one.")
  var simulate: String?

  @Option(help: "The seed of everything that is simulated.") var seed: UInt64 = 1

  @Flag(
    help: "Nobody is treated: a kind that is not for clinical use may be listened to. Marked as a simulation."
  )
  var training = false

  @Flag(help: "Keeps the bytes of every device as they came, with their times, beside the session.")
  var capture = false

  func validate() throws { try OverlookedValue.refuse("--simulate") }

  /// The devices, checked. A file that is a capture is read to its end.
  func specs(_ clock: ClockChoice) throws(Failure) -> [DeviceSpec] {
    if capture && (clock == .source || devices.isEmpty) {
      throw Failure(
        .usage, "--capture keeps what comes from a --device, at the time it comes: not --clock source")
    }
    var specs = try parsed()
    for index in specs.indices {
      do throws(CaptureFailure) { try specs[index].loadCapture() } catch {
        throw Failure(error)
      }
      do throws(DeviceSpecError) {
        try specs[index].check(isTraining: training, usesSourceClock: clock == .source)
      } catch { throw Failure(.usage, error.description) }
    }
    return specs
  }

  private func parsed() throws(Failure) -> [DeviceSpec] {
    do throws(DeviceSpecError) { return try DeviceSpec.parse(devices) } catch {
      throw Failure(.usage, error.description)
    }
  }

  /// The origin of a session with these devices. A capture is played again, so its session is no patient's.
  func origin(of specs: [DeviceSpec]) -> Origin {
    if training { return .drill }
    if simulate != nil { return .simulated }
    return specs.contains { $0.capture != nil } ? .replay : .live
  }

  func scenario() throws(Failure) -> Scenario? {
    guard let simulate else { return nil }
    return try Scenario.load(simulate)
  }
}

/// The clock that gives a session its time.
enum ClockChoice: String, ExpressibleByArgument, CaseIterable {
  case wall, source
}
