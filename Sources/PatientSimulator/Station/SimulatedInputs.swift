public import InfusionCore
import Quantities

/// A simulated bedside and an operator's script as one source: the patient answers to what the session makes of
/// them. It ends with the script's last action.
public struct SimulatedInputs: StampedSource {
  private var bedside: SimulatedBedside
  private var script: ArraySlice<ScriptedAction>
  private let end: SessionTime
  private var waiting: ArraySlice<StampedInput>
  /// When the input was that came last.
  private var time = SessionTime.start
  /// What the bedside knows of the session.
  private var flow = Flow(phase: .preparation, rate: nil)

  private struct Flow: Equatable {
    var phase: Phase
    var rate: MillilitresPerHour?
  }

  public init(_ bedside: SimulatedBedside, script: [ScriptedAction]) {
    var bedside = bedside
    waiting = bedside.begin(at: .start)[...]
    self.bedside = bedside
    self.script = script[...]
    end = script.last?.time ?? .start
  }

  public mutating func next() -> StampedInput? {
    while waiting.isEmpty {
      if let action = script.first, action.time < bedside.deadline {
        script.removeFirst()
        waiting = (bedside.advance(to: action.time) + [StampedInput(action)])[...]
      } else if bedside.deadline <= end {
        waiting = bedside.advance(to: bedside.deadline)[...]
      } else {
        return nil
      }
    }
    time = waiting.first?.time ?? time
    return waiting.popFirst()
  }

  /// Tells the patient's devices what flows, where that has changed, and the patient what was done.
  public mutating func heed(_ told: [StampedEvent], by session: Session) {
    let flow = Flow(phase: session.phase, rate: session.infusion?.flow)
    if flow != self.flow {
      self.flow = flow
      bedside.follow(session, at: time)
    }
    for case .accepted(let action, _, _, _) in told.lazy.map(\.event) { bedside.follow(action, at: time) }
  }
}
