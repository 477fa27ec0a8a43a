import Glibc
import SystemClocks

/// A Bluetooth device for a poll loop. It never blocks, and it comes back by itself: poll `fd` for input and
/// call `handle`; call `attempt` when `nextAttemptMilliseconds` is due. Times are milliseconds of one
/// monotonic clock, the caller's. A port belongs to one thread.
///
///     let plx = "00002a5f-0000-1000-8000-00805f9b34fb"
///     let port = BluetoothPort("C0:FF:EE:00:12:34", characteristics: [plx])
public final class BluetoothPort {
  public let address: String
  /// When `attempt` is due: to begin anew, or to say that the device is not reached. nil while there is
  /// nothing to attempt.
  public private(set) var nextAttemptMilliseconds: Int64? = .min

  private let characteristics: [String]
  private let readOnce: [String]
  private let bus: String
  private let claimName: String
  private var claim: DeviceClaim?
  private var connection: BluetoothConnection?
  private var isOpen = false
  /// Why it cannot be heard, as of the last word about it; nil while it is open or was never tried.
  private var loss: BluetoothLoss?
  private var giveUpAt: Int64 = 0

  /// BlueZ takes about a second to connect to a device that is there. After `patience` the loss is told;
  /// after `patienceMost` the attempt begins anew, though BlueZ itself gives up before.
  private static let patience: Int64 = 5000
  private static let patienceMost: Int64 = 60_000
  /// Calling a device takes radio time that the others need.
  private static let pause: Int64 = 2000

  /// - Parameters:
  ///   - characteristics: which of them are listened to, as far as the device has them; 32 digits each.
  ///   - readOnce: which of them are asked for their value as the link begins.
  ///   - bus: the address of the message bus; nil for the system's.
  public init(
    _ address: String, characteristics: [String], readOnce: [String] = [], bus: String? = nil
  ) {
    self.address = address
    self.characteristics = characteristics
    self.readOnce = readOnce
    self.bus = bus ?? MessageBus.systemAddress
    // Another bus has another BlueZ, so its devices are claimed by other names.
    claimName = bus.map { "\($0) \(address)" } ?? address
  }

  deinit { connection?.end() }

  /// What to poll; -1, which poll ignores, while there is nothing.
  public var fd: Int32 { connection?.changed.descriptor ?? -1 }

  public func attempt(atMilliseconds now: Int64) -> [BluetoothEvent] {
    guard let due = nextAttemptMilliseconds, due <= now else { return [] }
    guard connection == nil else { return now >= giveUpAt ? lose(.notReached("no answer"), now) : wait(now) }
    if let loss = claimDevice() { return lose(loss, now) }
    connection = BluetoothConnection(
      to: address, characteristics: characteristics, readOnce: readOnce, bus: bus)
    guard connection != nil else { return lose(.noThread, now) }
    giveUpAt = now + Self.patienceMost
    nextAttemptMilliseconds = now + Self.patience
    return []
  }

  public func handle(atMilliseconds now: Int64) -> [BluetoothEvent] {
    (connection?.popNews() ?? []).flatMap { event -> [BluetoothEvent] in
      switch event {
      case .opened:
        isOpen = true
        loss = nil
        nextAttemptMilliseconds = nil
        return [.opened]
      case .value: return isOpen ? [event] : []
      case .lost(let loss): return lose(loss, now)
      }
    }
  }

  /// Closes it for good.
  public func close() {
    release()
    claim = nil
    nextAttemptMilliseconds = nil
  }

  /// Claims the device until this port is closed, also between two links, so that no other chair can take it
  /// then.
  private func claimDevice() -> BluetoothLoss? {
    guard claim == nil else { return nil }
    switch DeviceClaim.make(claimName) {
    case .held(let claim):
      self.claim = claim
      return nil
    case .taken(let process):
      if case .busy(let known)? = loss { return .busy(process: process ?? known) }
      return .busy(process: process)
    case .failed(let code): return .noClaim(String(cString: strerror(code)))
    }
  }

  private func release() {
    connection?.end()
    connection = nil
    isOpen = false
  }

  private func lose(_ reason: BluetoothLoss, _ now: Int64) -> [BluetoothEvent] {
    release()
    nextAttemptMilliseconds = now + Self.pause
    return tell(reason)
  }

  /// It is still being connected.
  private func wait(_ now: Int64) -> [BluetoothEvent] {
    nextAttemptMilliseconds = giveUpAt
    return tell(.notReached("still connecting"))
  }

  /// After `.vanished`, that it is not reached or that another try failed is not news.
  private func tell(_ reason: BluetoothLoss) -> [BluetoothEvent] {
    switch (loss, reason) {
    case (.vanished, .notReached), (.notReached, .notReached): return []
    case (let old, let new) where old == new: return []
    default:
      loss = reason
      return [.lost(reason)]
    }
  }
}
