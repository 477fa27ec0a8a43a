/// What is behind a port's name, by what stays with it when the kernel gives it another name.
///
///     PortAdapter.usb(USBAdapter(model: "0403:6001", serial: "A50285BI", place: "1-1.2"))
///     // "0403:6001 serial A50285BI", or by its place "0403:6001 at 1-1.2"
public enum PortAdapter: Hashable, Sendable {
  case usb(USBAdapter)
  /// A port on the board, which has one name for good, or one of which the system says no more than the name.
  case named(String)

  /// By its own number; nil where it has none.
  var bySerial: String? {
    switch self {
    case .usb(let adapter): adapter.bySerial
    case .named: nil
    }
  }

  var byPlace: String {
    switch self {
    case .usb(let adapter): "\(adapter.model) at \(adapter.place)\(adapter.part)"
    case .named(let name): "port \(name)"
    }
  }

  /// Whether a session that is bound to this identity is bound to this adapter. An adapter that was bound by
  /// its place keeps that identity when another with its serial number goes away.
  func isCalled(_ identity: String) -> Bool { identity == bySerial || identity == byPlace }
}

/// What a USB adapter says of itself, and where it is plugged in.
public struct USBAdapter: Hashable, Sendable {
  /// Vendor and product: `0403:6001`.
  public var model: String
  /// As it says it; nil where it says none.
  public var serial: String?
  /// The bus and the sockets on the way, hubs among them: `1-1.2`.
  public var place: String
  /// Which of its ports it is: ` if01 port2`; empty for the first.
  public var part: String

  public init(model: String, serial: String?, place: String, part: String = "") {
    self.model = model
    self.serial = serial
    self.place = place
    self.part = part
  }

  /// The serial number of a CP2102 until somebody writes another one (data sheet, defaults of the EEPROM).
  private static let factorySerial = "0001"

  fileprivate var bySerial: String? {
    guard let serial, serial != Self.factorySerial else { return nil }
    return "\(model) serial \(serial)\(part)"
  }
}
