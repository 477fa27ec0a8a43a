import SessionJournal
import SessionRecord
import SessionReports

/// A look through an archive for a list of it: what lies there, and each session checked, on all cores.
struct ArchiveLook {
  let found: SessionsFound
  let memory: ArchiveMemory
  private(set) var sessions: [SessionLook] = []
  /// Sentences about what could not be looked at.
  private(set) var unreadable: [String]
  /// How many sessions are another patient's by the ledger's word, and were not looked at.
  private(set) var passedOver = 0

  init(_ path: String, _ wanted: SessionListing.Wanted, _ bounds: SessionListing.Bounds) {
    let archive = wanted == .all ? nil : BelievedLedger(path, bounds)
    found = SessionsFound(under: path, knownTo: archive?.ledger)
    memory = ArchiveMemory(path, found.folders, read: archive.map { [$0.root: .ledger($0.ledger)] } ?? [:])
    unreadable = found.unreadable
    let wish: SessionListing.Wanted = archive == nil ? .all : wanted
    let checked = wish == .all ? memory.checked : [:]
    let steps = Workers.map(found.folders) { [memory, segments = found.segments] folder in
      let session = SessionToLookAt(folder, segments: segments[folder.path] ?? [], memory, checked: checked)
      return Step.of(session, segments[folder.path] ?? [], memory, wish)
    }
    look(steps, bounds)
  }

  /// What is done with a session.
  private enum Step: Sendable {
    case look(SessionToLookAt)
    case believe(SessionLook)
    case pass

    static func of(
      _ session: SessionToLookAt, _ segments: [Int], _ memory: ArchiveMemory, _ wanted: SessionListing.Wanted
    ) -> Step {
      guard wanted != .all, segments.isEmpty, let told = SessionLook(told: session, by: memory) else {
        return .look(session)
      }
      switch wanted {
      case .all: return .look(session)
      case .firstRows: return .believe(told)
      case .patient(let patient):
        guard told.facts?.patient == patient else { return .pass }
        let folder = session.folder
        return .look(SessionToLookAt(folder, segments: folder.segmentNumbers, memory))
      }
    }
  }

  private mutating func look(_ steps: [Step], _ bounds: SessionListing.Bounds) {
    let bytes = steps.reduce(0) { sum, step in
      if case .look(let session) = step { sum + (session.bytes ?? 0) } else { sum }
    }
    let looks = Workers.map(steps) { [memory] step -> Result<SessionLook, SystemError>? in
      switch step {
      case .pass: return nil
      case .believe(let told): return .success(told)
      case .look(let session):
        return SessionLook.into(session, memory, readsAgain: bytes <= bounds.bytesInPassing)
      }
    }
    for look in looks {
      switch look {
      case nil: passedOver += 1
      case .success(let look)?: sessions.append(look)
      case .failure(let error)?: unreadable.append(error.description)
      }
    }
  }
}

/// The ledger of a large archive, if it can be believed.
private struct BelievedLedger {
  let root: String
  let ledger: Ledger

  init?(_ path: String, _ bounds: SessionListing.Bounds) {
    root = RealPath.of(path)
    guard let ledger = LedgerFile(root: root).believed, ledger.sealed.count > bounds.few else { return nil }
    self.ledger = ledger
  }
}
