public import InfusionCore
public import Quantities

/// Everything in a session that somebody would point at, in the order in which it happened: phases, changes
/// of the infusion, alarms, what people did and said, what went wrong.
public struct SessionTimeline: Sendable {
  /// One line of it.
  public struct Entry: Hashable, Sendable {
    /// What it is, which decides how it looks.
    public enum Kind: Hashable, Sendable {
      case course
      case alarm(AlarmPriority)
      case act
      /// What no reader must overlook: a gap, a refusal, a limit that was moved.
      case caution
    }
    public var at: SessionTime
    public var kind: Kind
    public var text: String
    /// Of a medium or high alarm: until when it stood.
    public var stoodUntil: SessionTime?
  }
  public let entries: [Entry]

  public init(_ digest: SessionDigest) {
    let words = SummaryText(digest, chainHead: nil)
    let all =
      Self.course(digest, words) + Self.alarms(digest) + Self.acts(digest, words)
      + Self.cautions(digest, words)
    // In the order of time; of one instant in the order above.
    entries = all.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
      .map(\.element)
  }

  /// What happened in a stretch of time, its end left out.
  public func entries(in span: Range<SessionTime>) -> [Entry] {
    entries.filter { span.contains($0.at) }
  }

  /// What a reader of that stretch is told: the medium and high alarms that stood as it began, then what
  /// happened in it.
  public func told(of span: Range<SessionTime>) -> [Entry] {
    entries.filter { entry in
      entry.at < span.lowerBound && entry.stoodUntil.map { $0 > span.lowerBound } ?? false
    } + entries(in: span)
  }
}

extension SessionTimeline {
  private static func course(_ digest: SessionDigest, _ words: SummaryText) -> [Entry] {
    let phases = digest.phases.map { phase in
      let how = phase.phase == .closed ? [words.closing, words.escortWords].compactMap { $0 } : []
      return Entry(
        at: phase.at, kind: .course, text: ([phase.phase.label] + how).joined(separator: ", ").onOneLine)
    }
    let doses = digest.doses.map { dose in
      let figures = dose.figures
      let (told, mass) = (digest.dose(at: dose.at), figures.delivered)
      let given = digest.doseWords.upTo(mass, told?.basis) + mass.text(places: 2)
      let sureness = digest.tellsSureness ? told.map(digest.doseWords.sureness) ?? "" : ""
      let reason = words.reason(of: dose).map { $0.hasPrefix("(") ? " \($0)" : ": \($0)" } ?? ""
      let what = dose.bolus != nil ? dose.name : "infusion \(dose.name), \(figures.rate.text())"
      return Entry(at: dose.at, kind: .course, text: "\(what), \(given) in\(sureness)\(reason)")
    }
    return phases + doses
  }

  private static func alarms(_ digest: SessionDigest) -> [Entry] {
    digest.alarms.flatMap { alarm -> [Entry] in
      let lasted = alarm.duration.map { "for \($0.clock)" } ?? "not ended"
      let first = alarm.firstAnsweredAfter.map { "acknowledged after \($0.clock)" } ?? "not acknowledged"
      let by = alarm.firstAnswer?.by.map { " (\($0.onOneLine))" } ?? ""
      let answer = first + by + alarm.tailAfterRise { " (\($0.onOneLine))" }
      let what = "\(alarm.id.mark(alarm.raised.priority)) \(alarm.course)"
      let pressure = digest.pressureWords(of: alarm).map { "; \($0)" } ?? ""
      let text = "\(what), \(lasted), \(answer)\(pressure)"
      let end = alarm.endedAt ?? digest.length + .milliseconds(1)
      let raised = Entry(
        at: alarm.raisedAt, kind: .alarm(alarm.raised.priority), text: text,
        stoodUntil: alarm.priority >= .medium ? end : nil)
      return [raised] + levels(of: alarm)
    }
  }

  /// What became of its priority after it was raised.
  private static func levels(of alarm: AlarmEpisode) -> [Entry] {
    alarm.levels.dropFirst().map { level in
      let text = "\(alarm.id.mark(level.priority)) \(alarm.id.name) is \(level.priority.name) from here on"
      return Entry(at: level.at, kind: .alarm(level.priority), text: text)
    }
  }

  private static func acts(_ digest: SessionDigest, _ words: SummaryText) -> [Entry] {
    let marks = digest.marks.compactMap { mark in
      words.words(of: mark).map {
        Entry(at: mark.at, kind: .act, text: $0.onOneLine + words.signature(of: mark))
      }
    }
    let pressures = digest.chart.pressures.compactMap { pressure -> Entry? in
      guard pressure.correction != nil, let figures = pressure.measurement.figures else { return nil }
      let text = "pressure \(figures)\(digest.correctionWords(pressure))"
      return Entry(at: pressure.at, kind: .act, text: text)
    }
    let checks = digest.checks.map {
      Entry(at: $0.at, kind: .act, text: "check taken" + words.signed($0.by))
    }
    return marks + pressures + checks
  }

  private static func cautions(_ digest: SessionDigest, _ words: SummaryText) -> [Entry] {
    let gaps = digest.gaps.map { gap in
      let from = gap.from.sinceStart.clock
      return Entry(at: gap.from, kind: .caution, text: "not watched from \(from): \(gap.reason.onOneLine)")
    }
    let limits = words.movedLimits.map {
      Entry(at: $0.at, kind: .caution, text: words.limitWords($0))
    }
    let refusals = digest.refusals.map { entry in
      let refusal = entry.refusal
      let text = "refused, \(refusal.action): \(refusal.sentenceInFull.onOneLine)"
      return Entry(at: entry.at, kind: .caution, text: text)
    }
    return gaps + limits + refusals
  }
}
