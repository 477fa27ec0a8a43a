public import InfusionCore
import Phrases
import Quantities
import TextScreen

// What is not as usual and stays so until somebody, or time, ends it: with who did it and until when.

extension Painter {
  /// The most important first; whether sound works is shown elsewhere.
  var standing: [Span] {
    let movers = session.limitMovers
    let coming = session.whoIsComing.map { coming -> Phrase in
      "\(coming.by) IS COMING \((session.now - coming.at).clock)"
    }
    let rest = [
      notCountedWords, pausedWords, awayWords, withoutPressureWords,
      session.record == .lowSpace ? "DISK LOW" : nil,
    ]
    let texts = coming + Vital.allCases.compactMap { limitsWords($0, movers) } + rest.compactMap { $0 }
    return texts.map { span($0, .caution) }
  }

  /// `HR LIMITS OFF KM`, `HR LIMITS MOVED KM`.
  private func limitsWords(_ vital: Vital, _ movers: [Vital: String?]) -> Phrase? {
    if let by = session.limits(of: vital).offBy { return "\(vital.name) LIMITS OFF \(by)" }
    guard let mover = movers[vital] else { return nil }
    return signed("\(vital.name) LIMITS MOVED", mover)
  }

  /// For how long and by whom the infusion is paused; the phase says elsewhere that it is.
  private var pausedWords: Phrase? {
    guard session.phase == .paused,
      let pause = session.lastAct(where: { if case .pause = $0 { true } else { false } })
    else { return nil }
    return signed("PAUSED \((session.now - pause.at).clock)", pause.by)
  }

  /// The time between an end and its being taken back, which was not counted.
  private var notCountedWords: Phrase? {
    session.notCounted.map { "NOT COUNTED \($0.clock) (D)" }
  }

  private var awayWords: Phrase? {
    guard let until = session.awayUntil else { return nil }
    let by = session.lastActor { if case .away = $0 { true } else { false } }
    return signed("AWAY \((until - session.now).clock)", by)
  }

  private var withoutPressureWords: Phrase? {
    guard let until = session.cuff.forgoneUntil, until > session.now else { return nil }
    let by = session.lastActor { if case .withoutPressure = $0 { true } else { false } }
    return signed("NO NIBP \((until - session.now).clock)", by)
  }

  private func signed(_ text: Phrase, _ by: String?) -> Phrase { by.map { "\(text) \($0)" } ?? text }
}

extension SessionView {
  /// Those who said at the wall that they are on the way.
  public var whoIsComing: [Coming] { engine?.whoIsComing ?? [] }

  /// Whether the wall may tell the chair that somebody is on the way.
  public var hearsWall: Bool { engine?.setup.configuration.hearsWall ?? false }

  /// Who last moved limits that now differ from the configuration, by vital.
  var limitMovers: [Vital: String?] {
    guard let engine else { return [:] }
    var movers: [Vital: String?] = [:]
    for mark in engine.chart.marks {
      guard case .action(.limit(let limit)) = mark.what else { continue }
      movers[limit.vital] = .some(mark.by)
    }
    return movers.filter { engine.areLimitsMoved($0.key) }
  }

  /// The last accepted action of a kind.
  func lastAct(where isMeant: (Action) -> Bool) -> Mark? {
    engine?.chart.marks.last {
      if case .action(let action) = $0.what { isMeant(action) } else { false }
    }
  }

  func lastActor(of isMeant: (Action) -> Bool) -> String? { lastAct(where: isMeant)?.by }
}
