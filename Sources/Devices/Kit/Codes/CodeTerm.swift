/// One code of one dialect, and what it means.
struct CodeTerm: Hashable, Sendable {
  enum Meaning: Hashable, Sendable {
    case vital(CodedFigure)
    /// Known, and no heart rate.
    case pulseOfCuff
    /// A pulse that may be the cuff's or the finger's: read where the message has a saturation.
    case pulseOfUnsaidOrigin
  }

  /// Whose codes they are. A cuff's figures belong together only within one of these.
  enum Dialect: Hashable, Sendable {
    case loinc
    /// ISO/IEEE 11073-10101, also in Philips' form.
    case mdc
    /// The same standard's terms for the pressure in a cuff, which Comen, Edan and Mindray send.
    case mdcCuff
    /// Numbers of Mindray's monitors, with their names.
    case mindray
    /// Edan's own codes.
    case edan
  }

  let meaning: Meaning
  let dialect: Dialect
  let code: String
  /// In small letters. A reference name (`mdc_...`) is enough by itself.
  let names: [String]
  /// The code says it only together with one of its names.
  let needsName: Bool
  /// Where a message has several of one vital, the lowest is taken: an ECG's rate before one that was
  /// reckoned.
  let rank: Int
  /// The unit where this dialect never writes one.
  let unit: CodeUnit?
}

extension CodeTerm {
  /// What is found for the name of an observation.
  enum Finding: Hashable {
    case term(CodeTerm)
    case contradiction
    case unknown
  }

  static func find(_ code: ObservationCode) -> Finding {
    let name = code.name.lowercased()
    let coded = byCode(code, name)
    let named = byReference[name]
    switch (coded, named) {
    case (nil, nil): return .unknown
    case (nil, let term?): return .term(term)
    case (let term?, nil): return term.isForeign(code.name) ? .contradiction : .term(term)
    case (let term?, let other?): return term.meaning == other.meaning ? .term(term) : .contradiction
    }
  }

  private static func byCode(_ code: ObservationCode, _ name: String) -> CodeTerm? {
    if let term = byReference[code.code.lowercased()] { return term }
    let key = code.mdcNumber.map(String.init) ?? code.code
    let terms = (byKey[key] ?? []).filter { !$0.isOfMDC || code.mdcNumber != nil }
    return terms.first { $0.names.contains(name) } ?? terms.first { !$0.needsName }
  }

  private var isOfMDC: Bool { dialect == .mdc || dialect == .mdcCuff }

  private static let byKey = Dictionary(grouping: table, by: \.code)

  private static let byReference = Dictionary(
    table.flatMap { term in term.names.filter { $0.hasPrefix("mdc_") }.map { ($0, term) } },
    uniquingKeysWith: { first, _ in first })
}
