import Glibc
import InfusionCore
import ProcessSignals
public import SessionJournal
import SessionRuns
public import SystemClocks

/// The chair of this machine: its lock and its sessions in the archive, and the person at the screen.
public struct ChairWorld: BeginningWorld {
  /// The right to write the chair's sessions, once this process has it.
  public private(set) var right: ChairLock?
  private let chair: String
  private let archive: SessionArchive
  private let keptSince: Int64?
  private let machine: MachineClock
  private let scribe: Scribe
  private let person: ((BeginningQuestion) -> BeginningDecision.Answer)?
  private var reading = UnsealedReading()
  private var found: [String: UnsealedSession] = [:]

  /// - Parameters:
  ///   - keptSince: when the keeper of this process began to keep, by CLOCK_BOOTTIME, ms.
  ///   - machine: whose clocks tell how old a session is.
  ///   - scribe: who writes the seal of a session that was closed.
  ///   - person: asks at the screen; nil where there is none.
  public init(
    chair: String, archive: SessionArchive, keptSince: Int64?, on machine: MachineClock = .ofThisMachine,
    by scribe: Scribe = .thread, person: ((BeginningQuestion) -> BeginningDecision.Answer)?
  ) {
    self.chair = chair
    self.archive = archive
    self.keptSince = keptSince
    self.machine = machine
    self.scribe = scribe
    self.person = person
  }

  /// A session as it was read last.
  public func session(_ id: String) -> UnsealedSession? { found[id] }

  public mutating func lock() -> ChairFacts.Lock {
    if right != nil { return .ours }
    switch try? ChairLock.acquire(chair: chair, in: archive) {
    case nil: return .impossible
    case .acquired(let lock)?:
      right = lock
      return .ours
    case .taken(let holder)?: return .another(holder)
    }
  }

  public mutating func sessions() -> [OpenSession] {
    var all: [OpenSession] = []
    for folder in archive.unsealed(chair: chair) {
      guard let session = reading.read(folder) else { continue }
      found[folder.name] = session
      all.append(session.facts(keptSince: keptSince, on: machine))
    }
    return all
  }

  public func isSealed(_ id: String) -> Bool {
    folder(id)?.isSealed ?? false
  }

  public func complete(_ id: String) -> UnwrittenRecord? {
    guard let folder = folder(id), let trouble = Recorder.complete(folder, by: scribe) else { return nil }
    return UnwrittenRecord(folder, trouble: trouble)
  }

  private func folder(_ id: String) -> SessionFolder? { archive.folders().last { $0.name == id } }

  public mutating func seal(_ id: String) -> UnwrittenRecord? {
    guard let session = found[id], let trouble = session.seal(in: archive, by: scribe) else { return nil }
    return UnwrittenRecord(session.folder, trouble: trouble)
  }

  public mutating func askToHandOver(_ process: Int32) { kill(process, TerminalSignals.handOver) }

  public mutating func ask(_ question: BeginningQuestion) -> BeginningDecision.Answer {
    person?(question) ?? .leave
  }

  public mutating func wait(milliseconds: Int64) { usleep(UInt32(clamping: milliseconds * 1000)) }
}
