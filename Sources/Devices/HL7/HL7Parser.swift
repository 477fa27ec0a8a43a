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
    let marks = HL7Marks(field: first[first.startIndex + 3], component: first[first.startIndex + 4])
    // The field mark is itself MSH-1, so fields of MSH are counted one less than they are split.
    let header = marks.fields(of: first)
    guard header.count > 9 else { return nil }
    guard header[8].hasPrefix("ORU") else { return .other }
    var message = HL7Message(controlID: header[9])
    var messageTimes: Set<String> = [header[6]]
    for segment in segments.dropFirst() where segment.starts(with: "OB".utf8) {
      let fields = marks.fields(of: segment)
      if fields.first == "OBR", fields.count > 7 { messageTimes.insert(fields[7]) }
      if fields.first == "OBX" { message.take(fields, marks, messageTimes) }
    }
    if message.hasSeveralPumps { for figure in HL7Vital.ofPumps { message.figures[figure] = nil } }
    return .result(message)
  }

  /// `OBX|1|NM|8867-4^Heart rate^LN||72|/min^..|||||F|||20260102101500`
  private mutating func take(_ fields: [String], _ marks: HL7Marks, _ messageTimes: Set<String>) {
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

  func fields(of segment: ArraySlice<UInt8>) -> [String] {
    segment.split(separator: field, omittingEmptySubsequences: false).map(Ascii.text)
  }

  func components(of field: String) -> [String] {
    field.utf8.split(separator: component, omittingEmptySubsequences: false).map(Ascii.text)
  }
}
