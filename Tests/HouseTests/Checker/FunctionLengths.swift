/// A body of code outside any other, whatever it is called by: a function, an initializer, a computed
/// property, a test.
struct FunctionBody {
  /// Its first line, as written.
  var heading: String
  var line: Int
  var lineCount: Int

  private static let typeWords: Set<Substring> = [
    "struct", "class", "enum", "extension", "protocol", "actor",
  ]

  static func all(in file: SourceFile) -> [FunctionBody] {
    let lines = file.codeLines
    var found: [FunctionBody] = []
    var typeDepth = 0
    var body: (heading: Int, depth: Int)?
    for (index, line) in lines.enumerated() {
      for byte in line.utf8 {
        if byte == UInt8(ascii: "{") {
          if let open = body {
            body = (open.heading, open.depth + 1)
          } else {
            let heading = headingLine(above: index, in: lines)
            if isType(lines[heading]) { typeDepth += 1 } else { body = (heading, 1) }
          }
        } else if byte == UInt8(ascii: "}") {
          guard let open = body else {
            typeDepth -= 1
            continue
          }
          body = open.depth > 1 ? (open.heading, open.depth - 1) : nil
          if body == nil { found.append(FunctionBody(lines, from: open.heading, to: index)) }
        }
      }
    }
    return found
  }

  private init(_ lines: [Substring], from first: Int, to last: Int) {
    heading = lines[first].trimmingSpaces
    line = first + 1
    lineCount = last - first + 1
  }

  /// The line on which the declaration that opens a brace on line `index` begins: brackets are balanced from
  /// there on, and it is not a line that only goes on with one.
  private static func headingLine(above index: Int, in lines: [Substring]) -> Int {
    var place = index
    var depth = balance(lines[index], upToBrace: true)
    while place > 0, depth < 0 || continues(lines[place]) {
      place -= 1
      depth += balance(lines[place], upToBrace: false)
    }
    return place
  }

  private static func balance(_ line: Substring, upToBrace: Bool) -> Int {
    var depth = 0
    for byte in line.utf8 {
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "{") where upToBrace: return depth
      default: break
      }
    }
    return depth
  }

  private static func continues(_ line: Substring) -> Bool {
    let text = line.trimmingSpaces
    return ["{", "->", "where ", "throws", "async", ":", "&&", "||", "?"].contains {
      text.hasPrefix($0)
    }
  }

  private static func isType(_ line: Substring) -> Bool {
    let words = line.split { !$0.isLetter && $0 != "_" }
    return words.contains { typeWords.contains($0) } && !words.contains("func")
      && !words.contains("var")
      && !words.contains("let")
  }
}

extension Substring {
  var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
