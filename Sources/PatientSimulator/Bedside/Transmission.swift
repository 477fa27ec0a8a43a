public import Quantities

/// What comes over one simulated cable at one instant.
public struct Transmission: Hashable, Sendable {
  public var time: SessionTime
  /// The number of the device in the bedside's list.
  public var device: Int
  public var content: TransmissionContent

  public init(time: SessionTime, device: Int, content: TransmissionContent) {
    self.time = time
    self.device = device
    self.content = content
  }
}

/// What a simulated device does at its port.
public enum TransmissionContent: Hashable, Sendable {
  case bytes([UInt8])
  /// The cable is pulled: the port hangs up.
  case unplugged
  /// The cable is back: the port can be opened again.
  case pluggedIn
}

/// What can be wrong with a cable.
public enum CableFault: Hashable, Sendable {
  /// It is pulled out.
  case out
  /// Random bytes in place of what the device says.
  case garbage
}
