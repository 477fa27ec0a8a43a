/// A serial port that this machine has.
public struct FoundPort: Hashable, Sendable {
  /// `/dev/ttyUSB0`: changes when plugged in again in another order.
  public let path: String
  /// Its name below `/dev/serial/by-id`, which stays with the adapter; nil where the system made none.
  public let stablePath: String?
  /// Its name below `/dev/serial/by-path`, which stays with the socket; nil where the system made none.
  public let placePath: String?
  /// What the USB adapter says it is, "FTDI FT232R USB UART"; nil for a port on the board.
  public let product: String?
  /// What stays with it when its name changes.
  public let adapter: PortAdapter
  /// What tells it apart from all others that are there: its serial number, else its place.
  public let identity: String
  /// Whether this user may read and write it.
  public let isAllowed: Bool

  /// Whether it is told apart by its socket: in another one it is another port.
  public var isToldByPlace: Bool { identity == adapter.byPlace }
}
