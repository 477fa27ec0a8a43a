import Glibc
import InfusionCore
public import ProcessSignals
import Quantities
import SystemClocks

/// Makes a run without a clock of its own go by at a speed: so many seconds of the session in a second.
public struct Pace {
  private let speed: Int64
  private let stop: StopRequest
  private let began = SystemClock.bootMilliseconds

  /// Nil if the run is to be as fast as it can.
  public init?(_ speed: ReplaySpeed, stop: StopRequest) {
    guard case .times(let factor) = speed else { return nil }
    self.speed = Int64(factor)
    self.stop = stop
  }

  /// Waits until a session time has come, or somebody asks to stop. What falls due meanwhile happens when it
  /// is due, as it would at the chair.
  func wait(until time: SessionTime, with runner: inout SessionRunner) {
    while let deadline = runner.session.nextDeadline, deadline < time, !stop.isMade {
      sleep(until: deadline)
      guard !stop.isMade else { return }
      runner.advance(to: deadline)
      // A deadline that stays in place after this waits for the next input.
      guard runner.session.nextDeadline != deadline else { break }
    }
    sleep(until: time)
  }

  /// Sleeps until a session time has come, or somebody asks to stop.
  func sleep(until time: SessionTime) {
    let due = began + time.milliseconds / speed
    while !stop.isMade {
      let left = due - SystemClock.bootMilliseconds
      guard left > 0 else { return }
      var polled = pollfd(fd: stop.fd, events: Int16(POLLIN), revents: 0)
      _ = KernelWait.ofThisMachine.wait(for: &polled, milliseconds: Int32(clamping: left))
    }
  }
}
