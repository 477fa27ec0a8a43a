/// Blanks the comments of a Swift text, and the insides of its strings, to spaces: a rule about code then
/// reads code, and a sentence about something forbidden is not taken for the thing itself. Offsets and lines
/// stay what they were.
struct CodeMask {
  private enum Context {
    case string(hashes: Int, isMultiline: Bool)
    case interpolation(depth: Int)
  }

  private let bytes: [UInt8]
  private let blanksStrings: Bool
  private var masked: [UInt8]
  private var at = 0
  private var open: [Context] = []

  static func code(of text: String) -> [UInt8] { run(text, blanksStrings: true) }
  static func codeAndStrings(of text: String) -> [UInt8] { run(text, blanksStrings: false) }

  private static func run(_ text: String, blanksStrings: Bool) -> [UInt8] {
    var mask = CodeMask(bytes: Array(text.utf8), blanksStrings: blanksStrings)
    while mask.at < mask.bytes.count {
      if case .string(let hashes, let isMultiline)? = mask.open.last {
        mask.readString(hashes, isMultiline)
      } else {
        mask.readCode()
      }
    }
    return mask.masked
  }

  private init(bytes: [UInt8], blanksStrings: Bool) {
    self.bytes = bytes
    self.blanksStrings = blanksStrings
    masked = bytes
  }

  // MARK: - Code

  private mutating func readCode() {
    switch bytes[at] {
    case UInt8(ascii: "/") where has("//"): blankLineComment()
    case UInt8(ascii: "/") where has("/*"): blankBlockComment()
    case UInt8(ascii: "\""), UInt8(ascii: "#"): openString()
    case UInt8(ascii: "("): nest(by: 1)
    case UInt8(ascii: ")"): nest(by: -1)
    default: at += 1
    }
  }

  private mutating func openString() {
    var hashes = 0
    while at + hashes < bytes.count, bytes[at + hashes] == UInt8(ascii: "#") { hashes += 1 }
    let isMultiline = has("\"\"\"", after: hashes)
    if has("\"", after: hashes) {
      open.append(.string(hashes: hashes, isMultiline: isMultiline))
      at += hashes + (isMultiline ? 3 : 1)
    } else {
      at += max(hashes, 1)
    }
  }

  private mutating func nest(by step: Int) {
    at += 1
    guard case .interpolation(let depth)? = open.last else { return }
    open.removeLast()
    if depth + step > 0 { open.append(.interpolation(depth: depth + step)) }
  }

  // MARK: - Strings

  private mutating func readString(_ hashes: Int, _ isMultiline: Bool) {
    let marks = String(repeating: "#", count: hashes)
    let end = (isMultiline ? "\"\"\"" : "\"") + marks
    if has(end) {
      open.removeLast()
      at += end.utf8.count
    } else if has("\\" + marks + "(") {
      open.append(.interpolation(depth: 1))
      at += hashes + 2
    } else if has("\\" + marks) {
      blank(hashes + 2)
    } else if bytes[at] == UInt8(ascii: "\n"), !isMultiline {
      open.removeLast()
    } else {
      blank(1)
    }
  }

  // MARK: - Comments

  private mutating func blankLineComment() {
    while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { blankComment() }
  }

  private mutating func blankBlockComment() {
    var depth = 0
    repeat {
      if has("/*") {
        depth += 1
        blankComment()
      } else if has("*/") {
        depth -= 1
        blankComment()
      }
      blankComment()
    } while depth > 0 && at < bytes.count
  }

  // MARK: - Bytes

  private func has(_ word: String, after offset: Int = 0) -> Bool {
    var position = at + offset
    for byte in word.utf8 {
      guard position < bytes.count, bytes[position] == byte else { return false }
      position += 1
    }
    return true
  }

  private mutating func blank(_ count: Int) {
    let end = min(at + count, bytes.count)
    while at < end {
      if blanksStrings, bytes[at] != UInt8(ascii: "\n") { masked[at] = UInt8(ascii: " ") }
      at += 1
    }
  }

  private mutating func blankComment() {
    guard at < bytes.count else { return }
    if bytes[at] != UInt8(ascii: "\n") { masked[at] = UInt8(ascii: " ") }
    at += 1
  }
}
