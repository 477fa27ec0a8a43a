import InfusionCore
import Quantities
import SessionRecord

/// The sessions of an archive as flat tables for an analysis: one row a session, a minute, an alarm, a step
/// of the dose, a mark, each with session, patient and plan.
///
///     var tables = FlatTables()
///     for digest in sessions { for table in FlatTable.Name... write(tables.rows(of: digest)[table]) }
///
/// A session's rows need nothing of another session but the count of the patient's treatments, so that an
/// archive of any size goes through one at a time, in the order in which the sessions began.
public struct FlatTables: Sendable {
  /// The tables, by the names of their files.
  public enum Name: String, CaseIterable, Sendable {
    case sessions, minutes, alarms, doses, marks
  }
  /// How many treatments each patient has had.
  private var treatments: [String: Int] = [:]

  public init() {}

  /// The rows of the next session.
  ///
  /// - Parameter problem: what is wrong with the session beside its record; empty if nothing is.
  public mutating func rows(of digest: SessionDigest, problem: String = "") -> [Name: [UInt8]] {
    let session = FlatSession(digest: digest, number: number(of: digest), problem: problem)
    return [
      .sessions: Self.sessions.bytes([session]), .minutes: Self.minutes.bytes(session.minutes),
      .alarms: Self.alarms.bytes(session.alarms), .doses: Self.doses.bytes(session.doses),
      .marks: Self.marks.bytes(session.marks),
    ]
  }

  private mutating func number(of digest: SessionDigest) -> Int? {
    guard digest.isTreatment, let patient = digest.patient else { return nil }
    treatments[patient, default: 0] += 1
    return treatments[patient]
  }

  public static func header(of table: Name) -> [UInt8] {
    switch table {
    case .sessions: sessions.header
    case .minutes: minutes.header
    case .alarms: alarms.header
    case .doses: doses.header
    case .marks: marks.header
    }
  }

  /// The tables for DuckDB, with the type of every column: DuckDB would guess text for a column whose first
  /// rows are empty.
  public static var sql: String {
    Name.allCases.map {
      "CREATE OR REPLACE VIEW \($0.rawValue) AS SELECT * FROM \(source(of: $0, in: ""));\n"
    }.joined()
  }

  /// What makes a Parquet file of each of them, for DuckDB.
  ///
  /// - Parameter folder: where the tables lie.
  public static func parquetSQL(in folder: String) -> String {
    Name.allCases.map {
      "COPY (SELECT * FROM \(source(of: $0, in: folder + "/"))) "
        + "TO \(quoted("\(folder)/\($0.rawValue).parquet")) (FORMAT parquet);\n"
    }.joined()
  }

  private static func source(of table: Name, in place: String) -> String {
    "read_csv(\(quoted("\(place)\(table.rawValue).csv")), header = true, columns = {\(types(of: table))})"
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }

  private static func types(of table: Name) -> String {
    switch table {
    case .sessions: sessions.types
    case .minutes: minutes.types
    case .alarms: alarms.types
    case .doses: doses.types
    case .marks: marks.types
    }
  }
}

/// A session, and its rows.
struct FlatSession: Sendable {
  let digest: SessionDigest
  let number: Int?
  let problem: String

  /// Minutes of the infusion at a time of the session; nil before it.
  func infusionMinutes(_ time: SessionTime) -> Fixed? {
    digest.infusionStart.flatMap { start in
      time < start ? nil : Fixed(rounding: (time - start).inMinutes)
    }
  }

  func hour(_ time: SessionTime) -> Int { digest.wall(at: time).civil.hour }
}

/// A row of one of a session's tables.
protocol FlatRow: Sendable {
  var session: FlatSession { get }
}

extension FlatColumn where Row: FlatRow {
  /// What every table begins with.
  static var whose: [FlatColumn] {
    [
      .text("session") { $0.session.digest.header.session }, .text("patient") { $0.session.digest.patient },
      .text("plan") { $0.session.digest.planName },
    ]
  }
}

extension FlatSession: FlatRow {
  var session: FlatSession { self }
}
