import SessionJournal
import SessionRecord
import SessionReports

/// What the ledgers of the archives under a path know, and what is to be added to them.
///
/// A path is an archive, a part of one, or a folder with several in it; where a session lies decides which
/// ledger tells of it.
struct ArchiveMemory {
  /// The ledger of each archive, by the archive's root.
  private var states: [String: LedgerFile.State] = [:]
  private let path: String
  private let real: String

  /// - Parameters:
  ///   - path: as it was given; what is found below it begins with it.
  ///   - read: ledgers that were read already, by their archives' roots.
  init(_ path: String, _ folders: [SessionFolder], read: [String: LedgerFile.State] = [:]) {
    self.path = path
    real = RealPath.of(path)
    let roots = folders.compactMap { place(of: $0)?.root }
    for root in Set(roots) { states[root] = read[root] ?? LedgerFile(root: root).read() }
    // An archive from which every session was removed still counts as one, by its ledger.
    let own = LedgerFile(root: real)
    if states[real] == nil {
      let state = read[real] ?? own.read()
      if own.note != nil || state.ledger != nil { states[real] = state }
    }
  }

  var roots: [String] { states.keys.sorted() }

  func state(of root: String) -> LedgerFile.State { states[root] ?? .none }

  func place(of folder: SessionFolder) -> ArchivePlace? {
    var place = ArchivePlace(of: realPath(of: folder))
    // Thousands lie in one archive, so they share one copy of its root.
    if let known = place.flatMap({ states.index(forKey: $0.root) }) { place?.root = states[known].key }
    return place
  }

  private func realPath(of folder: SessionFolder) -> String {
    guard folder.path.utf8.starts(with: path.utf8) else { return RealPath.of(folder.path) }
    if real == path { return folder.path }
    return real + withSlash(Substring(folder.path.utf8.dropFirst(path.utf8.count)))
  }

  private func withSlash(_ rest: Substring) -> String {
    rest.isEmpty || rest.hasPrefix("/") ? String(rest) : "/\(rest)"
  }

  /// What the ledger knows of a session that lies somewhere in its archive.
  func sealed(_ folder: SessionFolder, id: String) -> Ledger.Sealed? {
    let path = realPath(of: folder)
    let above = states.keys.filter { path.hasPrefix($0 + "/") }.max { $0.utf8.count < $1.utf8.count }
    guard let root = ArchivePlace(of: path)?.root ?? above else { return nil }
    return state(of: root).ledger?.sealed[id]
  }

  /// The ledger's line of the session that belongs in this folder; nil if the ledger has a fault, since it
  /// then vouches for nothing.
  func vouched(_ place: ArchivePlace) -> Ledger.Sealed? {
    guard let ledger = state(of: place.root).ledger, ledger.faults.isEmpty else { return nil }
    return ledger.sealed[place.name]
  }

  /// The sessions that should lie under the path and were not found there, by their ids.
  func gone(found: Set<String>) -> [String] {
    roots.flatMap { root -> [String] in
      let known = (state(of: root).ledger?.sealed.keys).map { $0.filter { !found.contains($0) } } ?? []
      return known.sorted().filter { id in
        guard let expected = ArchivePlace.path(of: id, in: root),
          expected == real || expected.hasPrefix(real == "/" ? "/" : real + "/")
        else { return false }
        // A session that was begun and sealed while the folders were searched is there by now.
        return SessionFolder(path: expected).segmentNumbers.isEmpty
      }
    }
  }

  /// What is wrong with the ledgers themselves.
  var faults: [String] {
    roots.flatMap { root -> [String] in
      let file = LedgerFile(root: root)
      switch state(of: root) {
      case .ledger(let ledger): return ledger.faults.map { "\(file.path): \($0.sentence)" }
      case .unreadable(let error): return ["the ledger cannot be read: \(error)"]
      case .none: return []
      }
    }
  }

  /// The ledgers that are not there any more.
  var losses: [String] {
    roots.compactMap { root in
      let file = LedgerFile(root: root)
      guard case .none = state(of: root), let note = file.note else { return nil }
      return "\(file.path): \(LedgerFault.gone(had: note.number).sentence)"
    }
  }
}

// MARK: - What was checked

extension ArchiveMemory {
  /// The marks of files when every byte of them was last found to be the ledger's, by the archive's root and
  /// the session's id.
  var checked: [String: [Substring: Substring]] {
    Dictionary(uniqueKeysWithValues: roots.map { ($0, CheckedFile(root: $0).read()) })
  }

  /// Notes the marks of files that were read now, if that spares the next listing something.
  func noteChecked(_ looks: [SessionLook]) {
    let new = looks.filter { $0.mark != nil }
    guard new.reduce(0, { $0 + ($1.mark?.bytes ?? 0) }) > 0 else { return }
    for (root, looks) in Dictionary(grouping: new, by: { $0.place?.root ?? "" }) where !root.isEmpty {
      let file = CheckedFile(root: root)
      var marks = file.read()
      let before = marks
      for look in looks { if let place = look.place { marks[place.name[...]] = look.mark?.text[...] } }
      if marks != before { file.write(marks) }
    }
  }
}

// MARK: - What is added

extension ArchiveMemory {
  /// Adds sealed sessions, whose chains were followed and hold, to the ledgers of their archives. Returns
  /// what was done, in sentences. An archive that may not be written to is left out without a word.
  func add(_ sealed: [(place: ArchivePlace, entry: Ledger.Sealed)]) -> [String] {
    let byRoot = Dictionary(grouping: sealed) { $0.place.root }
    return byRoot.keys.sorted().compactMap { root in
      let entries = (byRoot[root] ?? []).map(\.entry)
      guard let added = try? LedgerFile(root: root).add(entries), !added.isEmpty else { return nil }
      return Self.sentence(added, root, state(of: root))
    }
  }

  private static func sentence(_ added: [String], _ root: String, _ before: LedgerFile.State) -> String {
    let count = "\(added.count) sealed \(added.count == 1 ? "session" : "sessions")"
    switch before {
    case .none:
      return "\(LedgerFile(root: root).path): a ledger is begun with \(count);"
        + " one that was removed before is not missed"
    case .ledger, .unreadable:
      let few = added.prefix(3).joined(separator: ", ") + (added.count > 3 ? ", ..." : "")
      return "\(LedgerFile(root: root).path): \(count) added that it did not know: \(few)"
    }
  }
}

extension SessionFolder {
  /// What is wrong with where a session lies.
  ///
  /// - Parameters:
  ///   - place: in an archive; nil outside of one, where a folder that is not named like a session may hold
  ///     any.
  ///   - id: of the session that its header names.
  func placeFaults(_ place: ArchivePlace?, id: String?) -> [RecordFault] {
    guard let id, id != name, place != nil || SessionArchive.isID(name) else { return [] }
    return [.foreignName(holds: id)]
  }

  /// Whether a file lies beside the journal that is only ever made from one.
  var hasTables: Bool {
    [SessionFolder.vitals, SessionFolder.observation, SessionFolder.summary].contains {
      Disk.size(of: file($0)) > 0
    }
  }
}

extension Ledger.Sealed {
  /// What is wrong with a record that was read, by the ledger's word.
  ///
  /// - Parameters:
  ///   - head: of the chain, followed to its end; nil if it does not hold, which is told by itself.
  func faults(isSealed: Bool, head: RunningHash?) -> [RecordFault] {
    guard isSealed else { return [.rolledBack] }
    return head == nil || head == self.head ? [] : [.notTheLedgers]
  }
}
