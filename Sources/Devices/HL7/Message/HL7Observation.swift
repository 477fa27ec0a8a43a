import Quantities

/// One result of a message (OBX) that is read.
struct HL7Observation: Hashable, Sendable {
  let vital: CodedFigure
  let dialect: CodeTerm.Dialect
  let rank: Int
  /// Code and sub-identifier (OBX-4): with the same two it is the same observation again.
  let code: String
  let subID: String
  let figure: Reported
  /// The sender calls it questionable, or a demonstration.
  let isDoubtful: Bool
  /// It says by its status that there is no such result, or none any more.
  let status: Status
  /// OBX-14.
  let instant: MeasurementInstant?
  /// Nobody says whether it is the cuff's or the finger's.
  let isOfUnsaidOrigin: Bool

  enum Status: Hashable, Sendable {
    case given
    /// X, N, I, O: it could not be had, or was not asked for.
    case notHad
    /// D, W: what was sent before is taken back.
    case takenBack

    /// OBX-11, HL7 table 0085.
    init(_ letter: String) {
      self =
        switch letter {
        case "X", "N", "I", "O": .notHad
        case "D", "W": .takenBack
        default: .given
        }
    }
  }
}

/// What becomes of one OBX segment.
enum HL7ObservationReading {
  case observation(HL7Observation)
  case unread(Unread)
  /// A heading, or an empty place.
  case nothing
}

/// `OBX|1|NM|8867-4^Heart rate^LN|1.7.4|72|/min^..||||R|F|||20260102101500`
struct HL7ObservationFields {
  private let fields: [String]
  private let marks: HL7Marks
  /// Where a time names none.
  private let zone: Int

  init(_ fields: [String], _ marks: HL7Marks, zone: Int) {
    self.fields = fields
    self.marks = marks
    self.zone = zone
  }

  private func field(_ index: Int) -> String { index < fields.count ? fields[index].trimmed : "" }

  func read() -> HL7ObservationReading {
    let codes = ObservationCode.all(in: field(3), marks)
    guard let first = codes.first else { return .nothing }
    let findings = codes.map { ($0, CodeTerm.find($0)) }
    let terms = findings.compactMap { code, finding in
      if case .term(let term) = finding { (code, term) } else { nil }
    }
    if findings.contains(where: { $0.1 == .contradiction }) || Set(terms.map(\.1.meaning)).count > 1 {
      return unread(first, .otherName)
    }
    guard let (code, term) = terms.first else { return unread(first, .unknown) }
    switch term.meaning {
    case .pulseOfCuff: return unread(code, .pulseOfCuff)
    case .pulseOfUnsaidOrigin: return read(code, term, .pulse, isOfUnsaidOrigin: true)
    case .vital(let vital): return read(code, term, vital, isOfUnsaidOrigin: false)
    }
  }

  private func read(
    _ code: ObservationCode, _ term: CodeTerm, _ vital: CodedFigure, isOfUnsaidOrigin: Bool
  ) -> HL7ObservationReading {
    let status = HL7Observation.Status(field(11))
    func observed(_ figure: Reported) -> HL7ObservationReading {
      .observation(
        HL7Observation(
          vital: vital, dialect: term.dialect, rank: term.rank, code: code.code, subID: field(4),
          figure: figure, isDoubtful: !Self.doubts.isDisjoint(with: flags), status: status,
          instant: HL7Time.instant(field(14), zone: zone), isOfUnsaidOrigin: isOfUnsaidOrigin))
    }
    if status != .given || isEmpty || !Self.invalid.isDisjoint(with: flags) { return observed(.missing) }
    guard let number else { return unread(code, .noNumber) }
    if Self.isNone(number) { return observed(.missing) }
    guard let unit = unit(of: term, vital), let figure = unit.convert(number, to: vital.unit) else {
      return unread(code, .unit(field(6)))
    }
    return vital.accepted.contains(figure) ? observed(.value(figure)) : unread(code, .outOfRange)
  }

  private func unit(of term: CodeTerm, _ vital: CodedFigure) -> CodeUnit? {
    switch CodeUnit.read(field(6), marks) {
    case .nothing: term.unit ?? (vital.needsUnit ? nil : vital.unit)
    case .unit(let unit): unit
    case .unclear: nil
    }
  }

  private func unread(_ code: ObservationCode, _ why: Unread.Why) -> HL7ObservationReading {
    if isEmpty { return .nothing }
    let label = code.code.isEmpty ? code.name : code.code
    return .unread(Unread(code: label, name: code.code.isEmpty ? "" : code.name, value: field(5), why: why))
  }
}

// MARK: - The value

extension HL7ObservationFields {
  /// OBX-8, where senders of the 11073 family say how good a result is.
  private static let doubts: Set<String> = ["QUES", "DEMO", "TEST", "CALIB"]
  private static let invalid: Set<String> = ["INV", "NAV"]

  private var flags: Set<String> { Set(marks.repetitions(of: field(8)).map(\.trimmed)) }

  /// Nothing, or what stands on a screen without a value.
  private var isEmpty: Bool { field(5).utf8.allSatisfy { $0 == UInt8(ascii: "-") || Ascii.isBlank($0) } }

  /// A plain number, or one with a comparator that says nothing (`SN`: `^120`, `=^120`).
  private var number: Fixed? {
    var parts = marks.components(of: field(5)).map(\.trimmed)
    if field(2) == "SN", parts.count == 2, parts[0].isEmpty || parts[0] == "=" { parts.removeFirst() }
    return parts.count == 1 ? DecimalText.number(Array(parts[0].utf8)[...]) : nil
  }

  /// -100, -999 and 8388607 are how monitors write "no value"; no vital comes near them.
  private static func isNone(_ number: Fixed) -> Bool { number < 0 || number >= 1_000_000 }
}
