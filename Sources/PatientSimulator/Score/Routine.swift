import InfusionCore
import Quantities

/// Finds what is done again and again with nothing asking for it, by the clock, whoever the patient is.
///
/// A kind word too many harms nobody. But somebody who says one every four minutes happens to meet whatever
/// comes, without having seen any of it. So from the third time on it answers nothing, and another deed that
/// would be enough has to. Each measure counts by itself, and so do a pressure by hand, a symptom and an
/// extension.
struct Routine: Hashable, Sendable {
  private var needless: [Deed: Int] = [:]

  /// How often a look at the probe, say, may happen for no reason; after that it is a habit.
  private static let habit = 2

  /// How often it was done before with nothing asking for it; nil if that is no routine yet.
  mutating func judge(_ deed: Deed, isAskedFor: Bool) -> Int? {
    guard deed.canBeRoutine else { return nil }
    let before = needless[deed, default: 0]
    if !isAskedFor { needless[deed] = before + 1 }
    return before >= Self.habit ? before : nil
  }
}

/// Finds the same done with one kind after the other. Somebody who says a kind word, looks at the probe, asks
/// how it is and gives ondansetron, each every few minutes and none a third time, also meets whatever comes.
///
/// Anybody may do two such things in twenty minutes. After them, another answers only if it comes promptly,
/// within half of the time that counts as in time. What costs something (a pause, a medicine) answers as
/// ever.
struct Rounds: Hashable, Sendable {
  private var needless: [SessionTime] = []

  static let minutes: Int64 = 20
  private static let span = TimeSpan.minutes(minutes)
  private static let usual = 2

  /// How many were done shortly before; nil if they are no round, or if this deed is none of such things.
  mutating func judge(_ deed: Deed, isNeedless: Bool, at now: SessionTime) -> Int? {
    guard deed.canBeRoutine || deed.settlesNausea else { return nil }
    needless.removeAll { now - $0 > Self.span }
    let before = needless.count
    if isNeedless { needless.append(now) }
    return before >= Self.usual ? before : nil
  }
}

extension Objective {
  /// How soon an answer shows that somebody saw the call: half of what counts as in time.
  var prompt: TimeSpan { .milliseconds(within.milliseconds / 2) }
}

extension Deed {
  /// Whether it settles nausea: many give that before there is any, so it counts as no harm.
  fileprivate var settlesNausea: Bool {
    if case .medicine(let medicine) = self { medicine.effect.settlesNausea > 0 } else { false }
  }

  /// Whether it costs nobody anything and so can be done by the clock. What costs something is reported as
  /// harm already, and a check is due every quarter of an hour.
  fileprivate var canBeRoutine: Bool {
    switch self {
    case .measure(let measure): measure != .cuff
    case .medicine: false
    case .word(let word):
      switch word {
      case .bp, .nobp, .symptom, .extend, .escortDenied: true
      case .setup, .start, .pause, .resume, .stop, .rate, .bolus, .check, .score, .note, .away, .discharge,
        .close, .escortClaimed:
        false
      }
    }
  }
}

extension GivenHelp {
  /// Whether something asks for just this, or did a while ago. Before the start nobody is treated yet.
  func isAskedFor(_ deed: Deed, in situation: Situation) -> Bool {
    if situation.startedAt == nil { return true }
    switch deed {
    case .measure(let measure): return situation.hasReason(for: deed) || wasAsked(for: measure, in: situation)
    case .word(.extend), .word(.escortDenied): return !situation.escortIsHere || isCalled(in: situation)
    case .word(.bp), .word(.nobp):
      return situation.alarms.contains(.nibpOverdue) || situation.isUnwell || isCalled(in: situation)
    case .word, .medicine: return situation.isUnwell || isCalled(in: situation)
    }
  }
}
