import ArgumentParser
import DevicePorts
import Devices
import Glibc
import ProcessSignals
import Quantities
import SerialPort
import SerialSettings

/// What devices it speaks with, what ports there are, and what is on one of them.
struct Devices: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "devices",
    abstract: "The kinds of devices it speaks with, and the serial ports it can see.",
    discussion: """
      --probe listens at each line setting and names what it hears; it sends nothing, unless --ask lets it ask, one kind
      after the other, with frames that can harm nobody.
      --watch shows the readings of one device as they come, with counts of good and bad frames and of skipped bytes.
      PORT is a path (/dev/ttyUSB0?baud=9600), pty:PATH, tcp:HOST:PORT, file:PATH or -.

      Examples:  chairside devices
                 chairside devices --probe /dev/ttyUSB0
                 chairside devices --watch /dev/ttyUSB0 --device nonin-df2
      """)

  @Option(help: "Names what it hears on this port.") var probe: String?
  @Flag(help: "The probe may ask devices that stay silent until they are asked.") var ask = false
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
    let probe = DeviceProbe(try endpoint(text), mayAsk: ask, each: .seconds(Int64(seconds)))
    tell(text)
    let found = probe.run(.ofThisProcess(), tell: tell)
    guard let best = found.first else {
      let silent = ask ? "" : "; some devices are silent until asked: --ask"
      throw Failure(.foundWrong, "\(text): no known device heard\(silent)")
    }
    for finding in found { tell("\(finding.kind.name): \(finding.kind.title)") }
    tell("chairside monitor --device \(best.kind.name)@\(text)")
  }

  private func show(_ text: String, as name: String) throws(Failure) {
    let kind: DeviceKind
    do throws(UnknownDeviceKind) {
      kind = try DeviceKind.named(name)
    } catch { throw Failure(.usage, DeviceSpecError.unknownKind(error).description) }
    if kind.isForTrainingOnly && !training {
      throw Failure(.usage, "\(kind.title): a question may clear an alarm on it; --training allows that")
    }
    DeviceWatch(kind, at: try endpoint(text)).run(.ofThisProcess(), tell: tell)
  }

  private func endpoint(_ text: String) throws(Failure) -> Endpoint {
    do throws(EndpointError) {
      return try Endpoint(text)
    } catch { throw Failure(.usage, "port '\(text)': \(error.sentence)") }
  }
}

/// A line on standard output, at once: whoever reads it may be a pipe.
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
    let ports = FoundPort.all()
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
    return """
        \(name.padded(to: 15))\(title)
        \("".padded(to: 15))\(carried); \(line)\(asked); \(sure)
      """
  }
}

extension FoundPort {
  fileprivate var entry: String {
    let words = [adapter, isAllowed ? nil : "no permission to open it", stablePath].compactMap { $0 }
    return words.isEmpty ? "  \(path)" : "  \(path.padded(to: 15))\(words.joined(separator: "; "))"
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
