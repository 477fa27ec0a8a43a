import ArgumentParser
import DevicePorts
import PatientSimulator
import Practice
import SerialPort
import SessionRecord

/// Simulated sessions as files, or simulated devices as ports.
struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Simulated sessions as files, or simulated devices as serial ports.",
    discussion: """
      --out writes complete sessions; the same arguments give the same bytes. With --scenario it is one session of your
      choosing, with a script of your own if you give one.
      --pty offers the devices of a simulated patient as pseudo-terminals (hl7: as a TCP port), and prints KIND PATH for
      each, until it is interrupted; on a terminal, keys make faults. With --call, hl7 does not wait for a call: it calls
      a host that listens (monitor --device hl7@listen:PORT).

      Examples:  chairside simulate --out DIR --sessions 20 --seed 1
                 chairside simulate --out DIR --scenario desaturation --patient P-7 --script answers.txt
                 chairside simulate --pty hypertension --link /tmp/trolley --infuse-after 30
                 chairside simulate --pty --device contec-v7 --device suntech --device asena
                 chairside simulate --pty --device hl7 --call 127.0.0.1:2575
      """.flowing)

  @Option(help: "Writes sessions into this folder.") var out: String?
  @Option(help: "How many.") var sessions: Int?
  @Option(help: "The seed of everything that is simulated.") var seed: UInt64 = 1
  @Option(help: "When the first one begins, ISO 8601 (default: 2026-01-05T08:00:00Z).") var start:
    WallTimeArgument?

  @Option(help: "One session: a scenario's name, or a file with one.") var scenario: String?
  @Option(help: "What is done in that session (default: what a good nurse does).") var script: String?
  @Flag(help: "That session is a drill: --weight is what somebody typed, and its score is recorded.")
  var drill = false

  @Option(
    defaultAsFlag: "uneventful", help: "Offers devices as ports: a scenario's name, or a file with one.")
  var pty: String?
  @Option(help: "A folder for links to the ports that stay when a device is unplugged.") var link: String?
  @Option(help: "HOST:PORT that hl7 calls, instead of waiting for a call.") var call: String?
  @Option(help: "Seconds until an infusion of the plan begins (else key s).") var infuseAfter: Int?

  @Option(
    name: .customLong("device"),
    help: ArgumentHelp(
      "A simulated device of this kind; may be given several times (default: an oximeter and a cuff).",
      discussion: "Every kind that monitor knows, or all. hl7 is a TCP port, the others are serial.")
  )
  var devices: [String] = []
  @OptionGroup var patient: PatientOptions
  @OptionGroup var configured: ConfigurationOptions

  func validate() throws {
    try OverlookedValue.refuse("--pty")
    guard (out == nil) != (pty == nil) else { throw ValidationError("give either --out DIR or --pty") }
    if let sessions, sessions < 1 { throw ValidationError("--sessions must be above 0") }
    if let infuseAfter, infuseAfter < 0 { throw ValidationError("--infuse-after must not be below 0") }
    if let strange = strangers.first { throw ValidationError(strange) }
  }

  /// Sentences about options that do not fit what was asked for: they are refused, not ignored.
  private var strangers: [String] {
    var sentences: [String] = []
    func refuse(_ isGiven: Bool, _ name: String, _ belongs: String) {
      if isGiven { sentences.append("\(name): only with \(belongs)") }
    }
    if out != nil {
      refuse(link != nil, "--link", "--pty")
      refuse(call != nil, "--call", "--pty")
      refuse(infuseAfter != nil, "--infuse-after", "--pty")
    } else {
      refuse(sessions != nil, "--sessions", "--out")
      refuse(start != nil, "--start", "--out")
      refuse(scenario != nil, "--scenario", "--out; say --pty SCENARIO")
      refuse(patient.patient != nil || patient.chair != nil, "--patient and --chair", "--out --scenario")
    }
    if scenario == nil {
      refuse(script != nil, "--script", "--out --scenario")
      refuse(drill, "--drill", "--out --scenario")
    }
    if out != nil, scenario == nil {
      let words = [patient.patient, patient.chair, patient.plan].compactMap { $0 }
      refuse(
        !words.isEmpty || patient.weight != nil, "--patient, --chair, --weight and --plan",
        "--out --scenario or --pty")
      refuse(!devices.isEmpty, "--device", "--out --scenario or --pty")
    }
    if scenario != nil { refuse(sessions != nil, "--sessions", "--out without --scenario") }
    return sentences
  }

  /// The address that devices on a network call; nil if they wait for a call.
  func host() throws(Failure) -> Endpoint? {
    guard let call else { return nil }
    do throws(EndpointError) { return try Endpoint("tcp:\(call)") } catch {
      throw Failure(.usage, "--call: \(error.sentence)")
    }
  }

  func run() throws {
    try ending {
      if let out {
        try SimulatedSessions(self).write(into: out)
      } else if let pty {
        try SimulatedPorts(self, scenario: pty).offer()
      }
    }
  }
}

/// A time of the wall clock as it is typed.
struct WallTimeArgument: ExpressibleByArgument {
  let value: WallTime

  init?(argument: String) {
    guard let time = WallTime(argument) else { return nil }
    value = time
  }
}
