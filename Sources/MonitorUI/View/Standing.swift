public import InfusionCore
import Phrases
import Quantities
import TextScreen

// What is not as it usually is and stays so until somebody, or time, ends it: with who and until when.

extension Painter {
  /// The most important first; whether sound works stands apart.
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

  /// The phase says that it is paused: here stands for how long, and by whom.
  private var pausedWords: Phrase? {
    guard session.phase == .paused,
      let pause = session.lastAct(where: { if case .pause = $0 { true } else { false } })
    else { return nil }
    return signed("PAUSED \((session.now - pause.at).clock)", pause.by)
  }

  /// Between an end and its taking back.
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
  /// Who told at the wall that they are on the way.
  public var whoIsComing: [Coming] { engine?.whoIsComing ?? [] }

  /// Whether the wall may tell it.
  public var hearsWall: Bool { engine?.setup.configuration.hearsWall ?? false }

  /// Who moved limits last that are now elsewhere than the configuration has them, by vital.
  var limitMovers: [Vital: String?] {
    guard let engine else { return [:] }
    var movers: [Vital: String?] = [:]
    for mark in engine.chart.marks {
      guard case .action(.limit(let limit)) = mark.what else { continue }
      movers[limit.vital] = .some(mark.by)
    }
    return movers.filter { engine.areLimitsMoved($0.key) }
  }

  /// The last thing of a kind that was done, by what the session accepted.
  func lastAct(where isMeant: (Action) -> Bool) -> Mark? {
    engine?.chart.marks.last {
      if case .action(let action) = $0.what { isMeant(action) } else { false }
    }
  }

  func lastActor(of isMeant: (Action) -> Bool) -> String? { lastAct(where: isMeant)?.by }
}
