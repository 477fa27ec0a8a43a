// Codes and units as fields of a message.

extension ObservationCode {
  /// OBX-3: the code, and the other one that some senders add (`^^^8867-4^Heart rate^LN`).
  static func all(in field: String, _ marks: HL7Marks) -> [ObservationCode] {
    let parts = marks.components(of: field).map(\.trimmed)
    func part(_ index: Int) -> String { index < parts.count ? parts[index] : "" }
    let codes = [0, 3].map { ObservationCode(code: part($0), name: part($0 + 1), system: part($0 + 2)) }
    return codes.filter { !$0.code.isEmpty || !$0.name.isEmpty }
  }
}

extension CodeUnit {
  /// OBX-6: `264864^MDC_DIM_BEAT_PER_MIN^MDC`, `/min^per minute^UCUM`, `0004-0aa0^bpm^MDIL`, `mmHg`.
  static func read(_ field: String, _ marks: HL7Marks) -> Written {
    let words = marks.components(of: field).map { $0.trimmed.lowercased() }.filter { !$0.isEmpty }
    return read(words, as: field)
  }
}

extension String {
  /// Without the blanks around it.
  var trimmed: String {
    let bytes = Array(utf8)
    let end = bytes.lastIndex { !Ascii.isBlank($0) } ?? -1
    return end < 0 ? "" : Ascii.text(bytes[...end].drop(while: Ascii.isBlank))
  }
}
