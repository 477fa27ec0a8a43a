import Quantities

/// The units that figures come in: UCUM, ISO/IEEE 11073-10101 (MDC) by number and by name, Philips' form of
/// those numbers (`0004-0aa0`), and what monitors write by habit.
enum CodeUnit: CaseIterable, Hashable, Sendable {
  case perMinute, percent, mmHg, kilopascal, celsius, fahrenheit, millilitresPerHour, millilitres

  /// MDC's number, of partition 4 (dimensions).
  private var numbers: [Int] {
    switch self {
    case .perMinute: [264_672, 264_864, 264_928]
    case .percent: [262_688]
    case .mmHg: [266_016]
    case .kilopascal: [265_987]
    case .celsius: [268_192]
    case .fahrenheit: [266_560]
    case .millilitresPerHour: [265_266]
    case .millilitres: [263_762]
    }
  }

  /// In small letters.
  private var words: [String] {
    switch self {
    case .perMinute:
      [
        "/min", "1/min", "min-1", "{beats}/min", "{beat}/min", "{breaths}/min", "beats/min", "breaths/min",
        "bpm", "rpm", "brpm", "mdc_dim_per_min", "mdc_dim_beat_per_min", "mdc_dim_resp_per_min",
      ]
    case .percent: ["%", "mdc_dim_percent"]
    case .mmHg: ["mm[hg]", "mmhg", "mm hg", "mdc_dim_mmhg"]
    case .kilopascal: ["kpa", "mdc_dim_kilo_pascal"]
    case .celsius: ["cel", "c", "degc", "deg c", "\u{B0}c", "\u{2103}", "mdc_dim_degc"]
    case .fahrenheit: ["[degf]", "f", "degf", "deg f", "\u{B0}f", "\u{2109}", "mdc_dim_fahr"]
    case .millilitresPerHour: ["ml/h", "ml/hr", "mdc_dim_milli_l_per_hr"]
    case .millilitres: ["ml", "mdc_dim_milli_l"]
    }
  }

  private static let byWord = Dictionary(
    uniqueKeysWithValues: allCases.flatMap { unit in
      (unit.words + unit.numbers.map(String.init)).map { ($0, unit) }
    })

  /// What a sender wrote as the unit.
  enum Written: Hashable {
    case nothing
    case unit(CodeUnit)
    /// One that is not known, or two that are not the same.
    case unclear(String)
  }

  /// What several words for one unit, a number among them, come to.
  static func read(_ words: [String], as written: String) -> Written {
    if words.isEmpty { return .nothing }
    let known = Set(words.compactMap { byWord[$0] ?? inPhilipsForm($0) })
    guard let unit = known.first, known.count == 1 else { return .unclear(written) }
    return .unit(unit)
  }

  /// `0004-0aa0`: partition 4 and the unit's number there.
  static func inPhilipsForm(_ text: String) -> CodeUnit? {
    ObservationCode.number(inPhilipsForm: text).flatMap { byWord["\($0)"] }
  }

  /// The figure in another unit; nil where the two measure different things.
  func convert(_ figure: Fixed, to unit: CodeUnit) -> Fixed? {
    switch (self, unit) {
    case (let mine, let theirs) where mine == theirs: figure
    case (.fahrenheit, .celsius):
      Fixed(thousandths: (figure.thousandths - 32_000) * 5 / 9).rounded(places: 1)
    // 1 mmHg is 133.322 Pa.
    case (.kilopascal, .mmHg):
      Fixed(thousandths: figure.thousandths * 1_000_000 / 133_322).rounded(places: 0)
    default: nil
    }
  }
}
