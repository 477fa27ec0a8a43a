import CLinux
import Glibc
import TestBench

/// A chair to monitor: a folder for its sessions, which is gone when the chair is.
final class Chair {
  private let scratch = ScratchFolder()
  var folder: String { scratch.path }
  var sessionsFolder: String { "\(folder)/sessions" }

  func path(_ name: String) -> String { scratch.file(name) }

  @discardableResult
  func write(_ text: String, to name: String) -> String { scratch.write(text, to: name) }

  /// The sessions' folders, oldest first.
  var sessions: [RecordedSession] {
    var found = [sessionsFolder]
    for _ in 0..<3 { found = found.flatMap { above in Self.names(in: above).map { "\(above)/\($0)" } } }
    return found.filter { !$0.contains("/.chairs/") }.sorted().map { RecordedSession(folder: $0) }
  }

  fileprivate static func names(in folder: String) -> [String] {
    guard let open = opendir(folder) else { return [] }
    defer { closedir(open) }
    var names: [String] = []
    while let entry = readdir(open) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }
}

/// A session's folder on disk.
struct RecordedSession {
  let folder: String

  var files: Set<String> { Set(Chair.names(in: folder)) }

  func text(_ name: String) -> String { TextFile.read("\(folder)/\(name)") ?? "" }

  /// The journal's whole lines.
  var entries: [String] { text("journal.jsonl").split(separator: "\n").map(String.init) }

  /// How many entries are of a kind.
  func count(_ kind: String) -> Int { entries.count { $0.contains("\"kind\":\"\(kind)\"") } }
}
