/// How a serial line is set, as plain values.
public struct LineSettings: Hashable, Sendable, CustomStringConvertible {
  public enum Parity: String, CaseIterable, Hashable, Sendable { case none, odd, even }
  public enum FlowControl: String, CaseIterable, Hashable, Sendable {
    case none
    case xonXoff = "xon-xoff"
    case rtsCts = "rts-cts"
  }

  /// Bits a second.
  public var baud: Int
  public var dataBits: Int
  public var parity: Parity
  public var stopBits: Int
  public var flowControl: FlowControl

  public init(
    _ baud: Int, dataBits: Int = 8, parity: Parity = .none, stopBits: Int = 1,
    flowControl: FlowControl = .none
  ) {
    self.baud = baud
    self.dataBits = dataBits
    self.parity = parity
    self.stopBits = stopBits
    self.flowControl = flowControl
  }

  /// As people write it: `9600 8N1`, `4800 8O1`, `19200 7E1`.
  public var description: String {
    let letter =
      switch parity {
      case .none: "N"
      case .odd: "O"
      case .even: "E"
      }
    return "\(baud) \(dataBits)\(letter)\(stopBits)"
  }
}
