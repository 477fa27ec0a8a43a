import Glibc

/// The program `duckdb`, if it is installed. It writes Parquet, which no library that we would ship does.
struct DuckDB {
  private let program: String

  static func found() throws(Failure) -> DuckDB {
    let folders = (Environment.process.variable("PATH") ?? "").split(separator: ":")
    for folder in folders where access("\(folder)/duckdb", X_OK) == 0 {
      return DuckDB(program: "\(folder)/duckdb")
    }
    throw Failure(
      .cannotCreate,
      "Parquet is written by DuckDB, and there is no duckdb on the PATH; without --parquet the tables are CSV"
    )
  }

  func run(_ sql: String) throws(Failure) {
    let words = [program, "-c", sql]
    var arguments = words.map { strdup($0) } + [nil]
    defer { for text in arguments { free(text) } }
    var pid = pid_t()
    let code = posix_spawn(&pid, program, nil, nil, &arguments, environ)
    guard code == 0 else { throw Failure(.cannotCreate, "\(program): \(String(cString: strerror(code)))") }
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    guard status == 0 else { throw Failure(.cannotCreate, "\(program): it did not write the Parquet files") }
  }
}
