import InfusionCore
public import Phrases
import Quantities

/// One thing that holds a patient here, or a start up: its words, and what sees to it.
public struct StillMissing: Hashable, Sendable {
  /// What brings what is missing.
  public enum Way: Hashable, Sendable {
    case key(Character)
    case sensor, pump
    /// Time, or somebody beside the screen.
    case otherwise
    /// Nothing does: to go all the same needs a reason.
    case never
  }

  public var words: Phrase
  public var way: Way

  public init(_ words: Phrase, _ way: Way = .otherwise) {
    self.words = words
    self.way = way
  }

  public var key: Character? { if case .key(let key) = way { key } else { nil } }

  /// `blood pressure (b)`, as an item of a list.
  public var text: Phrase { key.map { "\(words) (\($0))" } ?? words }

  /// The same for as long as it is the same thing, whatever its figures are.
  var kind: String { words.english.filter { !$0.isNumber } }

  /// `checklist: pressure (k)` beside things of other kinds: that item is no pressure that a cuff measures.
  var named: Phrase { key == "k" ? "checklist: \(text)" : text }
}

extension [StillMissing] {
  /// As items of a list; those of one key that follow one another are one item: `cannula, oriented (k)`.
  var texts: [Phrase] {
    reduce(into: [StillMissing]()) { items, next in
      if let last = items.last, let key = last.key, key == next.key {
        items[items.count - 1].words = "\(last.words), \(next.words)"
      } else {
        items.append(next)
      }
    }.map(\.text)
  }
}

extension Refusal.Why {
  /// What holds a patient here, or a start up, as an item of a list: `To go home: fresh SpO2, escort, Sys
  /// high`.
  var stillMissing: StillMissing { item.missing }

  /// The thing, and its turn on the way home: the pump, alarms, the sensors, a pressure, the check and its
  /// scores; then what takes its time, and the escort.
  fileprivate var item: (turn: Int, missing: StillMissing) {
    switch self {
    case .pumpRuns: (0, StillMissing("stop the pump", .pump))
    case .alarmActive(let alarm): (1, StillMissing(alarm.namePhrase))
    case .alarmLatched(let alarm): (1, StillMissing(alarm.namePhrase, .key("a")))
    case .vitalMissing(let vital): (2, StillMissing("fresh \(vital.name)", .sensor))
    case .vitalDoubtful(let vital): (2, StillMissing("sure \(vital.name)", .sensor))
    case .limitLoosened(let vital): (3, StillMissing("\(vital.name) limits as at the start", .key("l")))
    case .pressureMissing: (4, StillMissing("blood pressure", .key("b")))
    case .pressureForgone: (4, StillMissing("blood pressure: none could be had", .never))
    case .dueMissed(let readings):
      (4, StillMissing("\(readings.joined(separator: ", ")): missed", .never))
    case .checkDue: (5, StillMissing("check", .key("c")))
    case .checklistNotMet(let items): (6, StillMissing(labels(items), .key("k")))
    case .criterionNotMet(let items): (6, StillMissing(Phrase.words(items)))
    case .observationIncomplete: (7, StillMissing("observation"))
    case .escortMissing: (8, StillMissing("escort"))
    case .weightMissing: (9, StillMissing("weight"))
    case .doseMissing: (9, StillMissing("dose in the plan"))
    case .concentrationMissing: (9, StillMissing("concentration"))
    case .wrongPhase, .weightImplausible, .weightUnconfirmed, .concentrationUnconfirmed,
      .concentrationImplausible, .planUnknown, .baselineMissing, .reasonMissing, .initialsMissing,
      .rateSoftLimit, .rateHardLimit, .rateNotPositive, .rateLow, .bolusNotPositive, .bolusOff,
      .bolusSoftLimit, .bolusHardLimit, .totalSoftLimit, .totalHardLimit, .doseNotOffered, .noInfusion,
      .alarmUnknown,
      .nothingToAcknowledge, .notAway, .awayTooLong, .nothingToConfirm, .sourceNotForeign, .limitOrder,
      .limitBeyondBound, .pressureOrder, .valueOutOfRange, .holdNotAdvised, .holdNotFollowed, .timeAhead,
      .entryUnknown, .entryFixed, .secondMissing, .secondSame, .witnessMissing, .scaleUnknown, .itemUnknown:
      (9, StillMissing(Refusal(action: "", why: self).phrase))
    }
  }
}

extension Session {
  /// What holds the patient here in words, in the order in which a nurse sees to it. Whether the escort is
  /// there is asked.
  var toGoHome: [StillMissing] {
    let obstacles = dischargeObstacles(escort: true)
    let ordered = obstacles.enumerated().filter { !isSaidOtherwise($0.element, beside: obstacles) }.sorted {
      ($0.element.item.turn, $0.offset) < ($1.element.item.turn, $1.offset)
    }
    return ordered.flatMap { items($0.element) }
  }

  /// An alarm that only repeats what another item asks for.
  private func isSaidOtherwise(_ why: Refusal.Why, beside others: [Refusal.Why]) -> Bool {
    if case .alarmActive(.noValue(let vital)) = why { return others.contains(.vitalMissing(vital)) }
    if why == .alarmActive(.nibpOverdue) { return others.contains(.pressureMissing) }
    return why == .alarmActive(.checkOverdue) && others.contains(.checkDue)
  }

  /// Each criterion with the key that answers it.
  private func items(_ why: Refusal.Why) -> [StillMissing] {
    guard case .criterionNotMet(let names) = why else { return [why.stillMissing] }
    return names.map { name in
      if setup.configuration.checklist.contains(where: { $0.name == name }) {
        return StillMissing(labels([name]), .key("k"))
      }
      let criterion = setup.configuration.discharge.first { $0.name == name }
      guard let criterion, let scale = criterion.scale else {
        return StillMissing(Phrase(word: name))
      }
      // What g lists: nobody looks for "alertness" among the scales.
      let called = Phrase(word: title(of: criterion) ?? scale)
      let known = setup.configuration.clinic.scale(named: scale)
      return StillMissing(remark(called, known, scoreFound(for: criterion)), .key("g"))
    }
  }

  /// Why a score that was taken does not count.
  private func remark(_ name: Phrase, _ scale: Scale?, _ found: FoundScore?) -> Phrase {
    switch found {
    case nil: name
    case .counts(let value):
      "\(name) \(scale?.figure(of: value) ?? Phrase(verbatim: value.description))"
    case .beforeTheEnd:
      plan.hasInfusion ? "\(name) again: was before the end" : "\(name) again: was before the dose"
    case .tooOld(_, let age): "\(name) again: \(age.wholeSeconds / 60) min old"
    }
  }
}

/// Items of the checklist as they are called on the screen.
private func labels(_ items: [String]) -> Phrase { Phrase.words(items.map(ChecklistItem.label)) }
