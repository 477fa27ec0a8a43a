import ArgumentParser
import DevicePorts
import Devices
import Glibc
import InfusionCore
import ProcessSignals
import Quantities
import SerialPort
import SerialSettings

/// Lists the devices that the program speaks with and the ports that there are, and tells what is on a port.
struct Devices: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "devices",
    abstract: "The kinds of devices it speaks with, and the serial ports it can see.",
    discussion: """
      --probe listens at each line setting and names what it hears; it sends nothing, unless --ask lets it ask, one kind
      after the other, with frames that can harm nobody.
      --watch shows the readings of one device as they come, with counts of good and bad frames and of skipped bytes.
      Below each port stand the names that it keeps (/dev/serial/by-id/..., by-path/...): use those.
      --probe ble: lists the Bluetooth devices that BlueZ knows and that have a service of a kind; --probe ble:ADDRESS --pair
      pairs one, and looks for it where BlueZ has not seen it.
      PORT is a path (/dev/ttyUSB0?baud=9600), pty:PATH, tcp:HOST:PORT, ble:ADDRESS, file:PATH or -; --watch also waits for
      callers at listen:[ADDRESS:]PORT. At its end --watch names each code or key that was not understood, once, with its count.

      Examples:  chairside devices
                 chairside devices --probe /dev/ttyUSB0
                 chairside devices --watch /dev/ttyUSB0 --device nonin-df2
                 chairside devices --probe ble:C0:FF:EE:00:12:34 --pair
      """.flowing)

  @Option(help: "Names what it hears on this port.") var probe: String?
  @Flag(help: "The probe may ask devices that stay silent until they are asked.") var ask = false
  @Flag(help: "Pairs the Bluetooth device that is probed, and trusts it.") var pair = false
  @Option(help: "Seconds that the probe listens at each setting.") var seconds: Int = 5
  @Option(help: "Shows the readings of the device on this port.") var watch: String?
  @Option(help: "The kind of the device that is watched.") var device: String?
  @Flag(help: "The device is to practise with: a kind that is not for clinical use may be asked.")
  var training = false

  func validate() throws {
    if probe != nil && watch != nil { throw ValidationError("--probe and --watch exclude each other") }
    if (watch == nil) != (device == nil) {
      throw ValidationError("--watch PORT and --device KIND go together")
    }
    if ask && probe == nil { throw ValidationError("--ask belongs to --probe") }
    if pair && (probe?.hasPrefix("ble:") != true || probe == "ble:") {
      throw ValidationError("--pair belongs to --probe ble:ADDRESS")
    }
    if training && watch == nil { throw ValidationError("--training belongs to --watch") }
    guard (1...60).contains(seconds) else { throw ValidationError("--seconds is 1 to 60") }
  }

  func run() throws {
    try ending {
      if let probe {
        try recognise(probe)
      } else if let watch, let device {
        try show(watch, as: device)
      } else {
        list()
      }
    }
  }

  private func recognise(_ text: String) throws(Failure) {
    if pair { try pairDevice(text) }
    if text.hasPrefix("ble:") { return try survey(text) }
    let place = try endpoint(text)
    if case .listen = place {
      throw Failure(.usage, "port '\(text)': a probe waits for no caller; --watch does")
    }
    let probe = DeviceProbe(place, mayAsk: ask, each: .seconds(Int64(seconds)))
    tell(text)
    let found: [DeviceProbe.Finding]
    switch probe.run(.ofThisProcess(), tell: tell) {
    case .heard(let findings): found = findings
    case .unopened(let loss):
      if case .file = place { throw Failure(.noInput, "\(text): \(loss.sentence)") }
      throw Failure(.foundWrong, "\(text): \(loss.sentence)\(advice(on: loss, text))")
    }
    guard let best = found.first else {
      let silent = ask ? "" : "; some devices are silent until asked: --ask"
      throw Failure(.foundWrong, "\(text): no known device heard\(silent)")
    }
    for finding in found { tell("\(finding.kind.name): \(finding.kind.title)") }
    tell("chairside monitor --device \(best.kind.name)@\(text)")
  }

  private func pairDevice(_ text: String) throws(Failure) {
    guard case .bluetooth(let address) = try endpoint(text) else { return }
    do throws(UnreadInput) {
      try BluetoothSurvey.pair(address) { tell("\(text): \($0)") }
    } catch { throw Failure(.foundWrong, "\(text): \(error.reason)") }
  }

  /// Tells what BlueZ knows, of all devices or of one, without connecting to any.
  private func survey(_ text: String) throws(Failure) {
    var wanted: String?
    if text != "ble:", case .bluetooth(let address) = try endpoint(text) { wanted = address }
    let survey: BluetoothSurvey
    do throws(UnreadInput) {
      survey = try BluetoothSurvey()
    } catch { throw Failure(.foundWrong, "\(text): \(error.reason)") }
    let found = survey.found.filter { wanted == nil || $0.address == wanted }
    for device in found { tell(device.description) }
    if wanted == nil, survey.others > 0 { tell("\(survey.others) more without a service that is known here") }
    guard found.isEmpty else { return }
    let advice =
      pair
      ? "it has none of the services of a kind, as far as BlueZ knows by now"
      : "no such device that BlueZ knows; switch it on, then: chairside devices --probe ble:ADDRESS --pair"
    throw Failure(.foundWrong, "\(text): \(advice)")
  }

  private func advice(on loss: LinkLoss, _ path: String) -> String {
    guard loss == .forbidden, let group = DeviceTree.group(of: path) else { return "" }
    return "; it belongs to the group \(group): sudo adduser \"$USER\" \(group), then log in again"
  }

  private func show(_ text: String, as name: String) throws(Failure) {
    let spec = try spec(name, text)
    do throws(UnreadInput) {
      try OverheardDevice(spec).run(.ofThisProcess(), tell: tell)
    } catch { throw Failure(.noInput, "\(text): \(error.reason)") }
  }

  private func spec(_ name: String, _ place: String) throws(Failure) -> DeviceSpec {
    do throws(DeviceSpecError) {
      let specs = try DeviceSpec.parse(["\(name)@\(place)"])
      for spec in specs { try spec.check(isTraining: training, usesSourceClock: false) }
      guard let spec = specs.first else { throw DeviceSpecError.noPlace(name) }
      return spec
    } catch { throw Failure(.usage, error.description) }
  }

  private func endpoint(_ text: String) throws(Failure) -> Endpoint {
    do throws(EndpointError) {
      return try Endpoint(text)
    } catch { throw Failure(.usage, "port '\(text)': \(error.sentence)") }
  }
}

/// Prints a line at once, because its reader may be a pipe.
private func tell(_ line: String) {
  say(line)
  fflush(nil)
}

// MARK: - The list

extension Devices {
  private func list() {
    say("KINDS")
    for kind in DeviceKind.all {
      say(kind.entry)
    }
    say("PORTS")
    let ports = DeviceTree().ports
    if ports.isEmpty {
      say("  none: no serial port on this machine that has a chip or an adapter behind it")
    }
    for port in ports { say(port.entry) }
  }
}

extension DeviceKind {
  fileprivate var entry: String {
    let carried = carries.map(\.rawValue).joined(separator: " ")
    let sure = evidence.map(\.rawValue).joined(separator: ", ")
    let asked = allowedFrames.isEmpty ? "" : "; is asked"
    let line =
      bluetooth != nil
      ? "over Bluetooth, no line settings"
      : isOnNetwork ? "over a network, no line settings" : "\(line)"
    return """
        \(name.padded(to: 15))\(title)
        \("".padded(to: 15))\(carried); \(line)\(asked); \(sure)
      """
  }
}

extension FoundPort {
  fileprivate var entry: String {
    let words = [product, identity, isAllowed ? nil : "no permission to open it"].compactMap { $0 }
    let names = [stablePath, isToldByPlace ? placePath : nil].compactMap { $0 }
    let first = "  \(path.padded(to: 15))\(words.joined(separator: "; "))"
    return ([first] + names.map { "  \("".padded(to: 15))\($0)" }).joined(separator: "\n")
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
