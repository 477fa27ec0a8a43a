/// The conversation with BlueZ about one device, without I/O: find it, connect to it, wait until its services
/// are known, ask for what it notifies of, and hear that.
///
/// It hears each message, and answers with calls to make and events to tell. It throws what ends it; the
/// caller then begins anew.
struct BlueZTalk: Sendable {
  enum Step: Hashable, Sendable {
    case call(Call)
    case tell(BluetoothEvent)
  }

  enum Call: Hashable, Sendable {
    /// To hear which devices BlueZ forgets.
    case watchForgetting
    /// To hear what changes at a device and at what belongs to it.
    case watch(String)
    case objects
    case connect(String)
    /// Once, as the link begins.
    case read(String)
    case startNotify(String)
    case disconnect(String)
  }

  private let address: String
  private let names: [String]
  private let readOnce: [String]
  private var device: String?
  private var stage = Stage.looking
  /// The characteristics that are listened to, by their paths.
  private var heard: [String: String] = [:]
  private var readable: [String: String] = [:]
  /// Steps found by reading, before anything could be listened to. Reading alone does not open the device.
  private var early: [Step] = []
  /// Whether the link is of our making.
  private(set) var hasConnected = false

  private enum Stage: Hashable { case looking, connecting, resolving, subscribing(Set<String>), listening }

  /// - Parameters:
  ///   - names: the characteristics to listen to, 32 digits each.
  ///   - readOnce: those that are asked for their value before that.
  init(address: String, characteristics names: [String], readOnce: [String] = []) {
    self.address = address
    self.names = names
    self.readOnce = readOnce
  }

  func begin() -> [Call] { [.watchForgetting, .objects] }

  /// What to say at the end.
  func end() -> [Call] { hasConnected ? device.map { [.disconnect($0)] } ?? [] : [] }

  mutating func answered(_ call: Call, _ answer: [BusValue]) throws(BluetoothLoss) -> [Step] {
    switch call {
    case .watchForgetting, .watch, .disconnect: return []
    case .objects: return try look(BlueZObjects(answer))
    case .connect:
      hasConnected = true
      stage = .resolving
      return [.call(.objects)]
    case .read(let path): return read(path, answer)
    case .startNotify(let path): return started(path)
    }
  }

  mutating func refused(_ call: Call, name: String, words: String) throws(BluetoothLoss) -> [Step] {
    switch (call, Self.lastPart(of: name)) {
    case (.watchForgetting, _), (.watch, _), (.disconnect, _), (.read, _): return []
    case (.connect, "AlreadyConnected"): return [.call(.objects)]
    case (.startNotify(let path), "InProgress"): return started(path)
    case (_, "ServiceUnknown"), (_, "NameHasNoOwner"), (_, "NoReply"): throw .noBlueZ
    case (_, "AccessDenied"): throw .forbidden
    case (.connect, "UnknownObject"), (.connect, "UnknownMethod"): throw .unknownDevice
    case (.startNotify, "NotConnected"), (.startNotify, "UnknownObject"): throw .vanished
    case (.startNotify(let path), _) where isOneOfSeveral: return withdrawn(path)
    case (.startNotify, "NotPermitted"), (.startNotify, "NotAuthorized"), (_, "AuthenticationFailed"):
      throw .notPaired
    default: throw Self.isAboutPairing(words) ? .notPaired : .notReached(words.isEmpty ? name : words)
    }
  }

  mutating func signal(path: String, member: String, _ body: [BusValue]) throws(BluetoothLoss) -> [Step] {
    switch member {
    case "InterfacesRemoved":
      let isOurs = device != nil && body.first?.text == device
      if isOurs && body.last?.list.contains(.text(BlueZObjects.deviceInterface)) ?? false {
        throw .unknownDevice
      }
    case "PropertiesChanged": return try changed(path, body)
    default: break
    }
    return []
  }

  // MARK: On the way

  private mutating func look(_ objects: BlueZObjects) throws(BluetoothLoss) -> [Step] {
    // Two looks may be under way: what the first one has begun is not begun again.
    if isSubscribed { return [] }
    if objects.adapters.isEmpty { throw .noAdapter }
    guard let device = objects.device(address) else {
      throw objects.adapters.values.contains(true) ? .unknownDevice : .adapterIsOff
    }
    guard objects.adapters[device.adapter] ?? true else { throw .adapterIsOff }
    // From now on changes are heard. A second look finds those that came before.
    guard self.device == device.path else {
      self.device = device.path
      return [.call(.watch(device.path)), .call(.objects)]
    }
    guard device.isConnected else {
      if hasConnected { throw .vanished }
      stage = .connecting
      return [.call(.connect(device.path))]
    }
    guard device.isResolved else {
      stage = .resolving
      return []
    }
    readable = objects.characteristics(of: device, among: readOnce)
    return try subscribe(objects.characteristics(of: device, among: names))
  }

  private var isSubscribed: Bool {
    switch stage {
    case .subscribing, .listening: true
    case .looking, .connecting, .resolving: false
    }
  }

  private mutating func subscribe(_ found: [String: String]) throws(BluetoothLoss) -> [Step] {
    if found.isEmpty { throw .otherService }
    heard = found
    stage = .subscribing(Set(found.keys))
    return readable.keys.sorted().map { .call(.read($0)) }
      + found.keys.sorted().map { .call(.startNotify($0)) }
  }

  private mutating func read(_ path: String, _ answer: [BusValue]) -> [Step] {
    guard let name = readable[path], let value = answer.first?.bytes else { return [] }
    let step = Step.tell(.value(characteristic: name, value))
    if stage == .listening { return [step] }
    early.append(step)
    return []
  }

  private mutating func open() -> [Step] {
    stage = .listening
    defer { early = [] }
    return [.tell(.opened)] + early
  }

  /// One characteristic may speak before the last one was asked to.
  private mutating func told(_ name: String, _ value: [UInt8]) -> [Step] {
    (stage == .listening ? [] : open()) + [.tell(.value(characteristic: name, value))]
  }

  /// Whether something else is, or will be, listened to.
  private var isOneOfSeveral: Bool { heard.count > 1 }

  /// Drops a characteristic that may not or cannot notify; the others still speak.
  private mutating func withdrawn(_ path: String) -> [Step] {
    heard[path] = nil
    return started(path)
  }

  private mutating func started(_ path: String) -> [Step] {
    guard case .subscribing(var waiting) = stage else { return [] }
    waiting.remove(path)
    if waiting.isEmpty { return open() }
    stage = .subscribing(waiting)
    return []
  }

  private mutating func changed(_ path: String, _ body: [BusValue]) throws(BluetoothLoss) -> [Step] {
    guard body.count >= 2, let interface = body[0].text else { return [] }
    let changes = body[1].table
    if path == device, interface == BlueZObjects.deviceInterface {
      // While it connects, a link may come and go; BlueZ's answer says what came of it.
      if changes["Connected"]?.flag == false, stage != .connecting, stage != .looking { throw .vanished }
      if changes["ServicesResolved"]?.flag == true, stage == .resolving { return [.call(.objects)] }
    }
    guard let name = heard[path], interface == BlueZObjects.characteristicInterface,
      let value = changes["Value"]?.bytes
    else { return [] }
    return told(name, value)
  }

  private static func lastPart(of name: String) -> String {
    name.split(separator: ".").last.map(String.init) ?? name
  }

  private static func isAboutPairing(_ words: String) -> Bool {
    ["authenticat", "encrypt", "paired"].contains { words.lowercased().contains($0) }
  }
}

extension BlueZTalk.Call {
  var call: BusCall {
    switch self {
    case .watchForgetting: BusCall.match("type='signal',sender='org.bluez',member='InterfacesRemoved'")
    case .watch(let path): BusCall.match("type='signal',sender='org.bluez',path_namespace='\(path)'")
    case .objects:
      BusCall(path: "/", interface: "org.freedesktop.DBus.ObjectManager", method: "GetManagedObjects")
    case .connect(let path):
      BusCall(path: path, interface: BlueZObjects.deviceInterface, method: "Connect")
    case .disconnect(let path):
      BusCall(path: path, interface: BlueZObjects.deviceInterface, method: "Disconnect")
    case .read(let path):
      BusCall(
        path: path, interface: BlueZObjects.characteristicInterface, method: "ReadValue",
        arguments: [.noOptions])
    case .startNotify(let path):
      BusCall(path: path, interface: BlueZObjects.characteristicInterface, method: "StartNotify")
    }
  }
}
