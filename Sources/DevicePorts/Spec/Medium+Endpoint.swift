import Devices
import SerialPort

extension Medium {
  /// Whether what comes from there can have come through this. A serial line may lie behind a device server,
  /// some monitors send over a cable what others send over a network, and a recording is of anything.
  func fits(_ endpoint: Endpoint) -> Bool {
    switch (self, endpoint) {
    case (_, .standardInput), (_, .file), (_, .pseudoTerminal): true
    case (.datagrams, .udp): true
    case (.datagrams, _), (_, .udp): false
    case (.serialLine, _), (.connection, _): true
    }
  }
}
