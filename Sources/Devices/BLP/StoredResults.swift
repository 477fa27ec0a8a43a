import InfusionCore
import Quantities

/// Which results of a cuff may be old ones whose monitor keeps them until somebody is connected.
///
/// It sends each result once: at once while it is connected, else with all others at the beginning of the
/// next link. So a result may have lain in its memory, for whatever time, unless
/// - the link was quiet for ten seconds before it: what was stored has come by then; or
/// - the monitor's clock says that it was measured within the last three minutes. How far that clock is ahead
///   of ours is known where the monitor tells what time it is, as most do that are asked, or by a result that
///   came as it was measured.
///
/// Two results that came equally long after their instants prove nothing, since both may have lain for so
/// long. Nor does a cuff that measures as the link begins: the first result to come may be yesterday's. This
/// type tells what may have been stored; `CuffResultWatch` tells what of it is new.
struct StoredResults: Hashable, Sendable {
  private var results = CuffResultWatch()
  private var now = SessionTime.start
  /// From when on what comes was measured now; nil before the first link.
  private var settlesAt: SessionTime?
  /// Milliseconds by which the monitor's clock is ahead of the session's; nil while nothing tells.
  private var lead: Int64?

  private static let settling = TimeSpan.seconds(10)
  /// The clock may tell whole minutes, and to call takes a while.
  private static let delayMost = TimeSpan.minutes(3)

  mutating func heard(at time: SessionTime) { now = time }

  mutating func connected() { settlesAt = now + Self.settling }

  /// What time it is by the monitor's clock.
  mutating func clockSays(_ instant: MeasurementInstant) { lead = self.lead(of: instant) }

  /// What to tell of a result; nil if it came before, or is a failure that may have been stored.
  mutating func hear(_ result: CuffResult, measuredAt instant: MeasurementInstant?) -> CuffResult? {
    let isSettling = settlesAt.map { now < $0 } ?? false
    if isSettling {
      // With many results stored, the last ones come late.
      settlesAt = now + Self.settling
    } else {
      results.measurementEnded()
      if let instant { lead = self.lead(of: instant) }
    }
    let mayBeStored = isSettling && !wasMeasuredNow(instant)
    return results.hear(result, measuredAt: instant, mayBeStored: mayBeStored)
  }

  private func wasMeasuredNow(_ instant: MeasurementInstant?) -> Bool {
    guard let instant, let known = lead else { return false }
    return abs(known - lead(of: instant)) <= Self.delayMost.milliseconds
  }

  private func lead(of instant: MeasurementInstant) -> Int64 { instant.milliseconds - now.milliseconds }
}
