import CLinux
import DeviceCapture
import DevicePorts

/// What a station's loop needs of its machine: how it waits, the lines of its devices, its memory. A
/// simulation of the loop puts its own in their place.
public struct StationMachine {
  /// Waits at most so many milliseconds; returns what is ready.
  var wait: (inout PollSet, Int64) -> [(PollSet.Tag, Int16)] = { $0.wait(milliseconds: $1) }
  var device: (DeviceSpec, RawCapture?) -> LiveDevice = { LiveDevice($0, capture: $1) }

  /// Gives back the memory that only the start needed.
  var giveBackStart: () -> Void = { cl_give_back_start() }

  public init() {}
}
