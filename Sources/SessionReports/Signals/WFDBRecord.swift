import InfusionCore
import Quantities
import SessionRecord

/// A session as a WFDB record: a header, the signals in format 16, and what happened as notes.
///
/// The formats are those of PhysioNet's WFDB applications guide (header(5), signal(5), annot(5)). One value
/// a second; -32768 is "no value". A note stands at the second in which it happened.
public struct WFDBRecord {
  private let table: SignalTable
  private let name: String

  private static let noValue = Int16.min

  /// - Parameter name: letters, digits, hyphens and underscores; the result is nil for any other name.
  public init?(_ table: SignalTable, name: String) {
    let isName = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
    guard isName, !name.isEmpty else { return nil }
    self.table = table
    self.name = name
  }

  /// Its three files: what follows the record's name in theirs, and their bytes.
  public var files: [(suffix: String, bytes: [UInt8])] {
    [(".hea", Array(header.utf8)), (".dat", signals), (".atr", notes)]
  }
}

// MARK: - Header and signals

extension WFDBRecord {
  private var header: String {
    let begin = table.begins
    let date = begin.date.split(separator: "-").reversed().joined(separator: "/")
    let lines =
      ["\(name) \(table.signals.count) 1 \(table.count) \(begin.timeOfDay) \(date)"]
      + table.signals.map(line) + remarks.map { "# \($0.onOneLine)" }
    return lines.map { $0 + "\n" }.joined()
  }

  /// `P-0142.dat 16 10(0)/mmHg 16 0 1280 -8123 0 NIBP sys`: gain, baseline and unit, resolution, zero, first
  /// value, checksum, block size, name.
  private func line(_ signal: SignalTable.Signal) -> String {
    let counts = counts(signal)
    let checksum = counts.reduce(Int16(0)) { $0 &+ $1 }
    let unit = signal.column.unit.isEmpty ? "NU" : signal.column.unit
    let gain = 1000 / signal.step.thousandths
    return "\(name).dat 16 \(gain)(0)/\(unit) 16 0 \(counts.first ?? 0) \(checksum) 0 \(signal.column.label)"
  }

  private var remarks: [String] {
    let header = table.header
    let damage = table.damage.map { ["DAMAGED RECORD: \($0)"] } ?? []
    let origin = header.plan.origin == .live ? [] : ["origin: \(header.plan.origin.rawValue)"]
    return damage + origin + [
      "session: \(header.session)", "patient: \(table.patient ?? "-")",
      "begins: \(table.begins)", "recorded by chairside \(header.programVersion)",
    ]
  }

  private func counts(_ signal: SignalTable.Signal) -> [Int16] {
    (0..<table.count).map { signal.count(in: $0) ?? Self.noValue }
  }

  private var signals: [UInt8] {
    let columns = table.signals.map(counts)
    return (0..<table.count).flatMap { second in columns.flatMap { littleEndian($0[second]) } }
  }
}

// MARK: - Annotations

extension WFDBRecord {
  /// Codes of an annotation file, in the upper six bits of a word whose lower ten are time or length.
  private enum Code: UInt16 {
    case end = 0
    case note = 22
    case skip = 59
    case text = 63
  }
  /// What the ten bits take.
  private static let longestStep = 1023
  /// A reader may hold a text in 255 bytes with a NUL.
  private static let longestText = 254

  private var notes: [UInt8] {
    var (bytes, last) = ([UInt8](), 0)
    for moment in table.moments {
      // Readers take notes at 0 for definitions of their own, and do not show them.
      let second = max(last, 1, Int(moment.at.milliseconds / 1000))
      bytes += step(second - last) + text(moment.text.onOneLine)
      last = second
    }
    return bytes + word(.end, 0)
  }

  /// A note so many seconds after the one before it.
  private func step(_ seconds: Int) -> [UInt8] {
    if seconds <= Self.longestStep { return word(.note, seconds) }
    let (high, low) = (UInt16(truncatingIfNeeded: seconds >> 16), UInt16(truncatingIfNeeded: seconds))
    return word(.skip, 0) + [high, low].flatMap { littleEndian(Int16(bitPattern: $0)) } + word(.note, 0)
  }

  private func text(_ text: String) -> [UInt8] {
    let bytes = text.utf8Prefix(Self.longestText)
    return word(.text, bytes.count) + bytes + (bytes.count % 2 == 1 ? [0] : [])
  }

  private func word(_ code: Code, _ rest: Int) -> [UInt8] {
    littleEndian(Int16(bitPattern: code.rawValue << 10 | UInt16(rest)))
  }
}

func littleEndian(_ number: Int16) -> [UInt8] {
  let bits = UInt16(bitPattern: number)
  return [UInt8(truncatingIfNeeded: bits), UInt8(truncatingIfNeeded: bits >> 8)]
}

extension String {
  /// As many whole characters of UTF-8 as these bytes hold.
  fileprivate func utf8Prefix(_ most: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for scalar in unicodeScalars {
      let next = Array(String(scalar).utf8)
      guard bytes.count + next.count <= most else { break }
      bytes += next
    }
    return bytes
  }
}
