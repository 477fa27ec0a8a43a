import InfusionCore
import Quantities

/// Which results of a cuff are new whose monitor keeps them until somebody is connected.
///
/// It sends each result once: at once while it is connected, else with all others at the beginning of the
/// next link. So a result is new
/// - where the link had stood for ten seconds: what was stored has come by then, or
/// - where it came as soon after its instant, by the monitor's clock and to three minutes, as one of an
///   earlier link did. Two results that lay about for some time did so for the same time by accident only;
///   two that were sent at once always did. Most monitors hang up between two measurements, and are told new
///   by that.
///
/// All others were there before us: their age is unknown. That the cuff measures as the link begins vouches
/// for none of them: what comes first may be yesterday's all the same.
struct StoredResults: Hashable, Sendable {
  private var results = CuffResultWatch()
  private var now = SessionTime.start
  private var connectedAt: SessionTime?
  /// Milliseconds by which the monitor's clock is ahead of the session's, by the result that came soonest;
  /// and what that was when the link began.
  private var lead: Int64?
  private var leadBefore: Int64?

  private static let settling = TimeSpan.seconds(10)
  /// The clock may tell whole minutes, and to call takes a while.
  private static let delayMost = TimeSpan.minutes(3)

  mutating func heard(at time: SessionTime) { now = time }

  mutating func connected() {
    connectedAt = now
    leadBefore = lead
  }

  /// What to tell of a result: nil for one that came before, and for a failure that had been stored.
  mutating func hear(_ result: CuffResult, measuredAt instant: MeasurementInstant?) -> CuffResult? {
    if !isSettling { results.measurementEnded() }
    let isNew = !isSettling || cameAsSoonAsOthers(instant)
    if let instant { lead = max(lead ?? .min, lead(of: instant)) }
    let told = results.hear(result, measuredAt: instant)
    return isNew ? told : told?.ofUnknownAge
  }

  private var isSettling: Bool { connectedAt.map { now - $0 < Self.settling } ?? false }

  private func cameAsSoonAsOthers(_ instant: MeasurementInstant?) -> Bool {
    guard let instant, let leadBefore else { return false }
    return abs(lead(of: instant) - leadBefore) <= Self.delayMost.milliseconds
  }

  private func lead(of instant: MeasurementInstant) -> Int64 { instant.milliseconds - now.milliseconds }
}

extension CuffResult {
  fileprivate var ofUnknownAge: CuffResult? {
    switch self {
    case .failed: nil
    case .measured(let measurement): .measured(measurement.ofUnknownAge)
    }
  }
}
