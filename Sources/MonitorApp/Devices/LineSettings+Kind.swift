public import DeviceDrivers
public import SerialPort

extension DeviceKind {
  /// The kind's line settings as a serial port takes them.
  public var portLine: SerialPort.LineSettings {
    SerialPort.LineSettings(
      baud: SerialPort.LineSettings.Baud(rawValue: line.baud) ?? .b9600,
      dataBits: SerialPort.LineSettings.DataBits(rawValue: line.dataBits) ?? .eight,
      parity: parity, stopBits: SerialPort.LineSettings.StopBits(rawValue: line.stopBits) ?? .one, flow: flow)
  }

  private var parity: SerialPort.LineSettings.Parity {
    switch line.parity {
    case .none: .none
    case .odd: .odd
    case .even: .even
    }
  }

  private var flow: SerialPort.LineSettings.Flow {
    switch line.flowControl {
    case .none: .none
    case .xonXoff: .xonxoff
    case .rtsCts: .rtscts
    }
  }
}
