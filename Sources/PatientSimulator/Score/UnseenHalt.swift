import Quantities

/// A pause or a stop that may be an answer, while nobody has looked at the patient yet.
///
/// Who pauses at every alarm, or stops at minute 24 whatever happens, meets some of what holding the drug
/// back is right for, and has seen none of it. Whoever sees to the patient does something besides that nobody
/// does from the door: a check, a measure, a pressure, a medicine.
struct UnseenHalt: Hashable, Sendable {
  let deed: Deed
  let at: SessionTime

  /// So long after it somebody still comes.
  static let minutesToLook: Int64 = 5
  private static let timeToLook = TimeSpan.minutes(minutesToLook)
  /// A look so shortly before it was the reason for it.
  private static let lookBefore = TimeSpan.minutes(2)

  /// Nil where somebody has looked already.
  init?(_ deed: Deed, at time: SessionTime, in situation: Situation) {
    guard deed.isHalt, !Self.isSeen(time, in: situation) else { return nil }
    (self.deed, at) = (deed, time)
  }

  func isOver(at now: SessionTime) -> Bool { now - at > Self.timeToLook }

  /// Somebody looked at the patient shortly before or after a pause or a stop.
  static func isSeen(_ time: SessionTime, in situation: Situation) -> Bool {
    situation.deeds.contains { done in
      done.isLook && done.at + lookBefore >= time && done.at - time <= timeToLook
    }
  }

  var told: TimedNoLook { TimedNoLook(why: .unseen(deed: deed.words), at: at) }
}
