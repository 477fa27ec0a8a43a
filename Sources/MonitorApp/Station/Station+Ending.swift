import DeviceCapture
import DevicePorts
import InfusionCore
import MonitorUI
public import OperatorLanguage
import PatientSimulator
import ProcessSignals
public import SessionRecord
public import SessionRuns
import StationKeeper

/// How a session at this station ends, or goes on without it: by a signal, with its terminal, or closed.
extension Station {
  /// Of several requests at once the first counts: behind the end nothing is told any more.
  func obey(_ request: TerminalSignals.Request) {
    guard outcome == nil else { return }
    switch request {
    case .stop: leaveOpen()
    case .handOver:
      leaveOpen()
      if outcome == .leftOpen { outcome = .handedOver }
    case .resized: console?.resized()
    case .continued: console?.retake()
    case .hangUp: loseTerminal()
    }
  }

  /// A session that infuses or observes goes on without a terminal; any other ends here, open for a resume.
  func loseTerminal() {
    console?.leave()
    console = nil
    if isOver {
      outcome = isSealed ? .closed : .notSafe
      return
    }
    switch session.phase {
    case .infusing, .paused, .observing, .ready: break
    case .preparation, .closed: leaveOpen()
    }
  }

  func leaveOpen() {
    guard !isOver else {
      outcome = isSealed ? .closed : .notSafe
      return
    }
    noticeStandstill()
    passToNow()
    recordScore()
    // The gap of whoever goes on begins where this watch ends, and not at the last thing that was told.
    recorder.record(.anchor(clock.anchor(because: "left open")), at: session.now, of: session)
    outcome = recorder.leaveOpen() ? .leftOpen : .notSafe
  }

  /// The lines of the script that a closed session has left undone.
  public var undone: [ScriptedAction] { session.phase == .closed ? Array(script) : [] }

  /// Why not every event came to whoever reads them; nil with a screen.
  public var eventLoss: EventLoss? { output?.loss }

  /// What came of a drill so far; nil for a session that is none.
  public var drillResult: DrillResult? {
    guard let drill = setup.drill, let bedside else { return nil }
    return DrillResult(bedside.score, scenario: drill.scenario, seed: drill.seed)
  }

  private func recordScore() {
    if let result = drillResult { recorder.record(.drillScore(result), at: session.now, of: session) }
  }

  func close() {
    recordScore()
    isSealed = recorder.seal(session)
    leaveTheChair()
    link?.say(.closed)
    for device in devices { device.close() }
    setup.capture?.end(at: session.now)
    isOver = true
    if let againFrom {
      outcome = isSealed ? .again(from: againFrom) : .notSafe
      return
    }
    guard let console else {
      outcome = isSealed ? .closed : .notSafe
      return
    }
    let lines = recorder.summary(of: session).split(separator: "\n", omittingEmptySubsequences: false)
    let warning = isSealed ? [] : ["NOT ON DISK: \(recorder.trouble ?? "the disk does not answer")", ""]
    console.model.summary = warning + lines.map(String.init)
    _ = console.draw(sessionView, now: clock.machineMilliseconds)
  }
}
