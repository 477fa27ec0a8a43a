import Quantities

/// Reads one line, without its end, into a record; throws a `LineFault` if any of it is wrong.
struct LineRecordParser {
  private var record = LineRecord()
  private var seen = LineKeySet()
  private var unknown: [(name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)] = []
  private var sys: Reported?
  private var dia: Reported?
  private var map: Reported?

  static func parse(_ line: ArraySlice<UInt8>) throws(LineFault) -> LineRecord {
    var parser = LineRecordParser()
    var rest = try checked(line)
    if rest.first == UInt8(ascii: "@") { try parser.parse(time: nextField(&rest).dropFirst()) }
    while true {
      let field = nextField(&rest)
      if field.isEmpty { break }
      try parser.parse(field)
    }
    return try parser.finished()
  }

  /// The fields of the line, after the checksum was verified and cut off; it covers every byte before the
  /// `*`.
  private static func checked(_ line: ArraySlice<UInt8>) throws(LineFault) -> ArraySlice<UInt8> {
    guard let star = line.firstIndex(of: UInt8(ascii: "*")) else { return line.drop(while: Ascii.isBlank) }
    let covered = line[..<star]
    let expected = covered.reduce(0, ^)
    var digits = line[(star + 1)...]
    while let last = digits.last, Ascii.isBlank(last) { digits.removeLast() }
    guard digits.count == 2, Ascii.hexNumber(digits) == Int(expected) else {
      throw .badChecksum(expected: expected, found: Ascii.text(digits))
    }
    return covered.drop(while: Ascii.isBlank)
  }

  private static func nextField(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    rest = rest.drop(while: Ascii.isBlank)
    let field = rest.prefix { !Ascii.isBlank($0) }
    rest = rest[field.endIndex...]
    return field
  }

  private mutating func parse(time digits: ArraySlice<UInt8>) throws(LineFault) {
    guard let first = digits.first, Ascii.isDigit(first), let seconds = DecimalText.number(digits) else {
      throw .badTime(Ascii.text(digits))
    }
    record.time = SessionTime(milliseconds: Int64(seconds.thousandths))
  }

  private mutating func parse(_ field: ArraySlice<UInt8>) throws(LineFault) {
    guard let equals = field.firstIndex(of: UInt8(ascii: "=")) else { throw .notAField(Ascii.text(field)) }
    let name = field[..<equals]
    let value = field[(equals + 1)...]
    guard let key = LineKey(ascii: name) else { return try passOverUnknown(name, value, in: field) }
    guard seen.insert(key) else { throw .duplicateKey(key.name) }
    switch key {
    case .pump: try parse(pump: value)
    case .status: record.status = try word(value, of: key)
    default: try set(number: Self.number(value, of: key), of: key)
    }
  }

  /// Passes over the key of a newer sender, which must look like a key and occur only once.
  private mutating func passOverUnknown(
    _ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>, in field: ArraySlice<UInt8>
  ) throws(LineFault) {
    let looksLikeAKey = name.allSatisfy {
      Ascii.isPrintable($0) && !(0x41...0x5A).contains($0) && $0 != UInt8(ascii: "@")
    }
    guard looksLikeAKey, !name.isEmpty else { throw .notAField(Ascii.text(field)) }
    guard !unknown.contains(where: { $0.name.elementsEqual(name) }) else {
      throw .duplicateKey(Ascii.text(name))
    }
    unknown.append((name, value))
  }

  private mutating func set(number: Reported, of key: LineKey) {
    switch key {
    case .hr: record.hr = number
    case .spo2: record.spo2 = number
    case .pi: record.pi = number
    case .rr: record.rr = number
    case .etco2: record.etco2 = number
    case .temp: record.temp = number
    case .sys: sys = number
    case .dia: dia = number
    case .map: map = number
    case .nid: record.nid = number.whole
    case .seq: record.seq = number.whole
    case .rate: withPump { $0.rate = number.fixed }
    case .vol: withPump { $0.volume = number.fixed }
    case .pump, .status: break
    }
  }

  private mutating func parse(pump value: ArraySlice<UInt8>) throws(LineFault) {
    let state: LinePumpState? = try word(value, of: .pump)
    withPump { $0.state = state }
  }

  private mutating func withPump(_ change: (inout LinePump) -> Void) {
    var pump = record.pump ?? LinePump()
    change(&pump)
    record.pump = pump
  }

  private static func number(_ value: ArraySlice<UInt8>, of key: LineKey) throws(LineFault) -> Reported {
    if isDash(value) { return .missing }
    guard let number = DecimalText.number(value) else {
      throw .notANumber(key: key.name, text: Ascii.text(value))
    }
    let isWholeEnough = !key.isWhole || number.thousandths % 1000 == 0
    guard let accepted = key.accepted, accepted.contains(number), isWholeEnough else {
      throw .outOfRange(key: key.name, text: Ascii.text(value))
    }
    return .value(number)
  }

  private func word<Word: RawRepresentable<String>>(
    _ value: ArraySlice<UInt8>, of key: LineKey
  ) throws(LineFault) -> Word? {
    if Self.isDash(value) { return nil }
    guard let word = Word(rawValue: Ascii.text(value)) else {
      throw .unknownWord(key: key.name, text: Ascii.text(value))
    }
    return word
  }

  private static func isDash(_ value: ArraySlice<UInt8>) -> Bool {
    value.count == 1 && value.first == UInt8(ascii: "-")
  }

  private func finished() throws(LineFault) -> LineRecord {
    guard record.time != nil || !seen.isEmpty || !unknown.isEmpty else { throw .noField }
    var whole = record
    whole.unknown = unknown.map { Unread(code: Ascii.text($0.name), value: Ascii.text($0.value)) }
    whole.cuff = try cuff()
    return whole
  }

  private func cuff() throws(LineFault) -> LineCuff? {
    switch (sys, dia) {
    case (nil, nil): map.map { $0.fixed.map(LineCuff.meanOnly) ?? .failed }
    case (.value(let sys), .value(let dia)) where sys <= dia: throw .systolicNotAboveDiastolic
    case (.value(let sys), .value(let dia)): .pressure(sys: sys, dia: dia, map: map?.fixed)
    case (.missing, .missing): .failed
    default: throw .halfAPressure
    }
  }
}

extension Reported {
  fileprivate var fixed: Fixed? {
    switch self {
    case .value(let value): value
    case .missing: nil
    }
  }

  fileprivate var whole: Int? { fixed.map { $0.thousandths / 1000 } }
}
