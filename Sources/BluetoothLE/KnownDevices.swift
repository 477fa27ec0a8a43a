import CLinux
import Glibc
import SystemClocks

/// A Bluetooth device that BlueZ knows.
public struct KnownDevice: Hashable, Sendable {
  public var address: String
  public var name: String?
  public var isPaired: Bool
  public var isConnected: Bool
  /// 32 digits each.
  public var services: [String]
}

extension KnownDevice {
  /// Asks BlueZ once; its answer is waited for, at most two seconds.
  ///
  /// - Parameter bus: the address of the message bus; nil for the system's.
  public static func all(bus: String? = nil) throws(BluetoothLoss) -> [KnownDevice] {
    let bus = try MessageBus(try DBusLibrary(), at: bus ?? MessageBus.systemAddress)
    let number = bus.send(BlueZTalk.Call.objects.call)
    let end = SystemClock.bootMilliseconds + patience
    while SystemClock.bootMilliseconds < end {
      while let message = bus.pop() {
        switch message {
        case .answered(to: number, let answer): return try devices(BlueZObjects(answer))
        case .refused(to: number, let name, let words):
          var talk = BlueZTalk(address: "", characteristics: [])
          _ = try talk.refused(.objects, name: name, words: words)
        case .answered, .refused, .signal: continue
        }
      }
      try bus.exchange(or: -1, milliseconds: turnMilliseconds)
    }
    throw .noBlueZ
  }

  private static let patience: Int64 = 2000
  private static let turnMilliseconds: Int32 = 100

  private static func devices(_ objects: BlueZObjects) throws(BluetoothLoss) -> [KnownDevice] {
    if objects.adapters.isEmpty { throw .noAdapter }
    return objects.devices.map {
      KnownDevice(
        address: $0.address, name: $0.name, isPaired: $0.isPaired, isConnected: $0.isConnected,
        services: $0.services)
    }
  }
}
