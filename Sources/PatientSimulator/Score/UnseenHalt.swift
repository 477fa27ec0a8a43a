import Quantities

/// A pause or a stop that may be an answer, while nobody has looked at the patient yet.
///
/// Somebody who pauses at every alarm, or stops at minute 24 whatever happens, will sometimes do so when
/// holding the drug back is right, and has seen nothing of it. Somebody who sees to the patient also does
/// something that nobody does from the door: a check, a measure, a pressure, a medicine.
struct UnseenHalt: Hashable, Sendable {
  let deed: Deed
  let at: SessionTime

  /// How many minutes after it somebody may still come to look.
  static let minutesToLook: Int64 = 5
  private static let timeToLook = TimeSpan.minutes(minutesToLook)
  /// How shortly before it a look counts as its reason.
  private static let lookBefore = TimeSpan.minutes(2)

  /// Nil if somebody has looked already.
  init?(_ deed: Deed, at time: SessionTime, in situation: Situation) {
    guard deed.isHalt, !Self.isSeen(time, in: situation) else { return nil }
    (self.deed, at) = (deed, time)
  }

  func isOver(at now: SessionTime) -> Bool { now - at > Self.timeToLook }

  /// Whether somebody looked at the patient shortly before or after a pause or a stop.
  static func isSeen(_ time: SessionTime, in situation: Situation) -> Bool {
    situation.deeds.contains { done in
      done.isLook && done.at + lookBefore >= time && done.at - time <= timeToLook
    }
  }

  var told: TimedNoLook { TimedNoLook(why: .unseen(deed: deed.words), at: at) }
}
