import Quantities

extension HL7Message {
  enum Kind {
    case result(HL7Message)
    /// HL7, and nothing for us: an admission, an answer.
    case other
  }

  /// Nil for what is no HL7 message at all.
  static func read(_ content: ArraySlice<UInt8>) -> Kind? {
    let segments = content.split { $0 == Ascii.carriageReturn || $0 == Ascii.lineFeed }
    guard let first = segments.first, first.starts(with: "MSH".utf8), first.count > 8 else { return nil }
    let marks = HL7Marks(
      field: first[first.startIndex + 3], component: first[first.startIndex + 4],
      repetition: first[first.startIndex + 5])
    // The field mark is itself MSH-1, so fields of MSH are counted one less than they are split.
    let header = marks.fields(of: first)
    guard header.count > 9 else { return nil }
    guard header[8].hasPrefix("ORU") else { return .other }
    var message = HL7Message(controlID: header[9])
    var messageTimes: Set<String> = [header[6]]
    for segment in segments.dropFirst() {
      let fields = marks.fields(of: segment)
      switch fields.first {
      case "PID": message.patient = marks.identifier(in: fields)
      case "PV1": message.bed = marks.place(in: fields)
      case "OBR": if fields.count > 7 { messageTimes.insert(fields[7]) }
      case "OBX": message.read(fields, marks, messageTimes)
      default: break
      }
    }
    if message.hasSeveralPumps { for figure in HL7Vital.ofPumps { message.figures[figure] = nil } }
    return .result(message)
  }

  /// `OBX|1|NM|8867-4^Heart rate^LN||72|/min^..|||||F|||20260102101500`
  private mutating func read(_ fields: [String], _ marks: HL7Marks, _ messageTimes: Set<String>) {
    func field(_ index: Int) -> String { index < fields.count ? fields[index] : "" }
    guard let vital = marks.components(of: field(3)).lazy.compactMap({ HL7Vital.byCode[$0] }).first else {
      return
    }
    guard marks.components(of: field(6)).contains(where: vital.units.contains) else { return }
    // A message about a whole stack: which of its pumps is ours, nobody has said.
    if HL7Vital.ofPumps.contains(vital), figures[vital] != nil { hasSeveralPumps = true }
    figures[vital] = Self.figure(field(5), status: field(11), of: vital)
    let time = field(14)
    if vital == .sys, !time.isEmpty, !messageTimes.contains(time) { cuffTime = time }
  }

  /// Results that were withdrawn, or could not be had, are none, whatever number stands there.
  private static func figure(_ text: String, status: String, of vital: HL7Vital) -> Reported {
    guard !["X", "D", "W", "N", "O", "I"].contains(status),
      let number = DecimalText.number(Array(text.utf8)[...]),
      vital.accepted.contains(number)
    else { return .missing }
    return .value(number)
  }
}

/// The characters with which this sender separates.
private struct HL7Marks {
  let field: UInt8
  let component: UInt8
  let repetition: UInt8

  func fields(of segment: ArraySlice<UInt8>) -> [String] {
    segment.split(separator: field, omittingEmptySubsequences: false).map(Ascii.text)
  }

  func components(of field: String) -> [String] {
    field.utf8.split(separator: component, omittingEmptySubsequences: false).map(Ascii.text)
  }

  /// `PID|||P-0142^^^CLINIC^MR`: the patient's first number, or that of the older PID-2.
  func identifier(in fields: [String]) -> String? {
    [3, 2].lazy.filter { $0 < fields.count }.compactMap { number(in: fields[$0]) }.first
  }

  private func number(in field: String) -> String? {
    repetitions(of: field).compactMap { components(of: $0).first }.first { !$0.isEmpty }
  }

  /// `PV1||O|ICU^12^BED7`: ward, room and bed, as far as they are given.
  func place(in fields: [String]) -> String? {
    guard fields.count > 3 else { return nil }
    let place = repetitions(of: fields[3]).first ?? ""
    let parts = components(of: place).prefix(3).filter { !$0.isEmpty }
    return parts.isEmpty ? nil : parts.joined(separator: "^")
  }

  private func repetitions(of field: String) -> [String] {
    field.utf8.split(separator: repetition).map { Ascii.text($0) }
  }
}
