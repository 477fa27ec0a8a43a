public import Devices
public import InfusionCore
public import SerialPort

/// One `--device KIND@WHERE`: what it speaks, where it is, and its name in this session.
public struct DeviceSpec: Sendable {
  public let kind: DeviceKind
  public let endpoint: Endpoint
  /// The kind, `KIND-2` for the second of a kind.
  public let source: SourceID
  /// Whose messages are meant, where they name it: `?bed=BED7`, `?patient=P-0142`.
  public var addressee = Addressee()
  /// Which device on the line is asked: `?address=3`; nil for the kind's usual one.
  public var address: LineAddress?
  /// What the place turned out to be, if it is a capture (`loadCapture`).
  public var capture: CaptureReader?
  /// The conduct of the source that a resumed session was last told of.
  private(set) var conduct = SourceConduct.follows
  /// The standing sensor status that the source last said in a resumed session.
  private(set) var standingStatus: SensorStatus?
  /// The adapter that a resumed session is bound to.
  private(set) var lastAdapter: String?

  /// Whether others call there.
  var listens: Bool { capture?.header.listens ?? endpoint.isCalled }

  /// What the session must know of it.
  public var description: SourceDescription {
    SourceDescription(id: source, nominalInterval: kind.nominalInterval)
  }

  /// The same for a resumed session: a source that did not follow its kind must first show that it does, and
  /// a sensor that was off stays off until the source says otherwise.
  public func goingOn(in session: Session) -> DeviceSpec {
    var spec = self
    spec.conduct = session.devices[source]?.conduct ?? .follows
    spec.standingStatus = session.devices[source]?.standingStatus
    spec.lastAdapter = session.devices[source]?.bound?.adapter
    return spec
  }

  /// Reads the options in their order, which is the order of preference.
  public static func parse(_ texts: [String]) throws(DeviceSpecError) -> [DeviceSpec] {
    var asked: [(kind: DeviceKind, place: Place)] = []
    for text in texts {
      let kind = try kind(text)
      asked.append((kind, try place(text, of: kind)))
    }
    if asked.count(where: { $0.place.endpoint == .standardInput }) > 1 { throw .standardInputTwice }
    return zip(asked, asked.map(\.kind).sources).map {
      DeviceSpec(
        kind: $0.kind, endpoint: $0.place.endpoint, source: $1, addressee: $0.place.addressee,
        address: $0.place.address)
    }
  }

  /// Refuses what must not, or cannot, be listened to in this session.
  ///
  /// - Parameters:
  ///   - isTraining: nobody is treated.
  ///   - usesSourceClock: session time comes from the input.
  public func check(isTraining: Bool, usesSourceClock: Bool) throws(DeviceSpecError) {
    if !kind.medium.fits(endpoint) { throw .wrongMedium(kind, endpoint) }
    if kind.isForTrainingOnly && !isTraining { throw .forTrainingOnly(kind.name) }
    if case .bluetooth = endpoint, usesSourceClock { throw .listensWithoutAnEnd(kind.name) }
    if endpoint.isCalled {
      if usesSourceClock { throw .listensWithoutAnEnd(kind.name) }
      if !kind.canCall { throw .mustBeAsked(kind.name) }
    }
    if usesSourceClock, capture == nil, case .none = kind.sourceClock { throw .noClock(kind.name) }
  }

  private static func kind(_ text: String) throws(DeviceSpecError) -> DeviceKind {
    do throws(UnknownDeviceKind) {
      return try DeviceKind.named(text.prefix { $0 != "@" })
    } catch { throw .unknownKind(error) }
  }

  /// What stands behind the `@`.
  private struct Place {
    var endpoint: Endpoint
    var addressee: Addressee
    var address: LineAddress?
  }

  private static func place(_ text: String, of kind: DeviceKind) throws(DeviceSpecError) -> Place {
    guard let at = text.firstIndex(of: "@") else { throw .noPlace(text) }
    do throws(EndpointError) {
      var place = String(text[text.index(after: at)...])
      // Only a kind on a network carries the messages of many patients.
      let addressee = kind.medium == .connection ? try Addressee.cut(from: &place) : Addressee()
      let address = kind.hasAddresses ? try LineAddress.cut(from: &place) : nil
      return Place(endpoint: try Endpoint(place), addressee: addressee, address: address)
    } catch { throw .endpoint(text, error) }
  }
}

/// Why a `--device` cannot be understood.
public enum DeviceSpecError: Error {
  case unknownKind(UnknownDeviceKind)
  /// No `@WHERE` behind the kind.
  case noPlace(String)
  case endpoint(String, EndpointError)
  case standardInputTwice
  /// Its maker says that it is not for clinical use.
  case forTrainingOnly(String)
  /// What it sends does not come that way.
  case wrongMedium(DeviceKind, Endpoint)
  /// Its bytes say nothing about time.
  case noClock(String)
  /// A device that calls does so in its own time, and may call again, so its input has no end to read to.
  case listensWithoutAnEnd(String)
  /// A device that must be asked never calls by itself.
  case mustBeAsked(String)
}

extension DeviceSpecError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknownKind(let unknown):
      "unknown device kind '\(unknown.name)'" + Spelling.choice(for: unknown.name, among: unknown.known)
    case .noPlace(let text):
      "device '\(text)' says no place: \(text)@/dev/ttyUSB0, \(text)@-, \(text)@file:PATH"
    case .endpoint(let text, let error): "device '\(text)': \(error.sentence)"
    case .standardInputTwice: "standard input can feed one device only"
    case .forTrainingOnly(let kind):
      """
      \(kind) is to practise with only: its maker says that it is not for clinical use on humans, and the \
      first question after an alarm clears the alarm on the pump; --training allows it where nobody is treated
      """
    case .listensWithoutAnEnd(let kind):
      "\(kind): --clock source reads an input to its end, and a port where others call, or a radio, has none"
    case .mustBeAsked(let kind): "\(kind) says nothing unless it is asked, so it calls nobody: no listen:"
    case .wrongMedium(let kind, let endpoint):
      switch (kind.medium, endpoint) {
      case (.datagrams, _): "\(kind) is reached by udp:HOST:PORT, not at '\(endpoint)'"
      case (_, .bluetooth): "\(kind) is not heard over Bluetooth; \(Self.bluetoothKinds) are"
      case (.serialLine, _), (.connection, _), (.bluetooth, _):
        "\(kind) is not reached by messages (udp:), as at '\(endpoint)'"
      }
    case .noClock(let kind):
      """
      \(kind) has no rate of its own, so its bytes say nothing about time: --clock source cannot play them, \
      but for a capture (--capture), which has the time of every byte
      """
    }
  }

  private static var bluetoothKinds: String {
    DeviceKind.all.filter { $0.bluetooth != nil }.map(\.name).joined(separator: ", ")
  }
}
