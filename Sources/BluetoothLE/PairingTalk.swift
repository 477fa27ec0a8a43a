/// The conversation with BlueZ by which one device is paired, without I/O: look for it, where BlueZ has not
/// seen it yet; pair it, by an agent that can show nothing and type nothing; then trust it, so that it may
/// connect by itself.
///
/// It hears each message, and answers with calls to make and steps to tell. It throws what ends it without
/// success.
struct PairingTalk: Sendable {
  enum Step: Hashable, Sendable {
    case call(Call)
    case tell(PairingStep)
  }

  enum Call: Hashable, Sendable {
    /// To hear which devices are seen.
    case watchComing
    case registerAgent
    case objects
    case search(adapter: String)
    case endSearch(adapter: String)
    case pair(String)
    case trust(String)
  }

  private let address: String
  private var device: String?
  private var isSearching = false

  init(address: String) { self.address = address }

  func begin() -> [Call] { [.watchComing, .registerAgent, .objects] }

  mutating func answered(_ call: Call, _ answer: [BusValue]) throws(BluetoothLoss) -> [Step] {
    switch call {
    case .watchComing, .registerAgent, .search, .endSearch: return []
    case .objects: return try look(BlueZObjects(answer))
    case .pair(let path): return [.call(.trust(path))]
    case .trust: return [.tell(.done)]
    }
  }

  mutating func refused(_ call: Call, name: String, words: String) throws(BluetoothLoss) -> [Step] {
    let error = name.split(separator: ".").last.map(String.init) ?? name
    switch (call, error) {
    case (_, "AccessDenied"): throw .forbidden
    // Another program may search already, and BlueZ may have ended it.
    case (.watchComing, _), (.endSearch, _), (.search, "InProgress"), (.registerAgent, "AlreadyExists"):
      return []
    case (.search, "NotReady"): throw .adapterIsOff
    case (.pair(let path), "AlreadyExists"): return [.call(.trust(path))]
    case (.pair, "AuthenticationFailed"), (.pair, "AuthenticationCanceled"),
      (.pair, "AuthenticationRejected"),
      (.pair, "AuthenticationTimeout"):
      throw .pairingRefused(words.isEmpty ? error : words)
    case (.pair, "UnknownObject"), (.pair, "UnknownMethod"): throw .unknownDevice
    default: throw .notReached(words.isEmpty ? name : words)
    }
  }

  mutating func signal(member: String, _ body: [BusValue]) -> [Step] {
    guard member == "InterfacesAdded", device == nil,
      body.last?.table[BlueZObjects.deviceInterface]?.table["Address"]?.text?.uppercased() == address
    else { return [] }
    return [.call(.objects)]
  }

  /// Whether the agent says yes to what BlueZ asks: only if this device is to be let in. It refuses figures
  /// to compare or to type, because nobody is there to do that.
  func allows(_ member: String, _ body: [BusValue]) -> Bool {
    switch member {
    case "Release", "Cancel": true
    case "RequestAuthorization", "AuthorizeService": device != nil && body.first?.text == device
    default: false
    }
  }

  private mutating func look(_ objects: BlueZObjects) throws(BluetoothLoss) -> [Step] {
    if objects.adapters.isEmpty { throw .noAdapter }
    guard device == nil else { return [] }
    guard let found = objects.device(address) else { return try search(objects) }
    guard objects.adapters[found.adapter] ?? true else { throw .adapterIsOff }
    device = found.path
    let quiet: [Step] = isSearching ? [.call(.endSearch(adapter: found.adapter))] : []
    if found.isPaired { return quiet + [.call(.trust(found.path))] }
    return quiet + [.tell(.pairing), .call(.pair(found.path))]
  }

  private mutating func search(_ objects: BlueZObjects) throws(BluetoothLoss) -> [Step] {
    guard let adapter = objects.adapters.filter(\.value).keys.min() else { throw .adapterIsOff }
    guard !isSearching else { return [] }
    isSearching = true
    return [.tell(.searching), .call(.search(adapter: adapter))]
  }
}

/// How far a device's pairing is.
public enum PairingStep: Hashable, Sendable {
  /// BlueZ has not seen it yet: it is looked for.
  case searching
  case pairing
  /// It is paired and trusted.
  case done
}

extension PairingTalk.Call {
  /// The agent's path on the bus. No object stands behind it; calls to it come as messages.
  static let agent = "/chairside/agent"
  private static let agents = "org.bluez.AgentManager1"
  private static let properties = "org.freedesktop.DBus.Properties"

  var call: BusCall {
    switch self {
    case .watchComing: .match("type='signal',sender='\(BlueZPeer.name)',member='InterfacesAdded'")
    case .registerAgent:
      BusCall(
        path: "/org/bluez", interface: Self.agents, method: "RegisterAgent",
        arguments: [.path(Self.agent), .text("NoInputNoOutput")])
    case .objects: BlueZTalk.Call.objects.call
    case .search(let adapter):
      BusCall(path: adapter, interface: BlueZObjects.adapterInterface, method: "StartDiscovery")
    case .endSearch(let adapter):
      BusCall(path: adapter, interface: BlueZObjects.adapterInterface, method: "StopDiscovery")
    case .pair(let path): BusCall(path: path, interface: BlueZObjects.deviceInterface, method: "Pair")
    case .trust(let path):
      BusCall(
        path: path, interface: Self.properties, method: "Set",
        arguments: [.text(BlueZObjects.deviceInterface), .text("Trusted"), .flag(true)])
    }
  }
}
