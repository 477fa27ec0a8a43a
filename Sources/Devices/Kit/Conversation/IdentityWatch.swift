import InfusionCore

/// Who speaks at a source, in its own words: a serial number, a bed, a patient.
///
/// The first name in its messages is its identity. Where no checksum guards a name, another one is believed
/// only when it was said three times in a row: a flipped bit must not take a patient's monitor away. Until
/// then the readings of those messages are not used.
struct IdentityWatch: Sendable {
  enum Judgement: Hashable, Sendable {
    case same
    /// It is named for the first time, or more closely.
    case named(SourceIdentity)
    case another(SourceIdentity)
    case unconfirmed

    var identity: SourceIdentity? {
      switch self {
      case .named(let identity), .another(let identity): identity
      case .same, .unconfirmed: nil
      }
    }
    var isAnother: Bool { if case .another = self { true } else { false } }
  }
  private let repeatsNeeded: Int
  private var known: SourceIdentity?
  private var other: (identity: SourceIdentity, count: Int)?

  init(namesAreChecked: Bool) { repeatsNeeded = namesAreChecked ? 1 : 3 }

  mutating func hear(_ said: SourceIdentity) -> Judgement {
    guard let known, !known.agrees(with: said) else {
      other = nil
      let whole = known.map { said.filled(from: $0) } ?? said
      defer { known = whole }
      return known == whole ? .same : .named(whole)
    }
    let count = other?.identity == said ? (other?.count ?? 0) + 1 : 1
    guard count >= repeatsNeeded else {
      other = (said, count)
      return .unconfirmed
    }
    self.known = said
    other = nil
    return .another(said)
  }

  /// The cable was pulled: whatever speaks next says who it is.
  mutating func closed() {
    known = nil
    other = nil
  }
}
