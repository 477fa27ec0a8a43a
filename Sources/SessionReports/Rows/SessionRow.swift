public import InfusionCore
import JSONLines
import Quantities
public import SessionRecord

/// One session as one row of a list: enough to find it and to see whether something happened.
///
/// Rows are handed about by the thousand, and never change.
public final class SessionRow: Sendable {
  /// The session's id, or whatever its folder is called.
  public let name: String
  /// Nil without a header that can be read.
  public let facts: SessionFacts?
  /// What is wrong with the session: its record, or where it lies.
  public let faults: [RecordFault]
  /// Whether anybody watches it; nil for a sealed session, and if that was not looked at.
  public let watch: SessionWatch?
  /// How its record was checked for this row.
  public let check: Check

  /// How far the record behind a row was checked.
  public enum Check: String, Hashable, Sendable {
    /// Every byte of it was read.
    case whole
    /// Its files have not been written to since every byte was.
    case unchanged
    /// It was not looked at: the row is the ledger's word.
    case told
  }

  /// - Parameter further: what is known from outside of the record.
  public convenience init(
    _ reading: SessionReading, _ name: String, further: [RecordFault] = [], watch: SessionWatch? = nil
  ) {
    self.init(
      reading.digest.map { SessionFacts($0) }, name, faults: reading.faults + further, watch: watch)
  }

  public init(
    _ facts: SessionFacts?, _ name: String, faults: [RecordFault], watch: SessionWatch? = nil,
    check: Check = .whole
  ) {
    self.name = name
    self.facts = facts
    self.faults = faults
    self.watch = facts?.isSealed == true ? nil : watch
    self.check = check
  }

  /// In sentences.
  public var problems: [String] { faults.map(\.label) }

  /// Sealed, and the seal holds.
  public var isSealed: Bool { facts?.isSealed == true && faults.damage == nil }

  public var origin: Origin? { facts?.origin }
  public var patient: String? { facts?.patient }
  /// Milliseconds since 1970; nil if that is not known.
  public var began: Int64? { facts?.began.unixMilliseconds }
}

extension SessionRow {
  /// Puts each drill that was taken again below the one that it parts from, whenever it began, and keeps the
  /// rest in order.
  public static func branchesBelow(_ rows: [SessionRow]) -> [SessionRow] {
    let listed = Set(rows.compactMap { $0.facts?.session })
    let branches = Dictionary(grouping: rows) { $0.facts?.branch?.session ?? "" }
    func withBranches(_ row: SessionRow, _ depth: Int) -> [SessionRow] {
      let own = row.facts.flatMap { branches[$0.session] } ?? []
      return [row] + (depth < rows.count ? own.flatMap { withBranches($0, depth + 1) } : [])
    }
    let stems = rows.filter { row in row.facts?.branch.map { !listed.contains($0.session) } ?? true }
    let placed = stems.flatMap { withBranches($0, 0) }
    // Headers that name each other as parents lead to no first one, but their rows must not be lost.
    let told = Set(placed.map(ObjectIdentifier.init))
    return placed + rows.filter { !told.contains(ObjectIdentifier($0)) }
  }
}

// MARK: - As text

extension SessionRow {
  /// A heading and a line a row, with the offset from UTC where the reader must be told it.
  public static func table(_ rows: [SessionRow], own: (WallTime) -> Int) -> [String] {
    let isTold = ClockOffsets.mustBeTold(rows.compactMap { $0.facts?.began }, own: own)
    return [heading(showsOffset: isTold)] + rows.map { $0.line(showsOffset: isTold) }
  }

  public static func heading(showsOffset: Bool = false) -> String {
    pad("id", 8) + pad("began", showsOffset ? 24 : 18) + pad("chair", 7) + pad("patient", 12)
      + pad("plan", 15) + padLeft("mg", 6)
      + padLeft("min", 5) + padLeft("high", 6) + padLeft("med", 5) + "  ended"
  }

  /// - Parameter showsOffset: with the offset from UTC behind the time at which it began.
  public func line(showsOffset: Bool = false) -> String {
    guard let facts else { return pad(name.onOneLine.cut(to: 51), 82) + "  " + whyUnreadable }
    let wall = facts.began
    let offset = showsOffset ? wall.offsetText : ""
    var line = pad((facts.branch == nil ? "" : " ") + shortID, 8)
    line += pad("\(wall.date) \(wall.hourAndMinute)\(offset)", showsOffset ? 24 : 18)
    line += pad(facts.chair.onOneLine.cut(to: 6), 7)
    line += pad((patient ?? "-").onOneLine.cut(to: 11), 12) + pad((facts.plan ?? "-").cut(to: 14), 15)
    line += padLeft(facts.doseCell, 6)
    line += padLeft(String(Int(facts.length.sinceStart.inMinutes.rounded())), 5)
    line += padLeft(String(facts.alarms.high), 6) + padLeft(String(facts.alarms.medium), 5)
    return line + "  " + words(facts).joined(separator: "  ")
  }

  /// The last part of the id, by which commands find the session; the whole name if it is not an id.
  public var shortID: String { Self.shortID(of: facts?.session ?? name) }

  static func shortID(of session: String) -> String {
    let parts = session.onOneLine.split(separator: "_")
    return parts.count == 3 ? String(parts[2]) : session.onOneLine.cut(to: 7)
  }

  /// How it ended, and what must not be overlooked.
  private func words(_ facts: SessionFacts) -> [String] {
    var words = ending
    if let remark = facts.doseWords.remark(facts.delivered) { words.append(remark) }
    if let given = facts.given { words.append(given.words) }
    if let branch = facts.branch { words.append(branch.words) }
    if origin != .live { words.append("SIMULATION") }
    if let first = faults.first { words.append(first.label.onOneLine) }
    if faults.count > 1 { words.append("and \(faults.count - 1) more") }
    return words
  }

  /// How it ended: `discharged`, `unsealed, watched`, `unsealed, nobody watches`.
  public var ending: [String] {
    RowWords.ending(facts?.outcome, isSealed: facts?.isSealed ?? false, watch: watch)
  }

  /// The text in place of the facts if the header cannot be read.
  public var whyUnreadable: String { problems.first?.onOneLine ?? "DAMAGED: no readable header" }
}

// MARK: - As JSON

extension SessionRow {
  /// One JSON object, on one line.
  public var json: String {
    var writer = JSONWriter()
    writer.value(.object(fields))
    return String(decoding: writer.bytes.harmlessJSON, as: UTF8.self)
  }

  var fields: JSONObject {
    var fields: JSONObject = ["session": .string(facts?.session ?? name)]
    if let facts { fields.members += self.fields(of: facts).members }
    if let given = facts?.given { fields.members += given.json.members }
    if let branch = facts?.branch {
      fields["branch_of"] = .string(branch.session)
      fields["branch_from_s"] = .number(Fixed(thousandths: Int(branch.at.milliseconds)))
    }
    if let watch { fields["watch"] = .string(watch.rawValue) }
    if let facts, facts.doseWords.tellsSureness {
      fields.members += (facts.delivered?.surenessJSON ?? [:]).members
    }
    if check != .whole { fields["checked"] = .string(check.rawValue) }
    fields["problems"] = .array(problems.map(JSONValue.string))
    return fields
  }

  private func fields(of facts: SessionFacts) -> JSONObject {
    [
      "began": .string(facts.began.description),
      "origin": .string(facts.origin.rawValue),
      "chair": .string(facts.chair),
      "patient": .text(patient),
      "plan": .text(facts.plan),
      "weight_kg": .number(facts.weight?.fixed),
      "delivered_mg": .number(facts.delivered?.delivered.fixed),
      "delivered_mg_kg": .number(facts.delivered?.deliveredPerKilogram?.fixed),
      "length_s": .number(Fixed(thousandths: Int(facts.length.milliseconds))),
      "alarms": .object([
        "high": .count(facts.alarms.high), "medium": .count(facts.alarms.medium),
        "low": .count(facts.alarms.low),
      ]),
      "outcome": .text(facts.outcome?.rawValue),
      "sealed": .bool(isSealed),
    ]
  }
}

extension DrillBranch {
  /// Why it seems to begin when another one did: `branch of 91b07e, from 22:30`.
  fileprivate var words: String {
    "branch of \(SessionRow.shortID(of: session)), from \(at.sinceStart.clock)"
  }
}
