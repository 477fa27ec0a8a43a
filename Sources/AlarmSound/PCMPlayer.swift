import Synchronization
import SystemClocks
import SystemParts

/// Plays bursts on a thread of its own, so that a slow sound device holds up nothing. There is room for one
/// burst: the latest is the one that counts.
final class PCMPlayer: Sendable {
  /// Becomes readable when there is a report, or a burst is over.
  let changed: Wakeup
  private let wake: Wakeup
  private let deviceName: String
  private let desk = Mutex(Desk())
  /// How often an idle player looks whether its device is still there, or has come back.
  private static let checkMilliseconds: Int32 = 5000

  private struct Desk {
    var next: Urgency?
    /// Counts up whenever what is playing is not wanted any more.
    var stops = 0
    var isPlaying = false
    var report: SoundReport?
    var isEnding = false
  }

  init?(device: String) {
    guard let changed = Wakeup(), let wake = Wakeup() else { return nil }
    self.changed = changed
    self.wake = wake
    deviceName = device
    guard startThread() else { return nil }
  }

  /// Begins a burst, in place of the one that may be playing.
  func play(_ urgency: Urgency) {
    desk.withLock {
      $0.next = urgency
      $0.stops += 1
    }
    wake.signal()
  }

  func silence() {
    desk.withLock {
      $0.next = nil
      $0.stops += 1
    }
  }

  var isBusy: Bool { desk.withLock { $0.isPlaying || $0.next != nil } }

  /// What has been found out since the last time.
  func drainReport() -> SoundReport? {
    changed.clear()
    return desk.withLock { desk in
      defer { desk.report = nil }
      return desk.report
    }
  }

  /// Lets the thread end; it is not waited for, because its device may never answer.
  func end() {
    desk.withLock {
      $0.isEnding = true
      $0.next = nil
      $0.stops += 1
    }
    wake.signal()
  }
}

// MARK: - The player's own thread

extension PCMPlayer {
  private func startThread() -> Bool {
    (try? WorkerThread.start { self.work() }) != nil
  }

  private func work() {
    var library: ALSALibrary?
    var device: ALSADevice?
    while !desk.withLock({ $0.isEnding }) {
      do throws(SoundFailure) {
        try playNext(on: try ready(&device, &library))
        tell(.working)
      } catch {
        device?.close()
        device = nil
        // A burst that could not be played is not repeated: the schedule brings the next one.
        desk.withLock { $0.next = nil }
        tell(.failing(error))
      }
      sleepUntilWoken()
    }
    device?.close()
  }

  /// The device, opened if it is not open yet.
  private func ready(_ device: inout ALSADevice?, _ library: inout ALSALibrary?) throws(SoundFailure)
    -> ALSADevice
  {
    if let device {
      if device.isThere { return device }
      throw .deviceFailed(device: deviceName, "disconnected")
    }
    let loaded: ALSALibrary
    if let library { loaded = library } else { loaded = try ALSALibrary() }
    library = loaded
    let opened = try ALSADevice(deviceName, loaded)
    device = opened
    return opened
  }

  private func playNext(on device: ALSADevice) throws(SoundFailure) {
    let (burst, stops) = desk.withLock { desk in
      defer { desk.next = nil }
      desk.isPlaying = desk.next != nil
      return (desk.next, desk.stops)
    }
    guard let burst else { return }
    defer { desk.withLock { $0.isPlaying = false } }
    try device.play(burst, while: { desk.withLock { $0.stops } == stops })
  }

  private func tell(_ report: SoundReport) {
    desk.withLock { $0.report = report }
    changed.signal()
  }

  private func sleepUntilWoken() {
    wake.wait(milliseconds: Self.checkMilliseconds)
    wake.clear()
  }
}
