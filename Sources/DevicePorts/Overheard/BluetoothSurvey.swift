import BluetoothLE
public import Devices

/// The Bluetooth devices that BlueZ knows and that have a service of a kind: what `ble:` can lead to.
public struct BluetoothSurvey {
  public struct Found: Hashable, Sendable {
    public let address: String
    public let name: String?
    public let isPaired: Bool
    public let kinds: [DeviceKind]
  }

  /// By their addresses.
  public let found: [Found]
  /// How many it knows that have none.
  public let others: Int

  /// Asks BlueZ, which is waited for: two seconds at most.
  ///
  /// - Parameter bus: the address of the message bus; nil for the system's.
  /// - Throws: why it cannot be asked.
  public init(bus: String? = nil) throws(UnreadInput) {
    do throws(BluetoothLoss) {
      let known = try KnownDevice.all(bus: bus)
      found = known.map(Found.init).filter { !$0.kinds.isEmpty }
      others = known.count - found.count
    } catch { throw UnreadInput(reason: error.sentence) }
  }
}

extension BluetoothSurvey.Found {
  fileprivate init(_ known: KnownDevice) {
    let services = Set(known.services.compactMap { BluetoothUUID($0) })
    self.init(
      address: known.address, name: known.name, isPaired: known.isPaired,
      kinds: DeviceKind.all.filter { $0.bluetooth.map { services.contains($0.service) } ?? false })
  }
}

extension BluetoothSurvey.Found: CustomStringConvertible {
  /// `C0:FF:EE:00:12:34  Nonin3230_501; paired`, and what to do with it.
  public var description: String {
    let state = isPaired ? "paired" : "not paired: bluetoothctl pair \(address), then trust \(address)"
    let head = "\(address)  \([name, state].compactMap { $0 }.joined(separator: "; "))"
    let uses = kinds.map { "\n  \($0.name): chairside monitor --device \($0.name)@ble:\(address)" }
    return head + uses.joined()
  }
}
