public import InfusionCore
import JSONLines
import Quantities
import SessionRecord

/// One session as one row of a list: enough to find it and to see whether something happened.
public struct SessionRow: Sendable {
  /// The session's id, or whatever its folder is called.
  public let name: String
  /// Nil without a header that can be read.
  public let digest: SessionDigest?
  /// What is wrong with the session: its record, or where it lies.
  public let faults: [RecordFault]
  /// Whether somebody sees to it; nil for a sealed session, and where nobody asked.
  public let watch: SessionWatch?

  /// - Parameter further: what is known from outside of the record.
  public init(
    _ reading: SessionReading, _ name: String, further: [RecordFault] = [], watch: SessionWatch? = nil
  ) {
    self.name = name
    digest = reading.digest
    faults = reading.faults + further
    self.watch = reading.digest?.isSealed == true ? nil : watch
  }

  /// In sentences.
  public var problems: [String] { faults.map(\.label) }

  /// Sealed, and the seal holds.
  public var isSealed: Bool { digest?.isSealed == true && faults.damage == nil }

  public var origin: Origin? { digest?.header.plan.origin }
  public var patient: String? { digest?.patient }
  /// Milliseconds since 1970; nil if that is not known.
  public var began: Int64? { digest?.header.anchorWall.unixMilliseconds }
}

// MARK: - As text

extension SessionRow {
  public static let heading =
    pad("began", 18) + pad("chair", 7) + pad("patient", 12) + pad("plan", 15) + padLeft("mg", 6)
    + padLeft("min", 5) + padLeft("high", 6) + padLeft("med", 5) + "  ended"

  public var line: String {
    guard let digest else { return pad(name.onOneLine.cut(to: 51), 74) + "  " + whyUnreadable }
    let wall = digest.header.anchorWall
    var line = pad("\(wall.date) \(wall.hourAndMinute)", 18)
    line += pad(digest.header.plan.chair.onOneLine.cut(to: 6), 7)
    line += pad((patient ?? "-").onOneLine.cut(to: 11), 12) + pad((digest.planName ?? "-").cut(to: 14), 15)
    line += padLeft(digest.doseCell, 6)
    line += padLeft(String(Int(digest.length.sinceStart.inMinutes.rounded())), 5)
    line += padLeft(String(digest.count(.high)), 6) + padLeft(String(digest.count(.medium)), 5)
    return line + "  " + words(digest).joined(separator: "  ")
  }

  /// How it ended, and what must not be overlooked.
  private func words(_ digest: SessionDigest) -> [String] {
    var words = ending
    if let remark = digest.doseWords.remark(digest.delivered) { words.append(remark) }
    if let given = digest.given { words.append(given.words) }
    if origin != .live { words.append("SIMULATION") }
    if let first = faults.first { words.append(first.label.onOneLine) }
    if faults.count > 1 { words.append("and \(faults.count - 1) more") }
    return words
  }

  /// How it ended: `discharged`, `running`, `open, nobody watches`.
  public var ending: [String] {
    RowWords.ending(digest?.outcome, isSealed: digest?.isSealed ?? false, watch: watch)
  }

  /// What stands in place of the facts where there is no header.
  public var whyUnreadable: String { problems.first?.onOneLine ?? "DAMAGED: no readable header" }
}

extension SessionDigest {
  /// The milligrams in a column of 6: `~18`; what the mark means stands behind the row.
  public var doseCell: String {
    guard let dose = delivered else { return "-" }
    return doseWords.mark(isEstimated: dose.isEstimated) + dose.delivered.fixed.rounded(places: 1).description
  }
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
    var fields: JSONObject = ["session": .string(digest?.header.session ?? name)]
    if let digest { fields.members += self.fields(of: digest).members }
    if let given = digest?.given { fields.members += given.json.members }
    if let watch { fields["watch"] = .string(watch.rawValue) }
    if let digest, digest.tellsSureness { fields.members += (digest.delivered?.surenessJSON ?? [:]).members }
    fields["problems"] = .array(problems.map(JSONValue.string))
    return fields
  }

  private func fields(of digest: SessionDigest) -> JSONObject {
    [
      "began": .string(digest.header.anchorWall.description),
      "origin": .string(digest.header.plan.origin.rawValue),
      "chair": .string(digest.header.plan.chair),
      "patient": .text(patient),
      "plan": .text(digest.planName),
      "weight_kg": .number(digest.weight?.fixed),
      "delivered_mg": .number(digest.delivered?.delivered.fixed),
      "delivered_mg_kg": .number(digest.delivered?.deliveredPerKilogram?.fixed),
      "length_s": .number(Fixed(thousandths: Int(digest.length.milliseconds))),
      "alarms": .object([
        "high": .count(digest.count(.high)), "medium": .count(digest.count(.medium)),
        "low": .count(digest.count(.low)),
      ]),
      "outcome": .text(digest.outcome?.rawValue),
      "sealed": .bool(isSealed),
    ]
  }
}
