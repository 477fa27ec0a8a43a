import BluetoothLE
public import Devices

/// The Bluetooth devices that BlueZ knows and that have a service of a kind: what `ble:` can lead to.
public struct BluetoothSurvey {
  /// One of them, as `devices --probe ble:` lists it.
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
    let state = isPaired ? "paired" : "not paired: chairside devices --probe ble:\(address) --pair"
    let head = "\(address)  \([name, state].compactMap { $0 }.joined(separator: "; "))"
    let uses = kinds.map { "\n  \($0.name): chairside monitor --device \($0.name)@ble:\(address)" }
    return head + uses.joined()
  }
}

// MARK: - Pairing

extension BluetoothSurvey {
  /// Pairs a device that shows nothing and wants nothing typed, and trusts it. It is looked for up to half a
  /// minute where BlueZ has not seen it.
  ///
  /// - Parameters:
  ///   - bus: the address of the message bus; nil for the system's.
  ///   - tell: how far it is, in words.
  /// - Throws: why it is not paired.
  public static func pair(_ address: String, bus: String? = nil, tell: (String) -> Void) throws(UnreadInput) {
    do throws(BluetoothLoss) {
      try KnownDevice.pair(address, bus: bus) { tell($0.sentence) }
    } catch { throw UnreadInput(reason: error.sentenceOfPairing) }
  }
}

extension PairingStep {
  fileprivate var sentence: String {
    switch self {
    case .searching: "looking for it for up to 30 s: is it on, and a finger in it?"
    case .pairing: "pairing"
    case .done: "paired and trusted"
    }
  }
}

extension BluetoothLoss {
  fileprivate var sentenceOfPairing: String {
    switch self {
    case .unknownDevice: "not seen in 30 s; is it on, near, and not in use by a phone?"
    case .pairingRefused(let words):
      "it would not be paired (\(words)); where it shows a number that is to be typed: bluetoothctl pair"
    case .libraryMissing, .noBus, .forbidden, .noBlueZ, .noAdapter, .adapterIsOff, .notPaired, .otherService,
      .notReached, .vanished, .busy, .noClaim, .noThread:
      sentence
    }
  }
}
