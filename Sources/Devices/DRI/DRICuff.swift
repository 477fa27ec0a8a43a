import InfusionCore

/// A GE monitor's cuff: its last result stands there until the next one, without an instant. The end of a
/// measurement shows in two ways: it measured and measures no more, or the result's mark "older than 60 s" is
/// gone.
///
/// After a measurement that failed the old result stands there again, with that mark. But some monitors (B650
/// and B850 1.x with a PDM module) set the mark from the beginning of a measurement, and then it says nothing
/// against a result that has just come. A monitor gives itself away as such a one when it sets the mark
/// beside figures that have just changed, or while it measures within a minute of a result.
struct DRICuff: Hashable, Sendable {
  private enum Shown: Hashable {
    case nothing, measuring
    /// It measured, and nothing came of it yet. A measurement that gives a result shows it at once.
    case blankAfterMeasuring
    case result(isOld: Bool)
  }

  private var cuff = CuffResultWatch()
  private var shown = Shown.nothing
  private var marksFromTheStart = false
  /// Records since the last new result; nil before there was one.
  private var recordsSinceNews: Int?

  /// Records come every 10 s: what changed within the last so many is certainly younger than a minute.
  private static let recordsWithinAMinute = 5

  /// What one record tells: a new result, or nil.
  mutating func hear(_ record: DRIRecord) -> CuffResult? {
    recordsSinceNews = recordsSinceNews.map { $0 + 1 }
    if record.cuffIsMeasuring {
      if record.cuffIsOld && lastIsYoung { marksFromTheStart = true }
      shown = .measuring
      return nil
    }
    guard let result = CuffResult(sys: record.sys, dia: record.dia, map: record.map) else {
      if shown == .measuring { shown = .blankAfterMeasuring }
      return nil
    }
    defer { shown = .result(isOld: record.cuffIsOld) }
    if hasEnded(isOld: record.cuffIsOld) { cuff.measurementEnded() }
    guard let news = cuff.hear(result) else { return nil }
    if !news.isOfUnknownAge {
      if record.cuffIsOld && shown == .measuring { marksFromTheStart = true }
      recordsSinceNews = 0
    }
    return news
  }

  mutating func closed() { self = DRICuff() }

  private var lastIsYoung: Bool { recordsSinceNews.map { $0 < Self.recordsWithinAMinute } ?? false }

  private func hasEnded(isOld: Bool) -> Bool {
    switch shown {
    case .nothing, .result(isOld: false): false
    case .measuring: !isOld || marksFromTheStart
    case .blankAfterMeasuring, .result(isOld: true): !isOld
    }
  }
}

extension CuffResult {
  fileprivate var isOfUnknownAge: Bool {
    if case .measured(let measurement) = self { measurement.ageIsUnknown } else { false }
  }
}
