import InfusionCore
import Quantities
import SessionRecord
import SessionRuns

func ms(_ count: Int64) -> SessionTime { SessionTime(milliseconds: count) }

func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }

extension SessionHeader {
  /// The header of a session that a test records; the recorder names the session.
  init(of plan: SessionPlan, by clock: ReckonedClock) {
    self.init(
      programVersion: "test", engineVersion: "1", session: "", plan: plan, boot: "b",
      anchorBootMilliseconds: 0, anchorWall: clock.wall(at: .start))
  }
}
