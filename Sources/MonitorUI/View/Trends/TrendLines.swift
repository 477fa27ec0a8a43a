import InfusionCore
import Quantities
import TextScreen

/// A line to compare a curve with: a limit for as long as it held, or the baseline.
struct TrendLine: Hashable {
  enum Kind: Hashable { case limit, extreme, usual }
  let level: Level
  let kind: Kind
  /// Whether it holds now, so that its figure stands beside the curve.
  let isNow: Bool

  func character(_ glyphs: Glyphs) -> Character {
    switch kind {
    case .limit: glyphs.limit
    case .extreme: glyphs.extreme
    case .usual: glyphs.usual
    }
  }
}

extension TrendLine.Kind {
  /// How many columns lie from one mark of the line to the next.
  var apart: Int { self == .usual ? 3 : 1 }
}

extension [TrendLine] {
  /// The range that a scale must cover so that limits and baseline are on it; an extreme limit is there only
  /// if it happens to fit.
  var reach: [ClosedRange<Double>] {
    filter { $0.kind != .extreme }.map { $0.level.value...$0.level.value }
  }
}

extension Painter {
  /// The lines of a vital, limits first, since of two in one row the first keeps its figure.
  func lines(of vital: Vital, _ columns: TimeColumns) -> [TrendLine] {
    let limits = session.limits(of: vital)
    let present: [(LimitChange.Kind, Fixed?)] = [
      (.low, limits.offBy == nil ? limits.low : nil), (.high, limits.offBy == nil ? limits.high : nil),
      (.extremeLow, limits.extremeLow), (.extremeHigh, limits.extremeHigh),
    ]
    return present.flatMap { kind, now in pieces(of: vital, kind, now: now, columns) }
      + baseline(of: vital, columns)
  }

  /// One piece for each stretch in which the limit stayed the same.
  private func pieces(
    of vital: Vital, _ kind: LimitChange.Kind, now: Fixed?, _ columns: TimeColumns
  ) -> [TrendLine] {
    let changes = model.trend.limitChanges.filter { $0.change.vital == vital && $0.change.kind == kind }
    let values = changes.map(\.change.from) + [now]
    let ends = changes.map { Optional($0.at) } + [nil]
    var begin = 0
    return zip(values, ends).compactMap { value, end in
      let last = end.map { columns.edge(of: $0) } ?? columns.columns
      defer { begin = last }
      guard let value, begin < last else { return nil }
      let isExtreme = kind == .extremeLow || kind == .extremeHigh
      return TrendLine(
        level: Level(columns: begin..<last, value: value.doubleValue), kind: isExtreme ? .extreme : .limit,
        isNow: end == nil)
    }
  }

  private func baseline(of vital: Vital, _ columns: TimeColumns) -> [TrendLine] {
    session.baseline(of: vital).map {
      [
        TrendLine(
          level: Level(columns: 0..<columns.columns, value: $0.doubleValue), kind: .usual, isNow: true)
      ]
    } ?? []
  }
}

extension TimeColumns {
  /// The column of an instant; for one outside, the first, or the one after the last.
  fileprivate func edge(of time: SessionTime) -> Int { time < start ? 0 : column(of: time) ?? columns }
}

extension SessionView {
  func baseline(of vital: Vital) -> Fixed? { engine?.baseline(of: vital) }
}
