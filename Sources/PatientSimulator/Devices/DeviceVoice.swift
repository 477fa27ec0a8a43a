/// How one kind of device speaks: signals to bytes at its own rate, and what it answers to a host.
protocol DeviceVoice: Sendable {
  /// Frame n is sent floor(1000 n / rate) ms after it was switched on.
  var framesPerSecond: Int64 { get }
  /// Whether it speaks unasked, or was asked.
  var isStreaming: Bool { get }
  mutating func frame(_ signals: BedsideSignals) -> [UInt8]
  /// What it answers at once to bytes from the host.
  mutating func received(_ bytes: [UInt8]) -> [UInt8]
}

extension DeviceVoice {
  var isStreaming: Bool { true }
  mutating func received(_ bytes: [UInt8]) -> [UInt8] { [] }
}
