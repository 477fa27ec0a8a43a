/// What BlueZ knows, as it tells it (`GetManagedObjects`; the interfaces are those of BlueZ's manual pages
/// org.bluez.Adapter, Device and GattCharacteristic).
struct BlueZObjects: Hashable, Sendable {
  struct Device: Hashable, Sendable {
    var path: String
    var adapter: String
    var address: String
    var name: String?
    var isPaired = false
    var isConnected = false
    /// Whether its services are known by now.
    var isResolved = false
    var services: [String] = []
  }

  static let adapterInterface = "org.bluez.Adapter1"
  static let deviceInterface = "org.bluez.Device1"
  static let characteristicInterface = "org.bluez.GattCharacteristic1"

  /// Whether each adapter is switched on, by its path.
  private(set) var adapters: [String: Bool] = [:]
  private(set) var devices: [Device] = []
  /// The names of characteristics by their paths.
  private var characteristics: [String: String] = [:]

  init(_ answer: [BusValue]) {
    for (path, interfaces) in answer.first?.table ?? [:] {
      let interfaces = interfaces.table
      if let adapter = interfaces[Self.adapterInterface]?.table {
        adapters[path] = adapter["Powered"]?.flag ?? false
      }
      if let device = interfaces[Self.deviceInterface]?.table { devices.append(Device(path, device)) }
      if let uuid = interfaces[Self.characteristicInterface]?.table["UUID"]?.text {
        characteristics[path] = uuid.lowercased()
      }
    }
    devices.sort { ($0.address, $0.path) < ($1.address, $1.path) }
  }

  /// Two adapters may know one device: prefers the one that is connected to it, else one that could connect.
  func device(_ address: String) -> Device? {
    let alike = devices.filter { $0.address == address }
    return alike.first(where: \.isConnected)
      ?? alike.first { $0.isPaired && adapters[$0.adapter] == true }
      ?? alike.first { adapters[$0.adapter] == true } ?? alike.first
  }

  /// The paths and names of those of a device that are among these.
  func characteristics(of device: Device, among names: [String]) -> [String: String] {
    characteristics.filter { $0.key.hasPrefix(device.path + "/") && names.contains($0.value) }
  }
}

extension BlueZObjects.Device {
  fileprivate init(_ path: String, _ told: [String: BusValue]) {
    self.init(
      path: path, adapter: told["Adapter"]?.text ?? "", address: (told["Address"]?.text ?? "").uppercased(),
      name: told["Alias"]?.text ?? told["Name"]?.text, isPaired: told["Paired"]?.flag ?? false,
      isConnected: told["Connected"]?.flag ?? false, isResolved: told["ServicesResolved"]?.flag ?? false,
      services: (told["UUIDs"]?.list ?? []).compactMap { $0.text?.lowercased() })
  }
}
