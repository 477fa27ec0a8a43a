import Devices
import InfusionCore
import Quantities

extension Scenario {
  /// The scenario as a file: what `Scenario(name:text:)` reads.
  public var text: String {
    let head = title.isEmpty ? "" : "# \(title)\n"
    return head + events.map { "\($0.time.text) \($0.what.text)\n" }.joined()
  }
}

extension ScenarioTime {
  /// `@90`, `@infusion+1500`, `@stop+600`.
  public var text: String {
    let seconds = offset.inSeconds
    return anchor == .session ? "@\(seconds)" : "@\(anchor.rawValue)+\(seconds)"
  }
}

extension Happening {
  /// The event's name and fields.
  public var text: String {
    switch self {
    case .rest(let values):
      words(
        "rest",
        [
          ("hr", values.hr), ("sys", values.sys), ("dia", values.dia), ("spo2", values.spo2),
          ("rr", values.rr),
        ])
    case .response(let sys, let dia, let hr, let over):
      words("response", [("sys", sys), ("dia", dia), ("hr", hr), ("over", over.inSeconds)])
    case .episode(let vital, let target, let onset, let hold, let recovery):
      words(
        "episode vital=\(vital.rawValue)",
        [
          ("to", target), ("onset", onset.inSeconds), ("hold", hold.inSeconds),
          ("recovery", recovery.inSeconds),
        ])
    case .probeOff(let span): "probe-off for=\(span.inSeconds)"
    case .lowPerfusion(let span): "low-perfusion for=\(span.inSeconds)"
    case .motion(let span): "motion for=\(span.inSeconds)"
    case .cuffMeasure: "cuff-measure"
    case .cuffFails(let span): "cuff-fails for=\(span.inSeconds)"
    case .garbage(let role, let span): "garbage device=\(role.rawValue) for=\(span.inSeconds)"
    case .unplug(let role, let span): "unplug device=\(role.rawValue) for=\(span.inSeconds)"
    case .pump(let state, let span): "pump state=\(state.rawValue) for=\(span.inSeconds)"
    }
  }

  private func words(_ name: String, _ fields: [(String, Fixed?)]) -> String {
    fields.reduce(name) { line, field in field.1.map { "\(line) \(field.0)=\($0)" } ?? line }
  }
}

extension TimeSpan {
  fileprivate var inSeconds: Fixed { Fixed(thousandths: Int(milliseconds)) }
}
