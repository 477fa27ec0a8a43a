import Glibc

/// One row of the table: what was measured, the figure, and the bar, where there is one.
struct Figure {
  var what: String
  var figure: String
  var bar = ""
  /// Nil where there is no bar.
  var isMet: Bool?
  /// Nothing was measured: something is broken.
  var isMissing = false

  private init(_ what: String, _ figure: String) {
    self.what = what
    self.figure = figure
  }

  /// What could not be measured, and why.
  init(missing what: String, _ why: String) {
    self.init(what, "- (\(why))")
    isMissing = true
  }

  init(_ what: String, _ value: Double, _ unit: String, note: String = "") {
    self.init(what, "\(value.figures) \(unit)\(note)")
    isMissing = !value.isFinite
  }

  /// A figure that must not be above its bar.
  init(_ what: String, _ value: Double, _ unit: String, atMost limit: Double, note: String = "") {
    self.init(what, value, unit, note: note)
    bar = "<= \(limit.figures) \(unit)"
    isMet = value <= limit
  }

  /// A figure that must not be below its bar.
  init(_ what: String, _ value: Double, _ unit: String, atLeast limit: Double, note: String = "") {
    self.init(what, value, unit, note: note)
    bar = ">= \(limit.figures) \(unit)"
    isMet = value >= limit
  }

  static let heading = line("what", "figure", "bar", "") + "\n" + String(repeating: "-", count: 108)

  var row: String { Self.line(what, figure, bar, isMet.map { $0 ? "" : "  NOT MET" } ?? "") }

  private static func line(_ what: String, _ figure: String, _ bar: String, _ verdict: String) -> String {
    what.padded(to: 52) + " " + figure.padded(to: 38) + " " + bar + verdict
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}

extension Double {
  /// Three figures: `0.029`, `3.18`, `412`.
  var figures: String {
    guard isFinite else { return "-" }
    guard self < 100 else { return "\(Int(rounded()))" }
    let places = self < 1 ? 1000.0 : self < 10 ? 100.0 : 10.0
    let shown = (self * places).rounded() / places
    return shown == shown.rounded() ? "\(Int(shown))" : "\(shown)"
  }
}

/// A word on standard error: the table stays clean.
func complain(_ text: String) {
  let line = Array((text + "\n").utf8)
  _ = write(STDERR_FILENO, line, line.count)
}

func exit(failing: Bool) { Glibc.exit(failing ? 1 : 0) }
