import ChairBeacon
import InfusionCore
import MonitorUI
import Quantities

/// The console as lines, for a terminal that cannot place its cursor, a screen reader, or a program.
///
///     31:10 minute 27:30 INFUSING  SpO2 83 (on screen 88)  HR 88 (88)  131/80 (128/79)  160 ng/mL
///     to come in 3:20: airway level=0.8
///     hoped for: airway-opened CALLS for 1:20
public struct InstructorLines: Sendable {
  private var truth: ToldTruth?
  private var chair: ChairState?

  public init() {}

  /// The lines to print at once for a message: answers, events of the scenario, freezing.
  public mutating func hear(_ line: DeskLine) -> [String] {
    switch line {
    case .truth(let next):
      defer { truth = next }
      return truth.map { Self.news(from: $0, to: next) } ?? [
        "listening to \(next.scenario), seed \(next.seed)"
      ]
    case .chair(let state):
      chair = state
      return []
    case .answer(let answer): return [answer.isRefusal ? "refused: \(answer.words)" : answer.words]
    case .notice(let words): return [words]
    case .farewell: return ["the drill is over"]
    case .other: return []
    }
  }

  private static func news(from last: ToldTruth, to next: ToldTruth) -> [String] {
    let time = next.time.sinceStart.clock
    let came = last.scenario == next.scenario ? gone(from: last, to: next) : []
    let phase = last.phase == next.phase ? [] : ["\(time) \(next.phase.heading)"]
    let deeds = next.done.filter { deed in !deed.isInstructors && !last.done.contains(deed) }
      .map { "\($0.at.sinceStart.clock) trainee: \($0.words)" }
    return came.map { "\(time) \($0)" } + deeds + phase
  }

  /// The events that were to come and no longer are. Of two alike, one may be left.
  private static func gone(from last: ToldTruth, to next: ToldTruth) -> [String] {
    var left = next.coming.map(\.timeless)
    let gone = last.coming.map(\.timeless).filter { event in
      guard let place = left.firstIndex(of: event) else { return true }
      left.remove(at: place)
      return false
    }
    return gone.map { event in
      guard next.prevented.contains(event), let unless = event.unless else { return "came: \(event.what)" }
      return "did not come, since \(unless): \(event.what)"
    }
  }

  /// How the drill stands now, for Enter.
  public var state: [String] {
    guard let truth else { return ["nothing was told yet"] }
    let coming = truth.coming.map { event in
      "to come \(event.dueIn.map { "in \($0.clock)" } ?? event.condition): \(event.what)"
    }
    let called = truth.objectives.filter { $0.calledAgo != nil }
      .map { "hoped for: \($0.id) \($0.standing)" }
    return [head(truth)] + coming + called
  }

  private func head(_ truth: ToldTruth) -> String {
    let minute = truth.minute.map { " minute \($0.clock)" } ?? ""
    let frozen = truth.isFrozen ? " FROZEN" : ""
    let parts =
      [
        "\(truth.time.sinceStart.clock)\(minute) \(truth.phase.heading)\(frozen)",
        "SpO2 \(truth.spo2) (on screen \(Self.seen(chair?.spo2)))",
        "HR \(truth.hr) (\(Self.seen(chair?.hr)))",
        "\(truth.sys)/\(truth.dia) (\(chair?.pressure?.figures ?? "-"))", "RR \(truth.rr)",
        "sedation \(truth.sedation)", "\(truth.effect) ng/mL",
      ] + truth.wrong + (chair?.alarms ?? []).map { $0.text }
    return parts.joined(separator: "  ")
  }

  private static func seen(_ number: ToldNumber?) -> String {
    switch number {
    case .fresh(let value, _)?: "\(value)"
    case .old(let value, _)?: "was \(value)"
    case .absent?, nil: "-"
    }
  }
}
