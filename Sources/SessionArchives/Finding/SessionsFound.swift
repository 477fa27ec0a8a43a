import Glibc
public import SessionJournal
import SessionRecord

/// The session folders under a path, in the order in which they began, with what could not be looked into.
public struct SessionsFound {
  public private(set) var folders: [SessionFolder] = []
  /// Sentences about what could not be looked into, so that a partial answer is never taken for a whole one.
  public private(set) var unreadable: [String] = []
  /// The numbers of the segments in each folder, by the folder's path.
  private(set) var segments: [String: [Int]] = [:]

  /// Deeper than any archive, so that a loop of mounts ends.
  private static let deepest = 12

  public init(under path: String) { self.init(under: path, knownTo: nil) }

  /// - Parameter ledger: of the archive at this path, if it can be believed. A folder that it knows, in its
  ///   place, counts as a session without being opened.
  init(under path: String, knownTo ledger: Ledger?) {
    let found = Self.walk(path, depth: 0, knownTo: ledger)
    folders = found.folders.inOrderOfBeginning
    unreadable = found.unreadable
    segments = Dictionary(zip(found.folders.map(\.path), found.segments)) { first, _ in first }
  }

  private struct Walk: Sendable {
    var folders: [SessionFolder] = []
    var segments: [[Int]] = []
    var unreadable: [String] = []
  }

  /// A folder that holds a journal is a session, and nothing is searched below it. So is one that holds only
  /// files made from a journal: its journal is gone.
  ///
  /// Folders are looked into on all cores: thousands lie beside one another, and each costs a look.
  private static func walk(_ path: String, depth: Int, knownTo ledger: Ledger?) -> Walk {
    guard let names = Disk.names(in: path) else {
      return Walk(unreadable: ["\(path): \(String(cString: strerror(errno)))"])
    }
    if names.contains(where: SessionFolder.isOfSession) {
      let numbers = names.compactMap(SessionFolder.segmentNumber).sorted()
      return Walk(folders: [SessionFolder(path: path)], segments: [numbers])
    }
    guard depth < deepest else { return Walk() }
    let inside = names.filter { !$0.hasPrefix(".") }.sorted()
    let walks = Workers.map(inside) { name in
      let inner = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
      if depth == 2, let ledger, ledger.knows(name, in: path) {
        return Walk(folders: [SessionFolder(path: inner)], segments: [[]])
      }
      return isOwnFolder(inner) ? walk(inner, depth: depth + 1, knownTo: ledger) : Walk()
    }
    return walks.reduce(into: Walk()) { whole, part in
      whole.folders += part.folders
      whole.segments += part.segments
      whole.unreadable += part.unreadable
    }
  }

  /// Whether it is a folder and not a link to one, because a linked folder is found where it really is.
  private static func isOwnFolder(_ path: String) -> Bool {
    var information = stat()
    return lstat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
  }
}

extension SessionFolder {
  /// Whether only sessions' folders have a file of this name.
  fileprivate static func isOfSession(_ name: String) -> Bool {
    name.hasPrefix("journal") && name.hasSuffix(".jsonl")
      || [summary, vitals, observation, torn].contains(name)
  }

  /// Its segments; empty if the journal is gone and only what was made from it is left.
  func segments() throws(SystemError) -> [SegmentBytes] { segmentNumbers.isEmpty ? [] : try read() }
}

extension Ledger {
  /// Whether the ledger knows a session of this name that belongs into this folder of a month.
  fileprivate func knows(_ name: String, in month: String) -> Bool {
    guard sealed[name] != nil, SessionArchive.isID(name) else { return false }
    return month.utf8.suffix(7).elementsEqual("\(name.prefix(4))/\(name.dropFirst(5).prefix(2))".utf8)
  }
}
