import Glibc
import InfusionCore
import SessionArchives
import SessionJournal
import SessionReports

/// Writes an archive as flat tables into a folder, one session after the other.
struct ArchiveExport {
  let folder: String
  let isParquetWanted: Bool

  /// - Parameter all: exports simulations, drills and replays, too.
  func run(of archive: String, all: Bool) throws(Failure) {
    let duckdb = isParquetWanted ? try DuckDB.found() : nil
    let listing = try SessionListing.of(archive, mustExist: true)
    guard mkdir(folder, 0o700) == 0 || WholeFile.isFolder(folder) else {
      throw Failure(.cannotCreate, "\(folder): \(String(cString: strerror(errno)))")
    }
    let chosen = listing.sessions.filter { all || $0.row.origin ?? .live == .live }
    let leftOut = try write(chosen)
    try OutputFile.write(Array(FlatTables.sql.utf8), to: "\(folder)/tables.sql")
    try duckdb?.run(FlatTables.parquetSQL(in: folder))
    let hidden = listing.sessions.count - chosen.count
    if hidden > 0 {
      complain("\(hidden) not live (simulated, drill, replay) left out; --simulations takes them")
    }
    let count = chosen.count - leftOut
    complain("\(count) \(count == 1 ? "session" : "sessions") in \(folder)")
    try listing.sayWhatIsWrong()
    if leftOut > 0 { throw Failure(.foundWrong, "not in the tables: \(leftOut) of \(chosen.count)") }
  }

  /// Returns how many sessions could not be exported; each is named on standard error.
  private func write(_ sessions: [SessionListing.Listed]) throws(Failure) -> Int {
    var files: [(table: FlatTables.Name, file: GrowingFile)] = []
    for table in FlatTables.Name.allCases {
      let file = try GrowingFile("\(folder)/\(table.rawValue).csv")
      try file.write(FlatTables.header(of: table))
      files.append((table, file))
    }
    var tables = FlatTables()
    var leftOut = 0
    for session in sessions {
      guard let digest = session.believed()?.digest else {
        leftOut += 1
        continue
      }
      let rows = tables.rows(of: digest, problem: session.row.problems.joined(separator: "; "))
      for (table, file) in files { try file.write(rows[table] ?? []) }
    }
    for (_, file) in files { try file.finish() }
    return leftOut
  }
}
