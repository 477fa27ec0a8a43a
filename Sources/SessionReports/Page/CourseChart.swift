import InfusionCore
import Quantities
import SessionRecord

/// A session as an anaesthesia chart: carets for pressures and dots for the pulse on one scale, saturation on
/// its own, below them what flowed, what had gone in and what a model expects of it. Phases, alarms, limits,
/// symptoms and medicines stand on the same axis of time.
///
/// What a thing is shows in its shape; colour only helps.
struct CourseChart {
  let digest: SessionDigest
  let effect: PredictedEffect?

  init(_ digest: SessionDigest) {
    self.digest = digest
    effect = PredictedEffect(digest)
  }

  static let left = 46
  /// Of the lanes; above them are the bands, below them marks and times.
  static let top = 44
  static let bottom = 466
  static let right = 936
  private static let width = 1000
  private static let height = 520

  /// Empty where nothing was measured.
  var svg: String {
    guard digest.vitals.count > 0 else { return "" }
    let parts =
      gaps + phaseBand + alarmBand + scales + limitLines + saturation + pulse + pressures + doseLane
      + markRow + axis
    return "<svg viewBox=\"0 0 \(Self.width) \(Self.height)\" role=\"img\" aria-label=\"vitals and dose\">\n"
      + "<g font-size=\"11\" font-family=\"sans-serif\">\n"
      + parts.filter { !$0.isEmpty }.joined(separator: "\n") + "\n</g>\n</svg>\n"
  }

  /// What the shapes mean.
  var legend: String {
    guard digest.vitals.count > 0 else { return "" }
    let model = effect.map {
      ", dotted what a model of a typical adult (\($0.model)) expects at the effect site, ng/mL:"
        + " no measurement"
    }
    let dose = digest.infusionStart == nil ? "" : "; grey what flowed, line mg given\(model ?? "")"
    return "Carets systolic and diastolic pressure (mmHg), dots pulse (/min), below SpO2 (%)\(dose)."
      + " Dashed: limits in force. Below the phases alarms, high over medium over low, the"
      + " patient's filled, the equipment's hollow; at the bottom the clock and"
      + " the minutes of the infusion."
  }

  // MARK: Scales

  /// mmHg and /min.
  var main: ChartLane {
    let pressures = digest.pressures.flatMap { [$0.measurement.sys, $0.measurement.dia].compactMap { $0 } }
    let pulse = digest.vitals.range(of: .hr).map { [$0.lowest, $0.highest] } ?? []
    let (low, high) = ((pressures + pulse).min() ?? 40, (pressures + pulse).max() ?? 180)
    return ChartLane(
      top: Self.top, bottom: 282, low: min(40, low.floored(to: 20)),
      high: max(180, (high + 19).floored(to: 20)))
  }

  var spo2: ChartLane {
    let lowest = digest.vitals.range(of: .spo2)?.lowest ?? 85
    return ChartLane(top: 298, bottom: 372, low: min(85, lowest.floored(to: 5)), high: 100)
  }

  /// The whole height is the order, or what went in if that is more.
  var dose: ChartLane {
    let most = [digest.order?.dose.fixed, digest.delivered?.delivered.fixed].compactMap { $0 }.max() ?? 1
    return ChartLane(top: 388, bottom: Self.bottom, low: 0, high: max(most, 1))
  }

  /// At most two weeks, so that a damaged time cannot ask for all of the memory.
  private var length: SessionTime { min(digest.length, .minutes(20_160)) }
  private var minutes: Int { max(1, Int(length.milliseconds / 60_000) + 1) }

  func x(_ time: SessionTime) -> Int {
    let span = minutes * 60_000
    return Self.left + min(max(Int(time.milliseconds), 0), span) * (Self.right - Self.left) / span
  }

  // MARK: Axis

  /// The wall's clock, and minutes of the infusion.
  private var axis: [String] {
    let step: Int64 = minutes <= 10 ? 1 : minutes <= 40 ? 5 : minutes <= 150 ? 15 : minutes <= 400 ? 30 : 120
    let began = digest.wall(at: .start)
    let local = began.unixMilliseconds + Int64(began.offsetMinutes) * 60_000
    let first = (step * 60_000 - local % (step * 60_000)) % (step * 60_000)
    let clocks = stride(from: first, through: length.milliseconds, by: Int64.Stride(step * 60_000))
      .flatMap { offset -> [String] in
        let time = SessionTime(milliseconds: offset)
        return [
          SVG.line(x(time), Self.top, x(time), Self.bottom, SVG.stroke("#ddd")),
          SVG.text(x(time), 500, digest.wall(at: time).hourAndMinute, anchor: "middle"),
        ]
      }
    return clocks + infusionMinutes
  }

  private var infusionMinutes: [String] {
    guard let start = digest.infusionStart else { return [] }
    let rest = Int((length - start).milliseconds / 60_000)
    let step = rest <= 10 ? 1 : rest <= 40 ? 5 : rest <= 120 ? 10 : rest <= 400 ? 30 : 120
    return stride(from: 0, through: max(rest, 0), by: step).map { minute in
      SVG.text(x(start + .minutes(Int64(minute))), 515, "\(minute)", anchor: "middle")
    } + [SVG.text(0, 515, "min")]
  }
}

extension Fixed {
  /// The greatest multiple of `step` that is not above it.
  fileprivate func floored(to step: Int) -> Fixed {
    let size = step * 1000
    let rest = ((thousandths % size) + size) % size
    return Fixed(thousandths: thousandths - rest)
  }
}
