import InfusionCore
import Quantities
import SessionRecord

// Pressures, pulse and saturation, with the limits that were in force.

extension CourseChart {
  /// Lines and figures at the left, a lane each.
  var scales: [String] {
    // The name of the first stands above its lane: beside it stand the figures of limits.
    scale(main, by: 20, "mmHg, /min", at: main.top - 4) + scale(spo2, by: 5, "SpO2 %", at: spo2.top + 12)
  }

  private func scale(_ lane: ChartLane, by step: Int, _ name: String, at place: Int) -> [String] {
    let values = stride(from: lane.low.thousandths / 1000, through: lane.high.thousandths / 1000, by: step)
    let lines = values.flatMap { value -> [String] in
      let y = lane.y(Fixed(value))
      return [
        SVG.line(Self.left, y, Self.right, y, SVG.stroke("#ddd")),
        SVG.text(Self.left - 6, y + 4, "\(value)", anchor: "end"),
      ]
    }
    return lines + [SVG.text(Self.right + 4, place, name)]
  }

  /// A caret down at the systolic and one up at the diastolic value, as anaesthetists draw them.
  var pressures: [String] {
    digest.pressures.map { entry in
      let x = x(entry.at)
      let look = SVG.stroke("#000", width: "1.6")
      let systolic = entry.measurement.sys.map {
        "M\(x - 4) \(main.y($0) - 6)L\(x) \(main.y($0))L\(x + 4) \(main.y($0) - 6)"
      }
      let diastolic = entry.measurement.dia.map {
        "M\(x - 4) \(main.y($0) + 6)L\(x) \(main.y($0))L\(x + 4) \(main.y($0) + 6)"
      }
      return SVG.path((systolic ?? "") + (diastolic ?? ""), look)
    }
  }

  /// A dot a minute; hollow where its source doubted it.
  var pulse: [String] {
    (0..<digest.vitals.count).compactMap { minute in
      digest.vitals.range(of: .hr, minute: minute).map { range in
        let look = range.isLastDoubtful ? "fill=\"#fff\" stroke=\"#b00000\"" : "fill=\"#b00000\""
        return SVG.dot(x(range.at), main.y(range.last), look)
      }
    }
  }

  /// The lowest value of each minute, since that is what matters. A gap in the data breaks the line.
  var saturation: [String] {
    var path = ""
    var isDrawing = false
    for minute in 0..<digest.vitals.count {
      let range = digest.vitals.range(of: .spo2, minute: minute)
      if let range { path += "\(isDrawing ? "L" : "M")\(x(range.at)) \(spo2.y(range.lowest))" }
      isDrawing = range != nil
    }
    return [SVG.path(path, SVG.stroke("#0050b0", width: "1.6"))]
  }

  /// The ordinary limits of what is drawn, as they moved.
  var limitLines: [String] {
    let drawn: [(Vital, LimitChange.Kind, ChartLane, String)] = [
      (.sys, .high, main, "sys"), (.sys, .low, main, "sys"), (.hr, .high, main, "HR"),
      (.hr, .low, main, "HR"),
      (.spo2, .low, spo2, ""),
    ]
    return drawn.flatMap { vital, kind, lane, name in
      let course = LimitCourse(vital, kind, digest).steps
      let line = SVG.path(
        path(of: course, in: lane), SVG.stroke("#777", dashes: vital == .hr ? "2 4" : "7 4"))
      // The figure at the right is the limit in force at the end; a limit that is off has none.
      guard let last = course.last?.value, !name.isEmpty else { return [line] }
      return [line, SVG.text(Self.right + 4, lane.y(last) + 4, "\(name) \(last)")]
    }
  }

  /// Off is a break.
  private func path(of course: [LimitCourse.Step], in lane: ChartLane) -> String {
    var path = ""
    for (index, step) in course.enumerated() {
      guard let value = step.value else { continue }
      let end = index + 1 < course.count ? course[index + 1].from : digest.length
      path += "M\(x(step.from)) \(lane.y(value))H\(x(end))"
    }
    return path
  }
}
