/// How bits stand on a serial line: speed, data bits, parity, stop bits and flow control.
public struct LineSettings: Hashable, Sendable, CustomStringConvertible {
  public var baud: Baud
  public var dataBits: DataBits
  public var parity: Parity
  public var stopBits: StopBits
  public var flow: Flow

  public init(
    baud: Baud = .b9600, dataBits: DataBits = .eight, parity: Parity = .none, stopBits: StopBits = .one,
    flow: Flow = .none
  ) {
    self.baud = baud
    self.dataBits = dataBits
    self.parity = parity
    self.stopBits = stopBits
    self.flow = flow
  }

  /// As a technician writes it: `9600 8N1`, with the flow control behind it where there is any.
  public var description: String {
    let bits = "\(baud.rawValue) \(dataBits.rawValue)\(parity.letter)\(stopBits.rawValue)"
    switch flow {
    case .none: return bits
    case .xonxoff, .rtscts: return "\(bits) \(flow.rawValue)"
    }
  }

  /// What both ends must agree about, or no byte is read right: `9600 8N`. Another number of stop bits, or
  /// none of the flow control, still gives bytes.
  public var bits: String { "\(baud.rawValue) \(dataBits.rawValue)\(parity.letter)" }
}

extension LineSettings {
  /// The speeds that the supported devices use, bit/s. Anything else is refused rather than rounded.
  public enum Baud: Int, CaseIterable, Hashable, Sendable {
    case b4800 = 4800
    case b9600 = 9600
    case b19200 = 19_200
    case b38400 = 38_400
    case b57600 = 57_600
    case b115200 = 115_200
  }

  /// How many bits a character has.
  public enum DataBits: Int, CaseIterable, Hashable, Sendable {
    case seven = 7
    case eight = 8
  }

  /// What the check bit of a character adds up to.
  public enum Parity: String, CaseIterable, Hashable, Sendable {
    case none, even, odd

    var letter: String {
      switch self {
      case .none: "N"
      case .even: "E"
      case .odd: "O"
      }
    }
  }

  /// How long the line rests behind a character.
  public enum StopBits: Int, CaseIterable, Hashable, Sendable {
    case one = 1
    case two = 2
  }

  /// How a device is asked to wait.
  public enum Flow: String, CaseIterable, Hashable, Sendable {
    case none, xonxoff, rtscts
  }

  /// What a person set for one port; nil leaves it as the device's protocol has it.
  public struct Overrides: Hashable, Sendable {
    public var baud: Baud?
    public var dataBits: DataBits?
    public var parity: Parity?
    public var stopBits: StopBits?
    public var flow: Flow?

    public init() {}
  }

  /// These settings, with what a person set in their place.
  public func overridden(by overrides: Overrides) -> LineSettings {
    LineSettings(
      baud: overrides.baud ?? baud, dataBits: overrides.dataBits ?? dataBits,
      parity: overrides.parity ?? parity,
      stopBits: overrides.stopBits ?? stopBits, flow: overrides.flow ?? flow)
  }
}
