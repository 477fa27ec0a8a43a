import SystemParts

extension PortLoss {
  /// The name of the program that a process runs, for the holder of a busy port; nil if it is gone.
  public static func program(of process: Int32) -> String? { firstLine("/proc/\(process)/comm") }

  /// The same, with the process that has the port.
  func naming(holderOf path: String) -> PortLoss {
    guard self == .busy(process: nil) else { return self }
    return .busy(process: KernelLocks.now.process(holding: path))
  }
}
