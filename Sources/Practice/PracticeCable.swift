/// A simulated device's end of a cable.
protocol PracticeCable: AnyObject {
  /// The device's name on the trolley.
  var name: String { get }
  /// Where a host finds it, in the form of `--device KIND@...`.
  var path: String { get }
  /// The descriptor to poll for what the host says; -1 if there is none.
  var fd: Int32 { get }

  func plugIn() throws(PracticeFailure)
  func unplug()
  /// What the host wrote.
  func read() -> [UInt8]
  /// Writes to the host. What nobody hears, or has no room for, is lost, as on a wire.
  func write(_ bytes: [UInt8])
}
