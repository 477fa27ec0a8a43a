import InfusionCore
import MonitorUI
import Quantities
import SessionRecord
import TextScreen

/// A frame as a value, without a terminal: an hour of trends on it.
enum ViewRun {
  static func figures(_ recorded: RecordedSession) -> [Figure] {
    var session = Session(plan: recorded.header.plan)
    _ = session.begin()
    var model = Model(session: SessionView(session, wallClock: "10:00:00", record: .recording))
    for (time, input) in recorded.inputs where time < .seconds(3600) {
      _ = session.receive(input, at: time)
      model.show(SessionView(session, wallClock: "10:00:00", record: .recording))
    }
    let facts = Stopwatch.secondsPerCall {
      _ = SessionView(session, wallClock: "10:00:00", record: .recording)
    }
    let sizes = [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 200, rows: 60)]
    let frames = sizes.map { size in
      let seconds = Stopwatch.secondsPerCall { _ = view(model, size: size, now: 3_600_000) }
      return Figure("view \(size.columns)x\(size.rows)", seconds * 1e6, "us a frame")
    }
    return [Figure("view: the session's facts", facts * 1e6, "us")] + frames
  }
}
