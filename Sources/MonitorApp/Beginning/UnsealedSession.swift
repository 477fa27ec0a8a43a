public import InfusionCore
import Quantities
public import SessionJournal
public import SessionRecord
import SessionRuns
public import SystemClocks

/// A session of this machine that is not sealed, told by its own record: its inputs are fed to the engine
/// again, so that what was refused stands nowhere.
public struct UnsealedSession: Sendable {
  public let folder: SessionFolder
  public let header: SessionHeader
  /// The session up to its last entry. A closed one only lacks its seal.
  public let session: Session
  /// The wall clock when somebody watched it last.
  public let lastWall: WallTime
  /// The clocks when it was begun, or somebody last went on with it.
  private let anchor: ClockAnchor
  /// The clocks when a station last began to go on with it, even if that died before it watched.
  private let lastTry: ClockAnchor
  /// The speeds that an instructor gave it, or the one that it was taken again from, in their order.
  private let speeds: [Int]

  public var patient: String? { session.patient }
  public var phase: Phase { session.phase }

  /// The sessions of a chair that are not sealed and can be read, newest first.
  public static func all(chair: String, in archive: SessionArchive) -> some Sequence<UnsealedSession> {
    archive.unsealed(chair: chair).lazy.compactMap { UnsealedSession($0) }
  }

  /// Nil where there is no header to read.
  public init?(_ folder: SessionFolder) {
    guard let segments = try? folder.read() else { return nil }
    var reader = JournalReader(segments, checksHashes: false)
    guard let header = reader.header else { return nil }
    var replay = Replay(plan: header.plan)
    let begun = ClockAnchor(
      boot: header.boot, bootMilliseconds: header.anchorBootMilliseconds, reason: "begun")
    var lastTry = begun
    var speeds: [Int] = []
    while let entry = reader.next() {
      if case .anchor(let next) = entry.content {
        if next.isOfResume { lastTry = next }
        if let speed = next.speed { speeds.append(speed) }
      }
      replay.feed(entry, body: reader.body)
    }
    _ = replay.finish(at: reader.lastTime, isSealed: false)
    self.folder = folder
    self.header = header
    session = replay.session
    lastWall = reader.lastWall ?? header.anchorWall
    anchor = reader.lastAnchor?.anchor ?? begun
    self.lastTry = lastTry
    self.speeds = speeds
  }

  /// What a beginning is decided by.
  ///
  /// - Parameters:
  ///   - keptSince: when the keeper of this process began to keep, by CLOCK_BOOTTIME, ms.
  ///   - machine: by whose clocks it is told how long ago it was watched last.
  public func facts(keptSince: Int64?, on machine: MachineClock = .ofThisMachine) -> OpenSession {
    // Whether this run of the machine knows how long ago it was.
    let isOfThisBoot = anchor.boot == machine.bootID
    return OpenSession(
      id: folder.name, patient: patient, phase: phase,
      delivered: session.infusion?.delivered(at: session.now),
      age: TimeSpan(milliseconds: machine.wallMilliseconds - lastWall.unixMilliseconds),
      origin: header.plan.origin, drill: header.drill, isOfThisBoot: isOfThisBoot,
      ranUnderKeeper: keptSince.map {
        lastTry.boot == machine.bootID && lastTry.bootMilliseconds >= $0
      } ?? false)
  }
}

extension UnsealedSession {
  /// The speed at which a drill is resumed, in seconds of the session per second: the one its instructor set
  /// last, whatever the command line says; the one asked for if no console can change it.
  public func speed(asked: Int, hasInstructor: Bool) -> Int {
    hasInstructor ? speeds.last ?? asked : asked
  }

  /// The wall clock of a drill whose pace is or was not the machine's: it goes on from what the record says,
  /// so that no entry changes its hour. Nil if the machine's own clock counts.
  ///
  /// - Parameter speed: seconds of the session in a second from now on.
  func reckonedWall(at time: SessionTime, goingOnAt speed: Int, now: WallTime) -> WallTime? {
    guard header.drill != nil else { return nil }
    // A drill with a pace of its own may have run ahead of the machine.
    let isAhead = lastWall.unixMilliseconds > now.unixMilliseconds
    guard speed > 1 || speeds.contains(where: { $0 > 1 }) || isAhead else { return nil }
    return lastWall.advanced(byMilliseconds: (time - session.now).milliseconds)
  }

  /// Seals a session that was closed when its monitor died before it could. Returns why not all of its record
  /// is on disk; nil if it is.
  public func seal(in archive: SessionArchive, by scribe: Scribe = .thread) -> String? {
    do throws(ReopenError) {
      let resumed = try ResumedSession<ReckonedClock>.open(self, in: archive, by: scribe)
      if resumed.recorder.seal(resumed.session) { return nil }
      return resumed.recorder.trouble ?? "the disk does not answer"
    } catch {
      return error.description
    }
  }

  /// Every entry that can be read.
  var entries: [JournalEntry] {
    guard let segments = try? folder.read() else { return [] }
    var reader = JournalReader(segments, checksHashes: false)
    var entries: [JournalEntry] = []
    while let entry = reader.next() { entries.append(entry) }
    return entries
  }
}

/// Keeps what was read of unsealed sessions, so that at the next look only journals that have grown are read
/// again.
public struct UnsealedReading: Sendable {
  private var known: [String: (bytes: Int, session: UnsealedSession?)] = [:]

  public init() {}

  public mutating func read(_ folder: SessionFolder) -> UnsealedSession? {
    let bytes = folder.journalBytes
    if let known = known[folder.path], known.bytes == bytes { return known.session }
    let session = UnsealedSession(folder)
    known[folder.path] = (bytes, session)
    return session
  }
}
