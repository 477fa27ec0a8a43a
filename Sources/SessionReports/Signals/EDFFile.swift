import InfusionCore
import Quantities
import SessionRecord
import TextScreen

/// A session as an EDF+ file: signals of one value a second, and what happened as its annotations.
///
/// European Data Format with the additions of Kemp and Olivan (EDF+, 2003): a header of 256 bytes and as many
/// for each signal, then records of half a minute in which each signal has its 16-bit values. EDF has no sign
/// for "no value": each signal's lowest count, -1, is never a value and stands for it.
public struct EDFFile {
  private let table: SignalTable
  private let begin: WallTime
  /// The texts of each record.
  private let lists: [[UInt8]]

  /// Seconds in a record.
  private static let record = 30
  private static let noValue: Int16 = -1

  public init(_ table: SignalTable) {
    self.table = table
    begin = table.begins
    lists = Self.annotations(table, records: max(1, (table.count + Self.record - 1) / Self.record))
  }

  public var bytes: [UInt8] { header + lists.indices.flatMap(record) }

  private var listBytes: Int { ((lists.map(\.count).max() ?? 0) + 1) / 2 * 2 }
}

// MARK: - The header

extension EDFFile {
  /// What the header says of one signal.
  private struct Head {
    var label: String
    var unit = ""
    var physical: (lowest: String, highest: String)
    var digital: (lowest: Int, highest: Int)
    var length: Int
  }

  private var heads: [Head] {
    table.signals.map { signal in
      let highest = max(1, (0..<table.count).lazy.compactMap(signal.count).max() ?? 1)
      let step = signal.step
      return Head(
        label: signal.column.label, unit: signal.column.unit,
        physical: ("-\(step)", "\(Fixed(thousandths: step.thousandths * Int(highest)))"),
        digital: (Int(Self.noValue), Int(highest)), length: Self.record)
    } + [
      Head(
        label: "EDF Annotations", physical: ("-1", "1"), digital: (-32_768, 32_767), length: listBytes / 2)
    ]
  }

  private var header: [UInt8] {
    let heads = heads
    var text = field("0", 8) + field(patient, 80) + field(recording, 80)
    text += field(shortDay, 8) + field(begin.timeOfDay.replacing(":", with: "."), 8)
    text += field("\(256 * (heads.count + 1))", 8) + field("EDF+C", 44)
    text += field("\(lists.count)", 8) + field("\(Self.record)", 8) + field("\(heads.count)", 4)
    text += heads.flatMap { field($0.label, 16) } + heads.flatMap { _ in field("", 80) }
    text += heads.flatMap { field($0.unit, 8) }
    text += heads.flatMap { field($0.physical.lowest, 8) } + heads.flatMap { field($0.physical.highest, 8) }
    text += heads.flatMap { field("\($0.digital.lowest)", 8) }
    text += heads.flatMap { field("\($0.digital.highest)", 8) }
    text += heads.flatMap { _ in field("", 80) } + heads.flatMap { field("\($0.length)", 8) }
    return text + heads.flatMap { _ in field("", 32) }
  }

  /// Code, sex, date of birth and name: only the first is known here.
  private var patient: String { "\(Self.word(table.patient ?? "X")) X X X" }

  /// `Startdate 17-OCT-2026 session station equipment`, and what nobody must overlook.
  private var recording: String {
    let plan = table.header.plan
    var words = ["Startdate", day, Self.word(table.header.session), "X", "chairside"]
    if plan.origin != .live { words.append(plan.origin.rawValue.uppercased()) }
    if table.damage != nil { words.append("DAMAGED") }
    return words.joined(separator: " ")
  }

  private static let months = [
    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
  ]

  /// `17-OCT-2026`
  private var day: String {
    let parts = begin.date.split(separator: "-")
    return "\(parts[2])-\(Self.months[begin.civil.month - 1])-\(parts[0])"
  }

  /// `17.10.26`, of a year from 1985 to 2084.
  private var shortDay: String {
    begin.date.dropFirst(2).split(separator: "-").reversed().joined(separator: ".")
  }

  /// A word of a header's list: no blank in it, and ASCII.
  private static func word(_ text: String) -> String {
    String(decoding: text.unicodeScalars.map { $0 == " " ? UInt8(ascii: "_") : letter($0) }, as: UTF8.self)
  }
}

/// Text of a fixed length in a header, filled up with blanks.
private func field(_ text: String, _ length: Int) -> [UInt8] {
  let ascii = text.unicodeScalars.map(letter)
  return Array((ascii + Array(repeating: 0x20, count: length)).prefix(length))
}

/// The format knows only ASCII: `Žižek` becomes `Zizek`, and a character without such a letter becomes `_`.
private func letter(_ scalar: Unicode.Scalar) -> UInt8 {
  let plain = Glyphs.inASCII(scalar)
  let isLetter = (plain != "?" || scalar == "?") && plain.value >= 0x20 && plain.value < 0x7F
  return isLetter ? UInt8(plain.value) : UInt8(ascii: "_")
}

// MARK: - The records

extension EDFFile {
  private func record(_ number: Int) -> [UInt8] {
    let seconds = (number * Self.record)..<((number + 1) * Self.record)
    let values = table.signals.flatMap { signal in
      seconds.flatMap { littleEndian(signal.count(in: $0) ?? Self.noValue) }
    }
    let list = lists[number]
    return values + list + Array(repeating: 0, count: listBytes - list.count)
  }

  /// Each record's list: when it begins, then what happened in it. Times count from the second at which the
  /// header's clock begins.
  private static func annotations(_ table: SignalTable, records: Int) -> [[UInt8]] {
    let offset = table.begins.unixMilliseconds % 1000
    func time(_ milliseconds: Int64) -> String { "+\(Fixed(thousandths: Int(milliseconds + offset)))" }
    var lists = (0..<records).map { Array("\(time(Int64($0 * record) * 1000))\u{14}\u{14}\0".utf8) }
    func add(_ text: String, at milliseconds: Int64) {
      let place = min(records - 1, max(0, Int(milliseconds / 1000) / record))
      lists[place] += Array("\(time(milliseconds))\u{14}\(text.onOneLine)\u{14}\0".utf8)
    }
    if let damage = table.damage { add("DAMAGED RECORD: \(damage)", at: 0) }
    for moment in table.moments { add(moment.text, at: moment.at.milliseconds) }
    return lists
  }
}
