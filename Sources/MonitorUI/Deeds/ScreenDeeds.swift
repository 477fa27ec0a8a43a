import InfusionCore
import Phrases
import Quantities

// What is asked at the screen and is no action of the session.

struct InitialsDeed: Deed {
  static let key: DeedKey? = DeedKey("i", "initials", "who is at the screen")

  init?(for session: SessionView) {}
  var title: Phrase { "Who is here" }

  func lines(_ talk: Talk) -> [Phrase] {
    guard let unsigned = talk.model.unsigned else { return [] }
    let warnings = warnings(talk)
    guard warnings.isEmpty else { return warnings }
    let asked = unsigned.deed.map { deed -> Phrase in
      "\(deed.title): signed by whoever does it, asked once. Esc: it is not done."
    }
    if talk.model.asksWhoIsHere {
      let why: Phrase = "This session was gone on with. What is done here now is signed by whoever is here."
      return [why] + [asked].compactMap { $0 }
    }
    return asked.map { [$0] }
      ?? ["It changes the treatment, and is signed by whoever does it. Esc: it is not done."]
  }

  func warnings(_ talk: Talk) -> [Phrase] {
    guard talk.model.unsigned?.effects.contains(where: \.isStart) == true else { return [] }
    return ["NOT STARTED yet: nothing counts what flows until it is signed. Esc: it is not done."]
  }

  func step(_ talk: Talk) -> Step {
    var question = Question.initials
    question.initial = talk.model.initials ?? ""
    return talk["initials"] == nil ? .ask(question) : .done([])
  }
}

extension Effect {
  fileprivate var isStart: Bool { if case .action(.start, _) = self { true } else { false } }
}

/// Any action by its name, or one of the screen's own commands.
struct CommandDeed: Deed {
  static let key: DeedKey? = DeedKey(":", "command", "any action; Tab completes")

  init?(for session: SessionView) {}
  init() {}
  var title: Phrase { "Command" }
  func step(_ talk: Talk) -> Step { .ask(Question("line", ":", .command)) }
}

/// Ctrl-C and `q`.
struct LeaveDeed: Deed {
  static let key: DeedKey? = DeedKey("q", "leave", "leave the screen (asks)")

  init?(for session: SessionView) {}
  init() {}
  var title: Phrase { "Leave" }

  func lines(_ talk: Talk) -> [Phrase] {
    if talk.model.isRunning { return [infusion(talk.session)] }
    return isObserving(talk)
      ? ["The observation is not over, and nobody watches this patient until the session is resumed."] : []
  }

  /// By what flows, as far as it is told: whoever leaves a pause must not read that the infusion goes on, nor
  /// overlook a pump that runs in it.
  private func infusion(_ session: SessionView) -> Phrase {
    let flows = session.infusion.map { $0.rate > .zero } ?? true
    return switch (session.phase == .paused, flows) {
    case (false, true): "The infusion goes on, and nobody watches it until the session is resumed."
    case (false, false):
      "Nothing flows, as far as is told, and nobody watches this patient until the session is resumed."
    case (true, false):
      "The infusion stays paused, and nobody watches this patient until the session is resumed."
    case (true, true): "PAUSED, but the PUMP RUNS, and nobody watches it until the session is resumed."
    }
  }

  private func isObserving(_ talk: Talk) -> Bool {
    [.observing, .ready].contains(talk.session.phase) && talk.model.mode.replay == nil
  }

  /// What is closed, or seen again, is left at once.
  func step(_ talk: Talk) -> Step {
    if talk.session.phase == .closed || talk.model.mode.replay != nil { return .done([.leave(reason: nil)]) }
    if talk.model.isRunning {
      guard let reason = talk["reason"] else {
        let isPaused = talk.session.phase == .paused
        let label: Phrase =
          isPaused
          ? "The infusion is paused. Reason to leave the screen"
          : "The infusion is running. Reason to leave the screen"
        return .ask(Question("reason", label, .reason))
      }
      return .done([.leave(reason: reason)])
    }
    if isObserving(talk) {
      guard let reason = talk["reason"] else {
        return .ask(Question("reason", "The patient is still here. Reason to leave the screen", .reason))
      }
      return .done([.leave(reason: reason)])
    }
    guard let answer = talk["leave"] else {
      return .ask(Question("leave", "Leave? The session stays open (y/n)", .yesNo))
    }
    return .done(answer == "y" ? [.leave(reason: nil)] : [])
  }
}

/// A minute of a replay, or a second of it: a debrief names both.
struct GoToDeed: Deed {
  var title: Phrase { "Go to" }

  func step(_ talk: Talk) -> Step {
    let question = Question("minute", "Go to minute", .text)
    guard let typed = talk["minute"] else { return .ask(question) }
    guard let place = Self.place(typed) else {
      return .again(question, "a minute, such as 31, 31:30 or -5", forgetting: ["minute"])
    }
    return .done([.replay(.goTo(place))])
  }

  /// From the start of the infusion on.
  private static func place(_ typed: String) -> TimeSpan? {
    let isBefore = typed.hasPrefix("-")
    let parts = typed.dropFirst(isBefore ? 1 : 0).split(separator: ":", omittingEmptySubsequences: false)
    let figures = parts.compactMap { UInt16($0) }
    guard figures.count == parts.count, (1...2).contains(parts.count), figures[0] <= 1440 else { return nil }
    let seconds = figures.count == 2 ? figures[1] : 0
    guard seconds < 60 else { return nil }
    let span = TimeSpan.seconds(Int64(figures[0]) * 60 + Int64(seconds))
    return isBefore ? .zero - span : span
  }
}

/// A moment of a replay that is to be found again.
struct BookmarkDeed: Deed {
  /// The instant that stood on the screen when it was asked for: the film plays on while something is typed.
  var moment: SessionTime?

  var title: Phrase { "Bookmark" }

  func lines(_ talk: Talk) -> [Phrase] { ["It is kept beside the session, and shown in its debrief."] }

  func step(_ talk: Talk) -> Step {
    guard let moment else { return .done([], then: BookmarkDeed(moment: talk.session.now)) }
    guard let text = talk["text"] else {
      return .ask(Question("text", "What is to be said of \(Self.words(moment, talk.session))", .text))
    }
    return .done([.replay(.bookmark(text, at: moment))])
  }

  /// By the clock, and as `g` finds it again: `10:42:31, infusion 12:31`.
  private static func words(_ moment: SessionTime, _ session: SessionView) -> Phrase {
    let time: Phrase =
      session.startedAt.map { "infusion \((moment - $0).clock)" } ?? "session \(moment.sinceStart.clock)"
    return session.clock(at: moment).map { "\($0), \(time)" } ?? time
  }
}
