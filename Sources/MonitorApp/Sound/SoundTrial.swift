public import AlarmSound
import Glibc
public import ProcessSignals
import SystemClocks

/// Plays the three priorities one after the other, for a person to listen to.
public struct SoundTrial {
  private let output: SoundOutput
  private let stop: StopRequest

  /// Between two bursts, so that nobody takes them for one.
  private static let pauseMilliseconds: Int64 = 1500
  /// What a device may need to open and to play its last samples.
  private static let patienceMilliseconds: Int64 = 6000

  /// - Parameter ring: writes one BEL to the terminal; false when it could not.
  public init(_ choice: SoundChoice, _ stop: StopRequest, ring: @escaping () -> Bool) {
    output = SoundOutput(choice, ring: ring)
    self.stop = stop
  }

  /// Nil when everything was played as far as the program can tell; only a person can tell whether it was
  /// heard.
  public func run(tell: (String) -> Void) -> SoundFailure? {
    for urgency in Urgency.allCases where !stop.isMade {
      tell(words(urgency))
      let now = SystemClock.bootMilliseconds
      output.play(urgency, atMilliseconds: now)
      if let failure = waitForEnd(of: urgency, since: now) { return failure }
    }
    return nil
  }

  private func words(_ urgency: Urgency) -> String {
    let pulses = Burst(urgency).pulses.count
    switch output.choice {
    case .bell: return "\(urgency.name): \(BellPattern.words(urgency))"
    case .alsa, .none: return "\(urgency.name): \(pulses) \(pulses == 1 ? "pulse" : "pulses")"
    }
  }

  private func waitForEnd(of urgency: Urgency, since began: Int64) -> SoundFailure? {
    let length = SoundOutput.lengthMilliseconds(of: urgency, on: output.choice)
    let quiet = began + length + Self.pauseMilliseconds
    while !stop.isMade {
      let now = SystemClock.bootMilliseconds
      output.advance(atMilliseconds: now)
      if case .failing(let failure) = output.report(atMilliseconds: now) { return failure }
      if now >= quiet && !output.isBusy { return nil }
      if now >= quiet + Self.patienceMilliseconds, case .alsa(let device) = output.choice {
        return .stuck(device: device)
      }
      var polled = [output.fd, stop.fd].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      let patience = Int32(clamping: min(max(1, (output.dueMilliseconds ?? .max) - now), 100))
      _ = KernelWait.ofThisMachine.wait(for: &polled, milliseconds: patience)
    }
    return nil
  }
}

extension Urgency {
  fileprivate var name: String {
    switch self {
    case .low: "low"
    case .medium: "medium"
    case .high: "high"
    }
  }
}
