import DevicePorts
import InfusionCore
import OperatorLanguage
import PatientSimulator
import Quantities
import SessionRuns
import StationKeeper

// What comes in, and where it goes.

extension Station {
  func receive(_ stamped: StampedInput) {
    runner.receive(stamped)
  }

  func receive(_ input: Input) {
    let now = liveUpToNow()
    runner.receive(input, at: now)
  }

  func receive(_ inputs: [StampedInput]) {
    for stamped in inputs { receive(stamped) }
  }

  /// What a person does here, and what a simulated patient makes of it.
  func act(_ action: Action, by: String?) {
    let now = liveUpToNow()
    let isAccepted = runner.act(action, by: by, at: now)
    guard bedside != nil else { return }
    if isAccepted { followBedside(force: true) }
    bedside?.look(at: session)
    bedside?.answer(to: action, isAccepted: isAccepted, at: session.now)
    tellInstructor(of: action, isAccepted: isAccepted)
  }

  func tendDevices() {
    for device in devices {
      guard let deadline = device.deadline, deadline <= clock.now else { continue }
      holding(device) { receive(device.tend(at: instant, in: session)) }
    }
    liveUpToNow()
  }

  /// The simulated patient lives up to now, should a second of it be over. Returns that instant.
  ///
  /// Nothing lets the session's time pass before: in a drill that goes a thousand times as fast, the time in
  /// which a screen is drawn is half a minute, and what the devices say in it would be missing.
  @discardableResult
  func liveUpToNow() -> SessionTime {
    let now = clock.now
    guard !isOver, let due = bedside?.deadline, due <= now, bedside?.isBegun == true else { return now }
    receive(bedside?.advance(to: now) ?? [])
    followBedside(force: false)
    bedside?.look(at: session)
    return now
  }

  /// What falls due up to now happens.
  func passToNow() {
    let now = liveUpToNow()
    runner.advance(to: now)
  }

  func actByScript() {
    while let next = script.first, next.time <= clock.now, session.phase != .closed {
      script.removeFirst()
      guard let link else {
        act(next.action, by: next.by)
        continue
      }
      link.holding(SetAside.scriptLine(next.line).noted) { act(next.action, by: next.by) }
    }
  }

  func listenToRecorder() {
    for state in recorder.changes() { receive(.recorder(state)) }
  }

  /// A simulated patient gets what the session says flows.
  func followBedside(force: Bool) {
    guard force || session.phase != followedPhase else { return }
    followedPhase = session.phase
    bedside?.follow(session, at: clock.now)
  }
}
