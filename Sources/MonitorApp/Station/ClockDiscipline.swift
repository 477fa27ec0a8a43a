import CLinux

/// Whether something keeps the wall clock right.
enum ClockDiscipline {
  /// By NTP, PTP or GPS; nil where the kernel does not say.
  static var isSynchronised: Bool? {
    switch cl_clock_is_synchronised() {
    case 0: false
    case 1: true
    default: nil
    }
  }
}
