/// How awake a patient seems to whoever is there; MOAA/S is scored by it.
enum Wakefulness: Int, Comparable, Hashable, Sendable {
  case awake, drowsy, dozing, asleep

  /// - Parameter sedation: 0 awake, 1 not to be roused. A patient who is fit to go has 0.3 or less.
  init(sedation: Double) {
    switch sedation {
    case ..<0.25: self = .awake
    case ..<0.5: self = .drowsy
    case ..<0.75: self = .dozing
    default: self = .asleep
    }
  }

  static func < (a: Wakefulness, b: Wakefulness) -> Bool { a.rawValue < b.rawValue }

  /// What is heard of the patient; nil of one who is awake and answers as anybody does.
  var words: String? {
    switch self {
    case .awake: nil
    case .drowsy: "Hm? Yes. A bit drowsy."
    case .dozing: "Mmh. So tired."
    case .asleep: "(snores, and does not answer)"
    }
  }
}

/// What a sleepy patient says in every scenario: unasked on dozing off, and to whoever looks or speaks.
struct SleepyVoice: Hashable, Sendable {
  private var last = Wakefulness.awake
  private var isAsked = false

  mutating func hear(_ deed: Deed) { if deed.asksThePatient { isAsked = true } }

  /// The words of this second; nil if there are none.
  mutating func words(_ state: PatientState) -> String? {
    let now = Wakefulness(sedation: state.sedation)
    defer { (last, isAsked) = (now, false) }
    let dozesOff = now > last && now >= .dozing
    return dozesOff || isAsked ? now.words : nil
  }
}

extension Deed {
  /// Whether doing it means speaking to the patient, or looking how awake the patient is.
  fileprivate var asksThePatient: Bool {
    switch self {
    case .measure(let measure): measure == .stimulation || measure == .reassurance
    case .word(let word): word == .check || word == .score
    case .medicine: false
    }
  }
}
