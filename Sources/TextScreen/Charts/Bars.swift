/// Bars in eighths of a cell, in halves where the font has no more, and their coarse ASCII kin.
public enum Bars {
  private static let heights: [Character] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  private static let widths: [Character] = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]
  private static let halves: [Character] = [" ", "▄", "▄", "▄", "▄", "▄", "█", "█", "█"]
  private static let coarse: [Character] = [" ", "_", "_", "_", "=", "=", "=", "#", "#"]

  /// Upright bars, one a value, top row first. A value above zero is never drawn as empty.
  public static func upright(
    _ values: [Double?], top: Double, rows: Int, glyphs: Glyphs
  ) -> [[Character]] {
    let steps = glyphs.areFine ? heights : glyphs.hasHalfBlocks ? halves : coarse
    let eighths = values.map { value -> Int in
      guard let value, value > 0, top > 0 else { return 0 }
      return max(1, Int((min(value / top, 1) * Double(max(rows, 0) * 8)).rounded()))
    }
    return (0..<max(rows, 0)).map { row in
      eighths.map { steps[min(max($0 - (rows - row - 1) * 8, 0), 8)] }
    }
  }

  /// The done part of a lying bar; what is left of `columns` is the caller's to fill.
  public static func lying(_ fraction: Double, columns: Int, glyphs: Glyphs) -> String {
    guard columns > 0, fraction.isFinite else { return "" }
    let eighths = Int((min(max(fraction, 0), 1) * Double(columns * 8)).rounded(.down))
    let whole = String(repeating: glyphs.block, count: eighths / 8)
    guard glyphs.areFine, eighths % 8 > 0 else { return whole }
    return whole + String(widths[eighths % 8])
  }
}
