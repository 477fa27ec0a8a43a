import SessionJournal
import SessionReports

/// Sessions that lie there twice: the one in the folder of its name is the session, any other is its copy.
struct Doublets {
  /// Where each session is, by its id. Folders whose names are not ids are left out.
  private var places: [String: String] = [:]

  /// - Parameter paths: of all folders, in the order in which they are looked at.
  init(_ paths: [String]) {
    for path in paths {
      let name = SessionFolder(path: path).name
      if places[name] == nil { places[name] = path }
    }
  }

  /// What is wrong with the folder at `path`, which holds the session of this id.
  mutating func faults(_ path: String, id: String?) -> [RecordFault] {
    guard let id else { return [] }
    guard let first = places[id], first != path else {
      places[id] = path
      return []
    }
    return [.twice(at: first)]
  }
}
