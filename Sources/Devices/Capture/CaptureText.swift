import InfusionCore
import Quantities

/// A capture as text: `docs/capture.md` is the contract.
public enum CaptureText {
  static let magic = "chairside-capture"
  static let version = "1"
  /// Bytes on one line: it stays within the width of a mail.
  static let bytesALine = 24

  public static func header(_ header: CaptureHeader) -> [UInt8] {
    let fields = [
      ("kind", header.kind), ("source", header.source), ("line", header.line), ("program", header.program),
    ]
    let more = (header.listens ? ["listens=yes"] : []) + (header.address.map { ["address=\($0)"] } ?? [])
    let words = [magic, version] + fields.map { "\($0.0)=\(quoted($0.1))" } + more
    return Array((words.joined(separator: " ") + "\n").utf8)
  }

  /// One entry: a line, or several where it has many bytes.
  public static func lines(_ entry: CaptureEntry) -> [UInt8] {
    var text = Array("@\(Fixed(thousandths: Int(entry.time.milliseconds)))".utf8)
    if let caller = entry.caller { text += " \(caller)".utf8 }
    switch entry.content {
    case .received(let bytes): append(bytes, to: &text)
    case .sent(let bytes):
      text += " >".utf8
      append(bytes, to: &text)
    case .opened: text += " opened".utf8
    case .adapter(let identity): text += " adapter \(oneLine(identity))".utf8
    case .closed: text += " closed".utf8
    case .called(let address): text += " called \(oneLine(address))".utf8
    case .crowded: text += " crowded".utf8
    case .damaged(let count): text += " damaged \(count)".utf8
    case .omitted(let count): text += " omitted \(count)".utf8
    case .lost(let loss): text += " lost \(word(loss))".utf8
    }
    text.append(lineFeed)
    return text
  }

  static let lineFeed: UInt8 = 0x0A

  private static func append(_ bytes: [UInt8], to text: inout [UInt8]) {
    for (index, byte) in bytes.enumerated() {
      if index > 0, index.isMultiple(of: bytesALine) {
        text.append(lineFeed)
        text.append(UInt8(ascii: "+"))
      }
      text.append(UInt8(ascii: " "))
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 0x0F)])
    }
  }

  private static let digits = Array("0123456789ABCDEF".utf8)

  private static func quoted(_ value: String) -> String {
    value.contains(" ") || value.isEmpty ? "\"\(value)\"" : value
  }
}

// MARK: - Losses

extension CaptureText {
  private static let losses: [(LinkLoss, String)] = [
    (.missing, "missing"), (.forbidden, "forbidden"), (.vanished, "vanished"), (.endOfInput, "ended"),
    (.busy(by: nil), "busy"), (.otherAdapter, "otheradapter"), (.alikeAdapters, "alikeadapters"),
  ]

  private static func word(_ loss: LinkLoss) -> String {
    if let known = losses.first(where: { $0.0 == loss }) { return known.1 }
    return switch loss {
    case .busy(by: .chair(let chair)): "busy chair \(oneLine(chair))"
    case .busy(by: .program(let name)): "busy program \(oneLine(name))"
    case .other(let words): "other \(oneLine(words))"
    case .missing, .forbidden, .vanished, .endOfInput, .busy, .otherAdapter, .alikeAdapters, .silent,
      .noFrames, .noAnswer:
      "other \(loss.sentence)"
    }
  }

  static func loss(_ words: String) -> LinkLoss? {
    if let known = losses.first(where: { $0.1 == words }) { return known.0 }
    func rest(behind word: String) -> String? {
      words.hasPrefix("\(word) ") ? String(words.dropFirst(word.count + 1)) : nil
    }
    if let chair = rest(behind: "busy chair") { return .busy(by: .chair(chair)) }
    if let name = rest(behind: "busy program") { return .busy(by: .program(name)) }
    return rest(behind: "other").map { .other($0) }
  }

  private static func oneLine(_ words: String) -> String {
    String(words.unicodeScalars.map { $0.value < 0x20 ? " " : Character($0) })
  }
}
