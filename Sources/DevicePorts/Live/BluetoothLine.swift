import BluetoothLE
import Devices
import Glibc
import InfusionCore
import SerialPort

/// A Bluetooth device as a line: each value that it notifies of is handed over as its kind's decoder wants
/// it.
final class BluetoothLine: DeviceLine {
  private let port: BluetoothPort
  private let profile: BluetoothProfile

  /// - Parameter bus: the address of the message bus; nil for the system's.
  init(_ address: String, _ profile: BluetoothProfile, bus: String? = nil) {
    self.profile = profile
    port = BluetoothPort(
      address, characteristics: profile.characteristics.map(\.digits),
      readOnce: profile.readOnce.map(\.digits), bus: bus)
  }

  var fd: Int32 { port.fd }
  var interest: Int16 { Int16(POLLIN) }
  var nextAttemptMilliseconds: Int64? { port.nextAttemptMilliseconds }
  var settings: String { "" }

  func attempt(_ now: Int64) -> [LineEvent] { port.attempt(atMilliseconds: now).flatMap(events) }

  func handle(_ revents: Int16, _ now: Int64) -> [LineEvent] {
    revents == 0 ? [] : port.handle(atMilliseconds: now).flatMap(events)
  }

  /// Nothing is ever written to a Bluetooth device: no such kind has to be asked.
  func send(_ frame: [UInt8], to caller: Caller?) -> Bool { false }

  func close() { port.close() }

  private func events(_ event: BluetoothEvent) -> [LineEvent] {
    switch event {
    case .opened: [LineEvent(.adapter("Bluetooth \(port.address)")), LineEvent(.opened)]
    case .value(let characteristic, let value):
      BluetoothUUID(characteristic).map { [LineEvent(.received(profile.bytes(of: value, from: $0)))] } ?? []
    case .lost(let loss): [LineEvent(.lost(LinkLoss(loss)))]
    }
  }
}

extension LinkLoss {
  init(_ loss: BluetoothLoss) {
    switch loss {
    case .vanished: self = .vanished
    case .forbidden: self = .forbidden
    case .busy(let process): self = .busy(by: process.flatMap(PortHolder.init(process:)))
    case .libraryMissing, .noBus, .noBlueZ, .noAdapter, .adapterIsOff, .unknownDevice, .notPaired,
      .otherService, .notReached, .noClaim, .pairingRefused, .noThread:
      self = .other(loss.sentence)
    }
  }
}

extension BluetoothLoss {
  /// What is wrong, and what to do.
  var sentence: String {
    switch self {
    case .libraryMissing(let words): "no Bluetooth without libdbus (libdbus-1-3): \(words)"
    case .noBus(let words): "no Bluetooth without the system's message bus: \(words)"
    case .forbidden: "no permission to speak with BlueZ"
    case .noBlueZ: "BlueZ does not run (package bluez): systemctl start bluetooth"
    case .noAdapter: "no Bluetooth adapter"
    case .adapterIsOff: "the Bluetooth adapter is off: bluetoothctl power on"
    case .unknownDevice: "BlueZ does not know the device: pair it (chairside devices --probe ... --pair)"
    case .notPaired: "the device is not paired: chairside devices --probe ... --pair"
    case .otherService: "the device is of another kind: it has none of the services"
    case .notReached(let words): "the Bluetooth device is not reached: \(words)"
    case .vanished: "the Bluetooth link ended"
    case .busy: "another program listens to the device"
    case .noClaim(let words): "whether another chair listens to the device cannot be found out: \(words)"
    case .pairingRefused(let words): "the device would not be paired: \(words)"
    case .noThread: "no thread for Bluetooth"
    }
  }
}
