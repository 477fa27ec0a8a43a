/// What a Bluetooth device's port has to tell.
public enum BluetoothEvent: Hashable, Sendable {
  /// The device is connected, and will notify of what is listened to.
  case opened
  case value(characteristic: String, [UInt8])
  /// Told once an outage, and again when the reason becomes another.
  case lost(BluetoothLoss)
}

/// Why a Bluetooth device cannot be heard.
public enum BluetoothLoss: Error, Hashable, Sendable {
  /// No libdbus, in the loader's words.
  case libraryMissing(String)
  /// No message bus, in its words.
  case noBus(String)
  /// The bus does not let this user speak with BlueZ.
  case forbidden
  /// bluetoothd does not run.
  case noBlueZ
  case noAdapter
  /// There is an adapter, and it is switched off.
  case adapterIsOff
  /// BlueZ has never seen the device, or was told to forget it.
  case unknownDevice
  /// It wants to be paired first.
  case notPaired
  /// It has none of the characteristics.
  case otherService
  /// It could not be reached for some time, or BlueZ gave up, in BlueZ's words.
  case notReached(String)
  case vanished
  /// Another port listens to it; nil where the kernel does not say of which process.
  case busy(process: Int32?)
  /// Whether another port listens to it cannot be found out, in the system's words.
  case noClaim(String)
  /// It refused to be paired, in BlueZ's words.
  case pairingRefused(String)
  /// The kernel has no more threads or descriptors.
  case noThread
}
