extension [UInt8] {
  /// A JSON text in which every character that a terminal would obey, or nobody could see, is written as its
  /// escape. Such characters stand in strings only, so a reader of JSON finds the same text.
  ///
  /// A journal's lines are not written this way, because their bytes must stay as they were chained.
  public var harmlessJSON: [UInt8] {
    if allSatisfy({ $0 < 0x7F }) { return self }
    var text: [UInt8] = []
    text.reserveCapacity(count)
    for scalar in String(decoding: self, as: UTF8.self).unicodeScalars {
      guard scalar.isUnseen else {
        text.append(contentsOf: String(scalar).utf8)
        continue
      }
      for unit in String(scalar).utf16 { text.append(escape: unit) }
    }
    return text
  }

  private mutating func append(escape unit: UInt16) {
    append(contentsOf: "\\u".utf8)
    let digits = String(unit, radix: 16)
    append(contentsOf: (String(repeating: "0", count: 4 - digits.utf8.count) + digits).utf8)
  }
}

extension Unicode.Scalar {
  /// Without the line feed, which ends a line of JSON.
  fileprivate var isUnseen: Bool {
    switch properties.generalCategory {
    case .control: self != "\n"
    case .lineSeparator, .paragraphSeparator, .format, .surrogate, .privateUse, .unassigned: true
    default: false
    }
  }
}
