public import InfusionCore
import Quantities
import SessionRecord

/// The report as a page for a browser or a printer: the curves of vitals and dose over the summary's text,
/// and behind it how many alarms there were of each kind. It loads nothing.
public struct ReportHTML {
  private let digest: SessionDigest
  private let summary: String
  private let damage: String?

  /// - Parameter damage: what is wrong with the record; nil for one that can be believed.
  public init(
    _ digest: SessionDigest, review: [ReviewedCriterion] = [], chainHead: String?, damage: String? = nil
  ) {
    self.digest = digest
    self.damage = damage
    summary = SummaryText(digest, review: review, chainHead: chainHead, damage: damage).text
  }

  private var tally: String {
    let lines = AlarmTally(digest).lines
    return lines.isEmpty ? "" : "\nALARMS BY KIND\n" + lines.map { $0 + "\n" }.joined()
  }

  public var text: String {
    let title = "Chairside \(digest.header.session)".htmlEscaped
    let warning = [damage, digest.header.plan.origin.warning].compactMap { $0 }
      .map { "<p class=\"warning\">\($0.htmlEscaped)</p>\n" }.joined()
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>\(title)</title>
      <style>
      body { max-width: 50em; margin: 1em auto; font-family: monospace; color: #000; background: #fff; }
      svg { width: 100%; height: auto; font-size: 11px; }
      pre { white-space: pre-wrap; }
      .warning { font-weight: bold; border: 2px solid #000; padding: 0.3em; }
      </style>
      </head>
      <body>
      \(warning)\(CourseChart(digest: digest).svg)<pre>
      \(summary.htmlEscaped)\(tally.htmlEscaped)</pre>
      </body>
      </html>

      """
  }
}

/// HR, SpO2, pressures and the dose on one time axis. Lines differ by dashes, not by colour alone.
struct CourseChart {
  let digest: SessionDigest

  private static let width = 720
  private static let height = 260
  private static let left = 40
  private static let bottom = 230
  /// Of the values' axis: mmHg, /min and % share it.
  private static let top = 220

  /// Empty where nothing was measured.
  var svg: String {
    guard digest.vitals.count > 0 else { return "" }
    let parts =
      axes + [
        line(of: .hr, "#b00000", dashes: "none"), line(of: .spo2, "#0050b0", dashes: "5 2"), pressures,
        dose, legend,
      ]
    return "<svg viewBox=\"0 0 \(Self.width) \(Self.height)\" role=\"img\" aria-label=\"vitals and dose\">\n"
      + parts.filter { !$0.isEmpty }.joined(separator: "\n") + "\n</svg>\n"
  }

  private var minutes: Int { max(1, Int(digest.length.milliseconds / 60_000) + 1) }

  private func x(_ time: SessionTime) -> Int {
    Self.left + Int(time.milliseconds) * (Self.width - Self.left - 50) / (minutes * 60_000)
  }

  private func y(_ value: Fixed) -> Int {
    Self.bottom - min(max(value.thousandths, 0), Self.top * 1000) * (Self.bottom - 10) / (Self.top * 1000)
  }

  private var axes: [String] {
    let values = stride(from: 0, through: 200, by: 50).map { value in
      let y = y(Fixed(value))
      return "<line x1=\"\(Self.left)\" x2=\"\(Self.width - 50)\" y1=\"\(y)\" y2=\"\(y)\" stroke=\"#ccc\"/>"
        + "<text x=\"\(Self.left - 5)\" y=\"\(y + 4)\" text-anchor=\"end\">\(value)</text>"
    }
    let step = max(5, (minutes / 10 + 4) / 5 * 5)
    let times = stride(from: 0, to: minutes, by: step).map { minute in
      "<text x=\"\(x(.minutes(Int64(minute))))\" y=\"\(Self.bottom + 14)\" text-anchor=\"middle\">"
        + "\(minute)</text>"
    }
    return values + times
  }

  /// A break in the data is a break in the line.
  private func line(of vital: Vital, _ colour: String, dashes: String) -> String {
    var path = ""
    var isDrawing = false
    for minute in 0..<digest.vitals.count {
      let range = digest.vitals.range(of: vital, minute: minute)
      if let range { path += "\(isDrawing ? "L" : "M")\(x(range.at)) \(y(range.last))" }
      isDrawing = range != nil
    }
    return path.isEmpty ? "" : stroke(path, colour, dashes: dashes)
  }

  private var pressures: String {
    digest.pressures.map { entry in
      guard let sys = entry.measurement.sys, let dia = entry.measurement.dia else { return "" }
      let x = x(entry.at)
      return stroke(
        "M\(x - 3) \(y(sys))h6M\(x) \(y(sys))V\(y(dia))M\(x - 3) \(y(dia))h6", "#000", dashes: "none")
    }.joined()
  }

  /// The whole height is the order, or what went in if that is more.
  private var dose: String {
    guard let most = [digest.order?.dose, digest.delivered?.delivered].compactMap({ $0 }).max(),
      most.value > 0
    else { return "" }
    let points = (0...minutes).compactMap { minute -> String? in
      let time = min(SessionTime.minutes(Int64(minute)), digest.length)
      return digest.delivered(at: time).map {
        "\(x(time)) \(Self.bottom - Int(($0 / most * Double(Self.bottom - 10)).rounded()))"
      }
    }
    guard let first = points.first else { return "" }
    return stroke("M\(first)" + points.dropFirst().map { "L\($0)" }.joined(), "#606060", dashes: "1 3")
      + "<text x=\"\(Self.width - 46)\" y=\"14\">\(most.text(places: 1))</text>"
  }

  private var legend: String {
    "<text x=\"\(Self.left)\" y=\"\(Self.height - 2)\">min of the session; HR solid red, SpO2 dashed blue, "
      + "pressures black bars, dose dotted grey</text>"
  }

  private func stroke(_ path: String, _ colour: String, dashes: String) -> String {
    "<path d=\"\(path)\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"1.5\" "
      + "stroke-dasharray=\"\(dashes)\"/>"
  }
}
