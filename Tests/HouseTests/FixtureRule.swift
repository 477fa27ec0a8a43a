enum FixtureRule {
  /// A session's folder is one fixture, known by its folder's name; any other file is one, known by its name,
  /// with or without what comes after the first dot. Of the devices' cases one test reads all there are.
  static func forgotten(among paths: [String], readers: [String]) -> [Finding] {
    let sessions = Set(paths.filter { name(of: $0) == "journal.jsonl" }.map(folder))
    let files = paths.filter { path in
      !path.hasSuffix(".md") && !path.hasSuffix(".case") && !sessions.contains { path.hasPrefix($0 + "/") }
    }
    return (sessions.sorted() + files).filter { path in
      let stem = String(name(of: path).prefix { $0 != "." })
      return !readers.contains { $0.contains(stem) }
    }.map { Finding(path: $0, what: "no test names it and no page describes it") }
  }

  private static func name(of path: String) -> Substring { path.split(separator: "/").last ?? "" }
  private static func folder(of path: String) -> String {
    path.split(separator: "/").dropLast().joined(separator: "/")
  }
}
