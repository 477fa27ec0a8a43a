import InfusionCore
import Quantities
import SessionRecord
import TextScreen

/// A form, filled in from a record. What the record does not know is left open, and counted.
public struct FilledForm: Sendable {
  private let template: FormTemplate
  private let digest: SessionDigest
  private let chainHead: String?
  private let damage: String?

  /// - Parameters:
  ///   - chainHead: of the journal's last entry; nil if it is not known.
  ///   - damage: what is wrong with the record; nil for one that can be believed.
  public init(
    _ template: FormTemplate, of digest: SessionDigest, chainHead: String?, damage: String? = nil
  ) {
    self.template = template
    self.digest = digest
    self.chainHead = damage == nil ? chainHead : nil
    self.damage = damage
  }

  /// What stands behind a label.
  enum Answer: Hashable {
    /// A line each.
    case told([String])
    /// The record knows part of it: what it knows, with a gap for the rest.
    case open(String)
    case pen(String)
  }

  func answer(_ pieces: [FormTemplate.Piece]) -> Answer {
    if pieces.count == 1, case .field(let field) = pieces[0] {
      let lines = digest.answer(field).map(\.onOneLine)
      return lines.isEmpty ? .open(Self.gap) : .told(lines)
    }
    var (text, isOpen, isForPen) = ("", false, false)
    for piece in pieces {
      switch piece {
      case .text(let words): text += words
      case .blank:
        text += Self.gap
        isForPen = true
      case .field(let field):
        let lines = digest.answer(field).map(\.onOneLine)
        text += lines.isEmpty ? Self.gap : lines.joined(separator: "; ")
        isOpen = isOpen || lines.isEmpty
      }
    }
    return isOpen ? .open(text) : isForPen ? .pen(text) : .told([text])
  }

  private static let gap = "__________"

  /// The labels of what the record does not know.
  public var open: [String] {
    template.sections.flatMap(\.lines).compactMap { line in
      guard case .question(let label, let pieces) = line, case .open = answer(pieces) else { return nil }
      return label
    }
  }
}

// MARK: - As text

extension FilledForm {
  /// At most 80 columns.
  public var text: String {
    let head = [template.title.uppercased()] + warnings.map { "*** \($0) ***" }
    let body = template.sections.flatMap { section in
      [""] + (section.title.isEmpty ? [] : [section.title.uppercased()]) + section.lines.flatMap(told)
    }
    let all = head + body + [""] + [openWords, stamp].flatMap { wrapped($0, indent: 2) }
    return all.map { $0 + "\n" }.joined()
  }

  private func wrapped(_ line: String, indent: Int) -> [String] {
    line.onOneLine.wrapped(to: pageWidth, indent: indent)
  }

  /// Where the answers stand.
  private static let column = 28

  private func told(_ line: FormTemplate.Line) -> [String] {
    switch line {
    case .remark(let words): wrapped("  \(words)", indent: 2)
    case .question(let label, let pieces):
      shown(answer(pieces)).enumerated().flatMap { index, words in
        wrapped(fill("  " + (index == 0 ? label : ""), Self.column) + words, indent: Self.column)
      }
    }
  }

  private func shown(_ answer: Answer) -> [String] {
    switch answer {
    case .told(let lines): lines
    case .open(let text): ["\(text)  [not in the record]"]
    case .pen(let text): [text]
    }
  }
}

// MARK: - As a page

extension FilledForm {
  /// One sheet, which loads nothing.
  public var html: String {
    let warning = warnings.map { "<p class=\"warning\">\($0.htmlEscaped)</p>\n" }.joined()
    let sections = template.sections.map { section in
      let title = section.title.isEmpty ? "" : "<h2>\(section.title.htmlEscaped)</h2>\n"
      return title + section.lines.map(row).joined()
    }.joined()
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>\("\(template.title), \(digest.header.session)".htmlEscaped)</title>
      <style>
      \(Self.style)
      </style>
      </head>
      <body>
      <h1>\(template.title.htmlEscaped)</h1>
      \(warning)\(sections)<p class="stamp">\(openWords.htmlEscaped)</p>
      <p class="stamp">\(stamp.htmlEscaped)</p>
      </body>
      </html>

      """
  }

  private static let style = """
    @page { size: A4; margin: 15mm; }
    body { max-width: 48em; margin: 1em auto; font: 10pt sans-serif; color: #000; background: #fff; }
    h1 { font-size: 14pt; border-bottom: 1px solid #000; }
    h2 { font-size: 10pt; margin: 1em 0 0.2em; break-after: avoid; }
    p { margin: 0.25em 0; }
    .line { display: flex; break-inside: avoid; }
    .label { flex: 0 0 14em; color: #333; }
    .open { background: #ffe9a8; }
    .warning { font-weight: bold; border: 2px solid #000; padding: 0.3em; }
    .stamp, .remark { font-size: 8pt; }
    @media print { body { max-width: none; margin: 0; } }
    """

  private func row(_ line: FormTemplate.Line) -> String {
    switch line {
    case .remark(let words): return "<p class=\"remark\">\(words.htmlEscaped)</p>\n"
    case .question(let label, let pieces):
      let answer = answer(pieces)
      var style = ""
      if case .open = answer { style = " class=\"open\"" }
      let words = shown(answer).map(\.htmlEscaped).joined(separator: "<br>")
      return "<p class=\"line\"><span class=\"label\">\(label.htmlEscaped)</span>"
        + "<span\(style)>\(words)</span></p>\n"
    }
  }
}

// MARK: - What every page says of itself

extension FilledForm {
  private var warnings: [String] { [damage?.onOneLine, digest.header.warning].compactMap { $0 } }

  private var openWords: String {
    open.isEmpty
      ? "Everything that the record can know is filled in."
      : "Left open, for the record does not know it: \(open.joined(separator: ", "))."
  }

  private var stamp: String {
    let seal = digest.isSealed ? "sealed" : RowWords.unsealed
    let head = chainHead.map { ", chain head \($0)" } ?? ""
    return "From session \(digest.header.session), \(seal)\(head). Chairside \(digest.header.programVersion)."
      + " Not a certified medical device."
  }
}
