import InfusionCore
import Quantities
import SessionRecord

/// The decisions alone: a recorded session's inputs through a fresh one.
enum EngineRun {
  static func figures(_ recorded: RecordedSession) -> [Figure] {
    let inputs = recorded.inputs
    var told = 0
    let seconds = Stopwatch.secondsPerCall {
      var session = Session(plan: recorded.header.plan)
      told = session.begin().count
      for (time, input) in inputs { told += session.receive(input, at: time).events.count }
    }
    let perInput = seconds / Double(inputs.count)
    return [
      Figure(
        "engine: \(inputs.count) inputs, \(told) events",
        perInput * 1e6, "us an input",
        note: ", \((1 / perInput / 1e6).figures) M/s")
    ]
  }
}
