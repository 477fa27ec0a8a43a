import Quantities

/// The few shapes of which a chart is drawn, as text.
enum SVG {
  static func line(_ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int, _ look: String) -> String {
    "<line x1=\"\(x1)\" y1=\"\(y1)\" x2=\"\(x2)\" y2=\"\(y2)\" \(look)/>"
  }

  static func rect(_ x: Int, _ y: Int, _ width: Int, _ height: Int, _ look: String) -> String {
    "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(max(width, 1))\" height=\"\(height)\" \(look)/>"
  }

  static func path(_ steps: String, _ look: String) -> String {
    steps.isEmpty ? "" : "<path d=\"\(steps)\" fill=\"none\" \(look)/>"
  }

  static func dot(_ x: Int, _ y: Int, _ look: String) -> String {
    "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"2\" \(look)/>"
  }

  /// - Parameter anchor: start, middle or end.
  static func text(_ x: Int, _ y: Int, _ words: String, anchor: String = "start") -> String {
    "<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"\(anchor)\">\(words.htmlEscaped)</text>"
  }

  static func stroke(_ colour: String, width: String = "1", dashes: String = "none") -> String {
    "stroke=\"\(colour)\" stroke-width=\"\(width)\" stroke-dasharray=\"\(dashes)\""
  }
}

/// A strip of the chart with a scale of its own.
struct ChartLane {
  let top: Int
  let bottom: Int
  let low: Fixed
  let high: Fixed

  /// Values beyond the scale lie on its edge.
  func y(_ value: Fixed) -> Int {
    let span = max(high.thousandths - low.thousandths, 1)
    let part = min(max(value.thousandths - low.thousandths, 0), span)
    return bottom - part * (bottom - top) / span
  }
}
