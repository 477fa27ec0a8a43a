import InfusionCore
public import Quantities

/// Something that a trainee can do in a situation, by the name that scenarios use.
public enum Deed: Hashable, Sendable {
  case measure(Measure)
  /// A medicine, by its generic name.
  case medicine(Medicine)
  case word(Word)

  /// Deeds that are neither measure nor medicine.
  public enum Word: String, CaseIterable, Hashable, Sendable {
    case setup, start, pause, resume, stop, rate, bolus, check, score, note, bp, nobp, symptom, extend, away
    case discharge, close
    /// A discharge with the statement that an escort is there.
    case escortClaimed = "escort-claimed"
    /// A discharge with the statement that none is there.
    case escortDenied = "escort-denied"
  }

  public init?(_ name: some StringProtocol) {
    if let measure = Measure(rawValue: String(name)) {
      self = .measure(measure)
    } else if let medicine = Medicine.named(name) {
      self = .medicine(medicine)
    } else if let word = Word(rawValue: String(name)) {
      self = .word(word)
    } else {
      return nil
    }
  }

  public var name: String {
    switch self {
    case .measure(let measure): measure.rawValue
    case .medicine(let medicine): medicine.name
    case .word(let word): word.rawValue
    }
  }

  /// The words for it in a debrief.
  public var words: String {
    switch self {
    case .word(.escortClaimed): "a discharge with escort=yes"
    case .word(.escortDenied): "a discharge with escort=no"
    case .word(.bp): "a blood pressure by hand"
    case .word(.nobp): "a note that no pressure can be had"
    case .measure, .medicine, .word: name
    }
  }

  public static let names =
    Measure.allCases.map(\.rawValue) + Medicine.all.map(\.name) + Word.allCases.map(\.rawValue)

  /// The deeds that an operator's entry amounts to. An oxygen flow of 0, or less than half of a usual dose,
  /// is no deed.
  static func all(of action: Action) -> [Deed] {
    switch Help(action) {
    case .oxygen(let litres)?: return litres >= leastFlow ? [.measure(.oxygen)] : []
    case .measure(let measure)?: return [.measure(measure)]
    case .medicine(let medicine, let milligrams, _)?:
      return milligrams >= medicine.usualMilligrams / 2 ? [.medicine(medicine)] : []
    case nil: break
    }
    if case .discharge(let discharge) = action {
      return [.word(.discharge), .word(discharge.escort ? .escortClaimed : .escortDenied)]
    }
    return Word(rawValue: action.name.rawValue).map { [.word($0)] } ?? []
  }

  /// Whether it does something for the patient, and not only for the record.
  var isHelp: Bool {
    switch self {
    case .measure, .medicine: true
    case .word(let word): word == .pause || word == .stop
    }
  }

  /// Whether it is done to the patient: a measure or a dose.
  var isGiven: Bool {
    switch self {
    case .measure, .medicine: true
    case .word: false
    }
  }

  /// Whether nobody can do it without being at the patient. Another rate counts, because somebody thought
  /// about it.
  var isLook: Bool {
    switch self {
    case .measure(let measure): measure != .line
    case .medicine: true
    case .word(let word):
      switch word {
      case .check, .score, .bp, .symptom, .rate: true
      case .setup, .start, .pause, .resume, .stop, .bolus, .note, .nobp, .extend, .away, .discharge, .close,
        .escortClaimed, .escortDenied:
        false
      }
    }
  }

  /// Whether it holds the drug back, and treats nothing besides.
  var isHalt: Bool { self == .word(.pause) || self == .word(.stop) }

  private static let leastFlow = 1.0
}

/// A deed that was done or tried.
public struct DoneDeed: Hashable, Sendable {
  public var deed: Deed
  public var at: SessionTime
  public var isAccepted: Bool
  /// Something about the patient asked for it then, or the chart orders it.
  public var hasReason: Bool
  /// The dose was too much, or it was the wrong medicine.
  public var harms: Bool
  /// It does something for the patient: it is neither a mere entry nor the end of what was to be given.
  public var isHelp: Bool
  /// Why it was no look at the patient; nil if it was one.
  public var noLook: NoLook?
  /// How many things of any kind were done shortly before with nothing asking for them, if that makes a
  /// round: then it answers only what called just now. Else nil.
  var rounds: Int?

  /// Whether it was done, or trying it is the deed: a discharge without an escort is always refused.
  var counts: Bool { isAccepted || deed == .word(.escortDenied) }

  /// Whether it was help for a reason that harmed nobody: only such help answers or averts anything.
  var isWarranted: Bool { isAccepted && hasReason && !harms && isHelp && noLook == nil }

  /// Whether whoever did it must have looked at the patient.
  var isLook: Bool { isAccepted && !harms && noLook == nil && deed.isLook }

  /// Whether it is a pressure or a score that is not the patient's, so that nobody has looked.
  var isUntrue: Bool { noLook?.isUntrue ?? false }
}
