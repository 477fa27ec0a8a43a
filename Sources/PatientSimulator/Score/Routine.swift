import InfusionCore
import Quantities

/// What is done again and again though nothing asks for it: by the clock, whoever sits there.
///
/// A kind word too many harms nobody. But who says one every four minutes meets whatever comes, and has seen
/// none of it: from the third time on it answers nothing, and another of the things that would be enough has
/// to. Of the measures that is each for itself, and so are a pressure by hand, a symptom and an extension.
struct Routine: Hashable, Sendable {
  private var needless: [Deed: Int] = [:]

  /// Somebody looks at the probe twice for no reason; the third time it is a habit.
  private static let habit = 2

  /// How often it was done before though nothing asked for it; nil where that is no routine yet.
  mutating func judge(_ deed: Deed, isAskedFor: Bool) -> Int? {
    guard deed.canBeRoutine else { return nil }
    let before = needless[deed, default: 0]
    if !isAskedFor { needless[deed] = before + 1 }
    return before >= Self.habit ? before : nil
  }
}

/// The same with one kind after the other: who says a kind word, looks at the probe, asks how it is and gives
/// ondansetron, each every few minutes and none of them a third time, meets whatever comes as well.
///
/// Two things in twenty minutes are what anybody does. After them something like it answers where it comes
/// at once, within half of what would be in time; what costs something (a pause, a medicine) answers as ever.
struct Rounds: Hashable, Sendable {
  private var needless: [SessionTime] = []

  static let minutes: Int64 = 20
  private static let span = TimeSpan.minutes(minutes)
  private static let usual = 2

  /// How many were done shortly before; nil where they are no round, or where this is none of such things.
  mutating func judge(_ deed: Deed, isNeedless: Bool, at now: SessionTime) -> Int? {
    guard deed.canBeRoutine || deed.settlesNausea else { return nil }
    needless.removeAll { now - $0 > Self.span }
    let before = needless.count
    if isNeedless { needless.append(now) }
    return before >= Self.usual ? before : nil
  }
}

extension Objective {
  /// Who comes in half of what is in time has seen that it called.
  var prompt: TimeSpan { .milliseconds(within.milliseconds / 2) }
}

extension Deed {
  /// Many give it before there is any: it is told as no harm.
  fileprivate var settlesNausea: Bool {
    if case .medicine(let medicine) = self { medicine.effect.settlesNausea > 0 } else { false }
  }

  /// It costs nobody anything, and so it can be done by the clock. What costs is told as harm already, and a
  /// check is due every quarter of an hour.
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
  /// Something asks for just this, or did a while ago; before the start nobody is treated yet.
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
