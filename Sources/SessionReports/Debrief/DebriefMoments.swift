import InfusionCore
import Quantities
import SessionRecord

/// An instant of a drill that is worth looking at again, with what to say of it.
struct DebriefMoment: Hashable, Sendable {
  var at: SessionTime
  var text: String
}

extension Debrief {
  /// How an objective went, and the instant to see it at.
  func account(of objective: DrillResult.Objective) -> DebriefMoment? {
    guard let wanted = wanted.first(where: { $0.id == objective.id }) else {
      return standing(objective)
    }
    guard let since = wanted.since else {
      return objective.at.map { DebriefMoment(at: $0, text: "at \($0.sinceStart.clock)") }
    }
    let called = "called for at \(since.sinceStart.clock) (\(wanted.when))"
    guard wanted.asksForSomething else { return DebriefMoment(at: objective.at ?? since, text: called) }
    let limits = "in time up to \(wanted.within.clock), late up to \(wanted.late.clock)"
    guard let at = objective.at else {
      return DebriefMoment(at: since, text: "\(called), never came; \(limits)")
    }
    // A harmful objective is told under "what harmed", not as an answer.
    if objective.result == "harmful" {
      let text = "\(called), and what must not be done was done at \(at.sinceStart.clock); \(limits)"
      return DebriefMoment(at: max(since, at), text: text)
    }
    let came = at > since ? "came \((at - since).clock) later\(objective.hand)" : "had been seen to before"
    return DebriefMoment(at: max(since, at), text: "\(called), \(came); \(limits)")
  }

  /// Why an objective never called; nil if it did.
  func whyUncalled(_ objective: DrillResult.Objective) -> String? {
    guard objective.isUncalled, let wanted = wanted.first(where: { $0.id == objective.id }) else {
      return nil
    }
    let keeper = objective.keeperWords.map { objective.result == "met" ? ", averted \($0)" : "; \($0)" } ?? ""
    return "it never came to that (\(wanted.when))\(keeper)"
  }

  /// How an objective of every drill went.
  private func standing(_ objective: DrillResult.Objective) -> DebriefMoment? {
    objective.at.map { at in
      let clock = at.sinceStart.clock
      let text =
        switch (objective.id, objective.result == "met") {
        case ("treatment-given", false) where objective.result == "harmful":
          "at \(clock) more than 1 mg/kg of the patient's true weight was in"
        case ("treatment-given", true): "enough was in, or it was stopped for a reason, at \(clock)"
        case ("treatment-given", false): "nothing flowed from \(clock) on, before enough was in"
        case ("carried-through", false): "closed at \(clock), before the session was over"
        case ("no-harmful-act", false): "the first of what harmed at \(clock)"
        case ("unharmed", false): "from \(clock) on more harm than the scenario allows"
        default: "at \(clock)"
        }
      return DebriefMoment(at: at, text: text)
    }
  }

  /// Where a trainer stops the replay, and asks.
  var questions: [DebriefMoment] {
    let asked =
      wanted.flatMap(questions(of:)) + result.objectives.compactMap(question(ofUncalled:))
      + result.acts.map(question(of:)) + [atTheEnd].compactMap { $0 }
    var seen: Set<DebriefMoment> = []
    return asked.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
      .map(\.element).filter { seen.insert($0).inserted }
  }

  private func questions(of wanted: WantedDeed) -> [DebriefMoment] {
    guard let since = wanted.since, wanted.asksForSomething else { return [] }
    let before = max(.start, since - Self.ahead)
    var questions = [
      DebriefMoment(at: before, text: "What do you see, and what would you look at first?")
    ]
    if !wanted.deeds.isEmpty {
      let text =
        wanted.deeds.count == 1
        ? "What tells you that it is time for \(wanted.choice)?"
        : "Of \(wanted.choice): which would you do first, and why that?"
      questions.append(DebriefMoment(at: since, text: text))
    }
    let entry = result.objectives.first { $0.id == wanted.id }
    if let entry, entry.result == "late", let at = entry.at {
      let text = "\(wanted.id) came here, after \((at - since).clock). What stood in the way?"
      questions.append(DebriefMoment(at: at, text: text))
    }
    if let entry, entry.isByInstructor, let at = entry.at {
      let text = "\(wanted.id) came here by the instructor's hand. What would have brought it about?"
      questions.append(DebriefMoment(at: at, text: text))
    }
    let tooLate = since + wanted.late
    // There was still time, and the instructor's breaking off took it.
    let isCutOff = cutOffAt.map { tooLate > $0 } ?? false
    if let entry, entry.result == "missed", !entry.isByInstructor, !isCutOff {
      let what = tooLate > truth.end ? "the exercise ended without it" : "by now it was too late"
      let text = "\(wanted.id): \(what). What would have told you?"
      questions.append(DebriefMoment(at: min(tooLate, truth.end), text: text))
    }
    return questions
  }

  /// A question about an objective that never called stands where something kept it from calling, else at the
  /// end of the infusion. There is none if the instructor ended the drill before it could call.
  private func question(ofUncalled objective: DrillResult.Objective) -> DebriefMoment? {
    guard objective.isUncalled, let wanted = wanted.first(where: { $0.id == objective.id }) else {
      return nil
    }
    guard let keeper = objective.keeper else {
      guard cutOffAt == nil else { return nil }
      let end = digest.doses.first { [.paused, .stopped].contains($0.change) }?.at ?? truth.end
      let text =
        "It never came to \(objective.id) (\(wanted.when)). What would have had to be true for it, and what "
        + "kept it away?"
      return DebriefMoment(at: end, text: text)
    }
    let text =
      objective.result == "met"
      ? "\(keeper.name) kept \(objective.id) from coming. What told you to do it?"
      : "\(keeper.name) came here, before anything asked for it, and \(objective.id) never came. What were "
        + "you treating, and what would you have seen without it?"
    return DebriefMoment(at: keeper.at, text: text)
  }

  private func question(of act: DrillResult.Act) -> DebriefMoment {
    let tried = act.wasRefused ? "Tried here and refused, and harmful" : "Done here, and harmful"
    return DebriefMoment(
      at: act.at,
      text: "\(tried): \(act.what). What was known of the patient then, and what else was there to do?")
  }

  private var atTheEnd: DebriefMoment? {
    digest.infusionStop.map {
      DebriefMoment(at: $0, text: "What has to be true before this patient goes home, and how will you know?")
    }
  }

  /// Before it calls for anybody.
  private static let ahead = TimeSpan.seconds(10)
}

extension DrillResult.Objective {
  /// Behind what came.
  fileprivate var hand: String {
    isByInstructor ? " by the instructor's hand, and not by anybody at the chair" : ""
  }
}
