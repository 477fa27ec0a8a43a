import InfusionCore
import Quantities
import SessionRecord

// Pressures at the times that a form asks for, and when sedation and dissociation were over.

extension SessionDigest {
  /// Those with both figures.
  private var measured: [ChartedPressure] {
    pressures.filter { $0.measurement.sys != nil && $0.measurement.dia != nil }
  }

  var pressureBefore: [String] {
    told { start in measured.last { $0.at <= start } }
  }

  /// Five minutes before or after at most.
  var pressureAt40: [String] {
    told { start in
      let apart = { (pressure: ChartedPressure) in abs((pressure.at - start - Self.forty).milliseconds) }
      return measured.filter { apart($0) <= Self.around.milliseconds }.min { apart($0) < apart($1) }
    }
  }

  var pressureAtEnd: [String] {
    told { start in outcome == nil ? nil : measured.last { $0.at >= start + .minutes(30) } }
  }

  var highestPressure: [String] {
    told { start in
      measured.filter { $0.at >= start }.max { ($0.measurement.sys ?? 0) < ($1.measurement.sys ?? 0) }
    }
  }

  private func told(_ find: (SessionTime) -> ChartedPressure?) -> [String] {
    guard let start = dosedAt, let found = find(start) else { return [] }
    return [words(of: found, since: start)]
  }

  private static let forty = TimeSpan.minutes(40)
  private static let around = TimeSpan.minutes(5)

  /// `142/88 at 10:42, 41 min after the start`.
  private func words(of pressure: ChartedPressure, since start: SessionTime) -> String {
    let after = (pressure.at - start).milliseconds / 60_000
    let place = pressure.at < start ? "before the start" : "\(after) min after the start"
    return
      "\(pressure.measurement.figures ?? "") at \(clock(pressure.at)), \(place)\(correctionWords(pressure))"
  }

  /// A score at its time.
  private struct Taken {
    var at: SessionTime
    var total: Int
  }

  /// The scores of a scale since the start, in the order in which they were taken.
  private func taken(_ scale: String) -> [Taken] {
    guard let start = dosedAt else { return [] }
    let scores = chart.standingMarks.compactMap { mark -> Taken? in
      guard case .action(.score(let score)) = mark.what, score.scale == scale else { return nil }
      return Taken(at: mark.happenedAt, total: score.value)
    }
    return scores.filter { $0.at >= start }.sorted { $0.at < $1.at }
  }

  /// The first score from which on all are as they should be; nil if there is none, or if the last one is
  /// not.
  private func over(_ scores: [Taken], _ isOver: (Taken) -> Bool) -> Taken? {
    let behind = scores.lastIndex { !isOver($0) }.map { $0 + 1 } ?? 0
    return behind < scores.count ? scores[behind] : nil
  }

  /// MOAA/S 5: responds readily.
  private static func isAwake(_ taken: Taken) -> Bool { taken.total >= 5 }
  private static func isClear(_ taken: Taken) -> Bool { taken.total <= 0 }

  private var sedationOver: Taken? { over(taken("moaas"), Self.isAwake) }

  /// By the patient's own rating, or by the total of the CADSS where that alone was taken.
  private var dissociationScale: String { taken("dissociation").isEmpty ? "cadss" : "dissociation" }
  private var dissociationOver: Taken? { over(taken(dissociationScale), Self.isClear) }

  var deepestSedation: [String] {
    taken("moaas").min { $0.total < $1.total }.map { [told($0, "moaas")] } ?? []
  }
  var endOfSedation: [String] { told(sedationOver, isNone: taken("moaas").allSatisfy(Self.isAwake)) }

  var deepestDissociation: [String] {
    taken(dissociationScale).max { $0.total < $1.total }.map { [told($0, dissociationScale)] } ?? []
  }
  var endOfDissociation: [String] {
    told(dissociationOver, isNone: taken(dissociationScale).allSatisfy(Self.isClear))
  }

  /// Something that was never there cannot be over.
  private func told(_ end: Taken?, isNone: Bool) -> [String] {
    end.map { [isNone ? "none was scored" : words(of: $0.at)] } ?? []
  }

  var whenReady: [String] { readyAt.map { [words(of: $0)] } ?? [] }

  /// Nil if any of them is not known.
  private var readyAt: SessionTime? {
    guard let window = windows.last(where: { $0.change == .complete })?.at, let sedationOver,
      let dissociationOver
    else { return nil }
    return max(window, sedationOver.at, dissociationOver.at)
  }

  /// `3 of 5 at 10:12`.
  private func told(_ taken: Taken, _ name: String) -> String {
    let total = scale(name).map { "\(taken.total) of \($0.most)" } ?? "\(taken.total)"
    return "\(total) (\(scale(name)?.label ?? name)) at \(clock(taken.at))"
  }

  /// `11:52, 92 min after the start`: such forms count from it.
  private func words(of time: SessionTime) -> String {
    let after = dosedAt.map { ", \((time - $0).milliseconds / 60_000) min after the start" } ?? ""
    return "\(clock(time))\(after)"
  }
}
