/// How a kind is heard over Bluetooth: which values a device notifies of, and how they come.
public struct BluetoothProfile: Hashable, Sendable {
  /// What the values of the characteristics are: messages, or pieces of a stream.
  public enum Form: Hashable, Sendable {
    /// Each value is a message: it is handed over in a frame with the name of its characteristic
    /// (`NotifiedValue`).
    case values
    /// One characteristic is a serial port: its values are pieces of one stream, cut anywhere, and are handed
    /// over as they come.
    case stream
  }

  /// By which a device is recognised.
  public let service: BluetoothUUID
  /// Those that are listened to, as far as the device has them.
  public let characteristics: [BluetoothUUID]
  /// Those that are asked for their value once, as a link begins, where the device has them.
  public let readOnce: [BluetoothUUID]
  public let form: Form

  init(
    service: BluetoothUUID, characteristics: [BluetoothUUID], readOnce: [BluetoothUUID] = [],
    form: Form = .values
  ) {
    self.service = service
    self.characteristics = characteristics
    self.readOnce = readOnce
    self.form = form
  }

  /// The bytes that a decoder of the kind gets for a value; empty if the value is too long.
  public func bytes(of value: [UInt8], from characteristic: BluetoothUUID) -> [UInt8] {
    switch form {
    case .values: NotifiedValue(of: characteristic, value).bytes
    case .stream: value
    }
  }
}
