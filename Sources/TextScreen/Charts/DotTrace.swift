/// A curve of dots in cells: two by four braille dots a cell, or one mark a cell where the font has none.
public struct DotTrace: Sendable {
  public let columns: Int
  public let rows: Int
  public let glyphs: Glyphs

  public init(columns: Int, rows: Int, glyphs: Glyphs) {
    self.columns = max(columns, 0)
    self.rows = max(rows, 0)
    self.glyphs = glyphs
  }

  /// How many values fill the width.
  public var samples: Int { columns * (glyphs.areFine ? 2 : 1) }
  private var dotsPerRow: Int { glyphs.areFine ? 4 : 3 }

  /// The cells of a curve, top row first. Each sample is the range of what happened in its stretch of time,
  /// nil if nothing was known, so that a gap stays a gap. Values outside the scale are drawn on its edge.
  public func cells(_ values: [ClosedRange<Double>?], scale: ClosedRange<Double>) -> [[Character]] {
    let spans = connected(values.prefix(samples).map { $0.map { dots($0, scale: scale) } })
    return (0..<rows).map { row in
      (0..<columns).map { column in
        glyphs.areFine
          ? braille(spans, row: row, column: column) : mark(spans, row: row, column: column)
      }
    }
  }

  /// Dots are counted from the bottom.
  private func dots(_ value: ClosedRange<Double>, scale: ClosedRange<Double>) -> ClosedRange<Int> {
    let most = max(rows * dotsPerRow - 1, 0)
    let span = scale.upperBound - scale.lowerBound
    func dot(_ value: Double) -> Int {
      guard span > 0, value.isFinite else { return 0 }
      return Int((min(max((value - scale.lowerBound) / span, 0), 1) * Double(most)).rounded())
    }
    return dot(value.lowerBound)...dot(value.upperBound)
  }

  /// Each stretch reaches up or down to the one before it, so that a jump is a line and not two dots.
  private func connected(_ spans: [ClosedRange<Int>?]) -> [ClosedRange<Int>?] {
    var before: ClosedRange<Int>?
    return spans.map { span in
      defer { before = span }
      guard let span, let before else { return span }
      if span.lowerBound > before.upperBound + 1 { return (before.upperBound + 1)...span.upperBound }
      if span.upperBound < before.lowerBound - 1 { return span.lowerBound...(before.lowerBound - 1) }
      return span
    }
  }

  private func isSet(_ spans: [ClosedRange<Int>?], sample: Int, dot: Int) -> Bool {
    guard spans.indices.contains(sample), let span = spans[sample] else { return false }
    return span.contains(dot)
  }

  /// Unicode's numbering of the eight dots (The Unicode Standard, 21.1), column by column from the top.
  private static let brailleBits: [[UInt32]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]

  private func braille(_ spans: [ClosedRange<Int>?], row: Int, column: Int) -> Character {
    var bits: UInt32 = 0
    let top = (rows - row) * 4 - 1
    for side in 0..<2 {
      let sample = column * 2 + side
      // Most cells of a lane have nothing of the curve in them.
      guard sample < spans.count, let span = spans[sample], span.upperBound > top - 4, span.lowerBound <= top
      else { continue }
      for down in 0..<4 where span.contains(top - down) { bits |= Self.brailleBits[side][down] }
    }
    guard bits != 0, let scalar = Unicode.Scalar(0x2800 + bits) else { return " " }
    return Character(scalar)
  }

  private func mark(_ spans: [ClosedRange<Int>?], row: Int, column: Int) -> Character {
    let bottom = (rows - row - 1) * 3
    let set = (0..<3).filter { isSet(spans, sample: column, dot: bottom + $0) }
    switch set.count {
    case 0: return " "
    case 1: return ["_", "-", "'"][set[0]]
    default: return "|"
    }
  }
}
