/// The characters with which a sender separates: MSH-1 and MSH-2.
struct HL7Marks: Hashable, Sendable {
  let field: UInt8
  let component: UInt8
  let repetition: UInt8
  let subcomponent: UInt8

  static let usual = HL7Marks(
    field: UInt8(ascii: "|"), component: UInt8(ascii: "^"), repetition: UInt8(ascii: "~"),
    subcomponent: UInt8(ascii: "&"))

  init(field: UInt8, component: UInt8, repetition: UInt8, subcomponent: UInt8) {
    self.field = field
    self.component = component
    self.repetition = repetition
    self.subcomponent = subcomponent
  }

  /// As an MSH segment declares them. Nil where they could not be told apart, or from what they separate.
  init?(of header: ArraySlice<UInt8>) {
    let marks = Array(header.dropFirst(3).prefix(5))
    guard marks.count == 5, marks[..<4].allSatisfy({ Self.canSeparate($0) }) else { return nil }
    // A sender without subcomponents may leave the last mark away.
    let last = marks[4] == marks[0] ? Self.usual.subcomponent : marks[4]
    self.init(field: marks[0], component: marks[1], repetition: marks[2], subcomponent: last)
    guard Set(marks[..<3]).count == 3 else { return nil }
  }

  private static func canSeparate(_ byte: UInt8) -> Bool {
    Ascii.isPrintable(byte) && !Ascii.isLetterOrDigit(byte) && byte != Ascii.space
  }

  func fields(of segment: ArraySlice<UInt8>) -> [String] {
    segment.split(separator: field, omittingEmptySubsequences: false).map(Ascii.text)
  }

  func components(of field: String) -> [String] { parts(of: field, at: component) }
  func subcomponents(of component: String) -> [String] { parts(of: component, at: subcomponent) }
  func repetitions(of field: String) -> [String] { parts(of: field, at: repetition) }

  private func parts(of text: String, at mark: UInt8) -> [String] {
    text.utf8.split(separator: mark, omittingEmptySubsequences: false).map(Ascii.text)
  }
}
