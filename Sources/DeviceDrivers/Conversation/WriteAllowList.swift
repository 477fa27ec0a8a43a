import DeviceWire

/// Bytes that may be written to a device. Only this file can make one, so nothing else can be sent.
public struct HarmlessFrame: Hashable, Sendable {
  /// What it asks of the device.
  public let purpose: String
  public let bytes: [UInt8]

  fileprivate init(_ purpose: String, _ bytes: [UInt8]) {
    self.purpose = purpose
    self.bytes = bytes
  }
}

/// Everything that is ever written to any device: nothing here inflates a cuff, starts, stops or changes a pump, or
/// erases a memory. A kind that is not named is only listened to.
public enum WriteAllowList {
  public static let byKind: [String: [HarmlessFrame]] = [
    "contec-v7": [contecStart, contecKeepAlive],
    "suntech": [sunTechLastResult, sunTechCuffPressure],
    "pm6750": pm6750Switches,
    "par": [parStatus],
  ]

  static let contecStart = HarmlessFrame("start sending real-time data", ContecV7Command.startRealTime.bytes)
  static let contecKeepAlive = HarmlessFrame("still listening", ContecV7Command.keepAlive.bytes)
  static let sunTechLastResult = HarmlessFrame("tell the last result", SunTechQuestion.lastResult.bytes)
  static let sunTechCuffPressure = HarmlessFrame("tell the cuff pressure", SunTechQuestion.cuffPressure.bytes)
  static let pm6750Switches = [
    HarmlessFrame("send ECG figures", PM6750Switch.ecg.bytes),
    HarmlessFrame("send oximeter figures", PM6750Switch.oximeter.bytes),
    HarmlessFrame("send temperatures", PM6750Switch.temperature.bytes),
  ]
  static let parStatus = HarmlessFrame("tell the state", ParQuestion.status.bytes)
}
