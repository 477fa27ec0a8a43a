public import InfusionCore
public import Quantities
public import SerialSettings

/// One kind of device that Chairside speaks with: its line, the driver that reads it, and the voice that
/// speaks as it when it is simulated.
///
/// A kind is declared once, in its device's folder, and listed in `all`. It cannot be declared without a
/// voice, so every kind that can be read can be practised on.
public struct DeviceKind: Sendable {
  /// As on the command line: `nonin-df2`.
  public let name: String
  /// As people call it.
  public let title: String
  /// The line's settings unless the port says otherwise.
  public let line: LineSettings
  /// The usual time between readings.
  public let nominalInterval: TimeSpan
  public let sourceClock: SourceClock
  /// What shows that a frame of it is one, and so how soon its readings are used.
  public let proof: FrameProof
  public let carries: [Carried]
  public let evidence: [Evidence]
  /// Not for clinical use: only to practise with.
  public let isForTrainingOnly: Bool
  /// What its bytes come through.
  public let medium: Medium
  /// Whether several can be on one line, told apart by their addresses.
  public let hasAddresses: Bool
  /// What it gives when it is simulated.
  public let simulated: Set<Carried>
  private let makeDriver: @Sendable (DeviceKind, DriverOptions) -> any DeviceDriver
  private let makeDecoder: @Sendable (DriverOptions) -> any FrameDecoder
  private let makeVoice: @Sendable (Set<DeviceRole>) -> any SimulatedVoice

  /// - Parameters:
  ///   - proof: what shows that a frame is one.
  ///   - conversation: what its messages mean, and what it is asked.
  ///   - decoder: what finds the messages in its bytes.
  ///   - voice: how it speaks when it is simulated. It is given the roles of a `line` device, which every
  ///     other kind ignores.
  init<Talk: Conversation, Decoder: FrameDecoder, Voice: SimulatedVoice>(
    name: String, title: String, line: LineSettings, nominalInterval: TimeSpan, sourceClock: SourceClock,
    proof: FrameProof, carries: [Carried], evidence: [Evidence], isForTrainingOnly: Bool = false,
    medium: Medium = .serialLine, hasAddresses: Bool = false,
    conversation: @escaping @Sendable (DriverOptions) -> Talk,
    decoder: @escaping @Sendable (DriverOptions) -> Decoder,
    voice: @escaping @Sendable (Set<DeviceRole>) -> Voice
  ) where Decoder.Message == Talk.Message {
    self.name = name
    self.title = title
    self.line = line
    self.nominalInterval = nominalInterval
    self.sourceClock = sourceClock
    self.proof = proof
    self.carries = carries
    self.evidence = evidence
    self.isForTrainingOnly = isForTrainingOnly
    self.medium = medium
    self.hasAddresses = hasAddresses
    simulated = Set(carries).subtracting(Voice.untold)
    makeDriver = { kind, options in
      ConversationDriver(
        conversation(options), decoder: decoder(options), kind: kind, options: options)
    }
    makeDecoder = decoder
    makeVoice = voice
  }
}

/// What carries a device's bytes.
public enum Medium: Hashable, Sendable {
  case serialLine
  /// A connection over a network (TCP): one stream of bytes, as on a line.
  case connection
  /// A network that carries messages, each by itself (UDP).
  case datagrams
  /// A radio: values of named characteristics.
  case bluetooth(BluetoothProfile)
}

/// A kind is its name.
extension DeviceKind: Hashable, CustomStringConvertible {
  public var description: String { name }
  public static func == (one: DeviceKind, other: DeviceKind) -> Bool { one.name == other.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension DeviceKind {
  public func driver(_ options: DriverOptions) -> any DeviceDriver {
    options.listens ? ListeningDriver(self, options) : makeDriver(self, options)
  }

  /// Only its ear: what finds its frames.
  func decoder(_ options: DriverOptions) -> any FrameDecoder { makeDecoder(options) }

  /// The driver with the kind's own line settings.
  public func driver(
    source: SourceID, timing: DriverOptions.Timing = .arrival, conduct: SourceConduct = .follows
  ) -> any DeviceDriver {
    driver(DriverOptions(source: source, timing: timing, line: line.description, conduct: conduct))
  }

  /// What it says when it is simulated, from the moment in which it is switched on.
  ///
  /// - Parameter roles: what a `line` device tells of; other kinds tell what they always do.
  public func voice(telling roles: Set<DeviceRole>) -> any SimulatedVoice { makeVoice(roles) }

  /// Whether it is at the other end of a network or a radio, not of a serial cable.
  public var isOnNetwork: Bool { medium != .serialLine }

  /// Whether it sends many small frames a second, by itself.
  public var isFastStream: Bool {
    if case .nominal(let rate) = sourceClock { rate.frames >= 20 * rate.seconds } else { false }
  }

  /// How it is heard over Bluetooth; nil for a kind that is not.
  public var bluetooth: BluetoothProfile? {
    if case .bluetooth(let profile) = medium { profile } else { nil }
  }

  /// Whether it speaks by itself, as one must that calls.
  public var canCall: Bool { allowedFrames.isEmpty }

  /// What may be written to it; empty where it is only listened to.
  public var allowedFrames: [HarmlessFrame] { WriteAllowList.byKind[self] ?? [] }
}

/// What a device can give.
public enum Carried: String, CaseIterable, Hashable, Sendable {
  case hr, spo2, pi, rr, etco2, temp, nibp
  case pump
}

/// How we come to believe what a decoder does.
public enum Evidence: String, CaseIterable, Hashable, Sendable {
  case ownFormat = "our own format"
  case documentRead = "manufacturer's document read"
  case codeRead = "independent code read"
  case recorded = "recorded bytes"
  case manualQuoted = "manual quoted by others"
  case memory = "from memory, unchecked"
}
