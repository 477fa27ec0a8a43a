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
    let bus = try BlueZBus(at: bus ?? MessageBus.systemAddress)
    let end = SystemClock.bootMilliseconds + patience
    var question: UInt32?
    while SystemClock.bootMilliseconds < end {
      while let message = try bus.pop() {
        if let number = question, let answer = try answer(in: message, to: number) {
          return try devices(BlueZObjects(answer))
        }
      }
      if bus.isReady && question == nil { question = bus.send(BlueZTalk.Call.objects.call) }
      try bus.exchange(or: -1, milliseconds: turnMilliseconds)
    }
    throw .noBlueZ
  }

  private static func answer(in message: BusMessage, to number: UInt32) throws(BluetoothLoss) -> [BusValue]? {
    switch message.content {
    case .answered(to: number, let answer): return answer
    case .refused(to: number, let name, let words):
      var talk = BlueZTalk(address: "", characteristics: [])
      _ = try talk.refused(.objects, name: name, words: words)
      return nil
    case .answered, .refused, .signal, .called: return nil
    }
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
