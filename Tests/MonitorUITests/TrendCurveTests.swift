import InfusionCore
import Quantities
import Testing
import TextScreen

@testable import MonitorUI

/// A curve hours later takes less memory, and has lost no extreme.
@Suite("Trend curve")
struct TrendCurveTests {
  private typealias Curve = TrendCurve<TrendRange<Int32>>

  /// A day that jumps up and down, with hours in which nothing was heard; repeatable.
  private static let day: [TrendRange<Int32>?] = {
    var state: UInt64 = 12
    return (0..<Curve.most).map { index in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let low = Int32(truncatingIfNeeded: state >> 40) % 100
      return index / 700 % 5 == 3 ? nil : TrendRange(low: low, high: low + Int32(index % 7))
    }
  }()

  private static func curve(of buckets: ArraySlice<TrendRange<Int32>?>) -> Curve {
    var curve = Curve()
    for index in buckets.indices {
      if let bucket = buckets[index] { curve.change(at: index) { $0 = bucket } }
    }
    return curve
  }

  private static func range(of indices: Range<Int>) -> TrendRange<Int32>? {
    day[indices.clamped(to: 0..<day.count)].reduce(nil) { TrendRange.around($0, $1) }
  }

  @Test(
    "a stretch of the last two hours is exact, of earlier hours to the minute",
    arguments: [900, 5000, 17_280])
  func extremes(length: Int) {
    let curve = Self.curve(of: Self.day[..<length])
    for first in stride(from: 0, to: length, by: 53) {
      for span in [1, 12, 35, 700] where first + span <= length {
        let told = curve.range(of: first..<first + span)
        let whole =
          first >= curve.firstKept ? first..<first + span : first / 12 * 12..<(first + span + 11) / 12 * 12
        let exact = Self.range(of: first..<first + span)
        #expect(TrendRange.around(told, exact) == told, "\(first), \(span): an extreme is lost")
        #expect(
          TrendRange.around(told, Self.range(of: whole)) == Self.range(of: whole),
          "\(first), \(span): too wide")
      }
    }
  }

  @Test("a day needs no more room than a minute")
  func room() {
    let (minute, day) = (Self.curve(of: Self.day[..<12]), Self.curve(of: Self.day[...]))
    #expect(day.buckets.count == minute.buckets.count && day.minutes.count == minute.minutes.count)
    #expect(MemoryLayout<TrendHistory.Bucket?>.stride <= 36)
    var late = day
    late.change(at: Curve.most) { $0 = TrendRange(1) }
    #expect(late == day)
  }

  // MARK: On the page

  /// Four minutes of an infusion, a probe that is off for two, and two hours and a half later.
  private static func later() -> Scene {
    var scene = Scene.infusing()
    (scene.hr, scene.spo2) = (72, 97)
    scene.run(.minutes(1))
    scene.hr = 75
    scene.run(.minutes(1))
    (scene.hr, scene.spo2) = (nil, nil)
    scene.run(.minutes(2))
    scene.pass(.minutes(150))
    (scene.hr, scene.spo2) = (70, 96)
    scene.run(.seconds(1))
    scene.type("t")
    return scene
  }

  private static func words(_ scene: Scene, at time: SessionTime, with prefix: String) -> String {
    var scene = scene
    scene.change { model in
      var page = TrendsPage()
      page.cursor = time
      model.page = .trends(page)
    }
    let rows = scene.screen(columns: 120, rows: 40).plainText.split(separator: "\n")
    return String(rows.last { $0.hasPrefix(prefix) } ?? "")
  }

  @Test("hours ago, the minute's lowest and highest stand under the cursor, or since when there was none")
  func minutes() {
    let scene = Self.later()
    let before = scene.session.now - TimeSpan.minutes(154)
    let begin = SessionTime.seconds(before.milliseconds / 60_000 * 60)
    let row = { Self.words(scene, at: $0, with: " HR ") }
    #expect(row(begin + .seconds(75)).hasPrefix(" HR 72 to 75 in that minute  SpO2 97 in that minute "))
    #expect(row(begin + .seconds(250)).hasPrefix(" HR -- OLD: 75 "))
    let dose = Self.words(scene, at: begin + .seconds(75), with: " at ")
    #expect(dose.hasSuffix("  52.5 mL/h  11.38 to 12.25 mg given"), "\(dose)")
  }
}
