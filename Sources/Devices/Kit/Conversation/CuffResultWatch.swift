import InfusionCore

/// Decides whether the cuff result that a device shows is a new measurement, or the old one again.
///
/// One for each conversation whose device goes on showing its last result. It is told everything that the
/// device says about its cuff, and answers with what is to be reported:
///
///     var cuff = CuffResultWatch()
///     cuff.hear(.measured(124, 78))     // 124/78 of unknown age: it was there when we connected
///     cuff.hear(.measured(124, 78))     // nil: still the same
///     cuff.measurementEnded()
///     cuff.hear(.measured(124, 78))     // 124/78: a new measurement with the old figures
///
/// - A result that comes with its instant is new only where that is later than the latest one before.
/// - One without is new where a figure changed, or where a measurement was seen to end.
/// - The first one after connecting may be another patient's, so its age is unknown.
/// - A measurement that failed, or gave nothing, leaves the old result where it was: that is not new.
/// - One that may have lain in the device's memory has an unknown age, new to us or not; a failure that did
///   is not told.
struct CuffResultWatch: Hashable, Sendable {
  /// The last good one, whatever failed since.
  private var measured: CuffMeasurement?
  private var latest: MeasurementInstant?
  private var lastWasFailure = false
  private var endWasSeen = false
  private var heardNothing = true

  /// The device said that a measurement ended: the next result it shows is that one's.
  mutating func measurementEnded() { endWasSeen = true }

  /// What to report of the result that the device shows now; nil if it is an old one, or a failure from
  /// before we connected.
  ///
  /// - Parameters:
  ///   - result: nil where it shows none. A measurement that ended with that gave nothing.
  ///   - instant: when it was measured, where the device says so.
  ///   - mayBeStored: whether it may have been measured long before it came.
  mutating func hear(
    _ result: CuffResult?, measuredAt instant: MeasurementInstant? = nil, mayBeStored: Bool = false
  ) -> CuffResult? {
    defer { note(result, instant) }
    switch result {
    case nil: return nil
    case .failed:
      let isNew = !mayBeStored && isNews(instant, isChange: !lastWasFailure && !heardNothing)
      return isNew ? result : nil
    case .measured(let measurement):
      if measured == nil && !endWasSeen { return .measured(measurement.ofUnknownAge) }
      let isChange = measured.map { !$0.hasFigures(of: measurement) } ?? true
      guard isNews(instant, isChange: isChange) else { return nil }
      return mayBeStored ? .measured(measurement.ofUnknownAge) : result
    }
  }

  /// Whether these figures are those of the last good one.
  func shows(_ result: CuffResult) -> Bool {
    guard case .measured(let measurement) = result else { return false }
    return measured.map { $0.hasFigures(of: measurement) } ?? false
  }

  /// The cable was pulled: the next result may be any patient's.
  mutating func closed() { self = CuffResultWatch() }

  /// Decides by the instant if there is an earlier one to compare it with.
  private func isNews(_ instant: MeasurementInstant?, isChange: Bool) -> Bool {
    if let instant, let latest { return instant > latest }
    return endWasSeen || isChange
  }

  private mutating func note(_ result: CuffResult?, _ instant: MeasurementInstant?) {
    endWasSeen = false
    guard let result else { return }
    heardNothing = false
    latest = [latest, instant].compactMap { $0 }.max()
    switch result {
    case .failed: lastWasFailure = true
    case .measured(let measurement):
      lastWasFailure = false
      measured = measurement
    }
  }
}

extension CuffMeasurement {
  /// The same measurement, but of unknown age.
  var ofUnknownAge: CuffMeasurement {
    var old = self
    old.ageIsUnknown = true
    return old
  }

  /// The same pressures. A mean that only one of them has makes no difference.
  fileprivate func hasFigures(of other: CuffMeasurement) -> Bool {
    let means = [self, other].filter { !$0.mapIsDerived }.compactMap(\.map)
    return sys == other.sys && dia == other.dia && Set(means).count <= 1
  }
}
