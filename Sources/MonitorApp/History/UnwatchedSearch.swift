public import InfusionCore
public import MonitorUI
import Quantities
public import SessionJournal
import SessionRecord
import SessionRuns

/// Looks through the archive for sessions that infuse or observe and that nobody watches: whoever sits at
/// another chair of this machine can go and look.
///
/// What was found sealed is not opened again, and a journal that has not grown is not read again, so that a
/// look every minute costs little in an archive of years.
public struct UnwatchedSearch: Sendable {
  let archive: SessionArchive
  /// A simulated patient is told of at simulated chairs only.
  let isSimulated: Bool
  /// The session that asks.
  var own: String?
  private var sealed: Set<String> = []
  private var chairs: [String: String] = [:]
  private var reading = UnsealedReading()

  public init(archive: SessionArchive, origin: Origin, own: String?) {
    self.archive = archive
    isSimulated = origin != .live
    self.own = own
  }

  /// The newest first.
  public mutating func look() -> [UnwatchedSession] {
    var found: [UnwatchedSession] = []
    for folder in archive.folders().reversed() where folder.name != own && !sealed.contains(folder.path) {
      if folder.isSealed {
        sealed.insert(folder.path)
      } else if let session = unwatched(folder) {
        found.append(session)
      }
    }
    return found
  }

  private mutating func unwatched(_ folder: SessionFolder) -> UnwatchedSession? {
    guard let chair = chair(of: folder),
      ChairLock.holder(chair: chair, in: archive)?.writes != .session(folder.name),
      let session = reading.read(folder), session.phase.isInProgress, isTold(session.header.plan.origin)
    else { return nil }
    return UnwatchedSession(
      chair: chair, patient: session.patient, phase: session.phase, since: session.lastWall.sinceText)
  }

  /// A header does not change, and reading it means reading the journal.
  private mutating func chair(of folder: SessionFolder) -> String? {
    if let known = chairs[folder.path] { return known }
    let chair = folder.header?.plan.chair
    chairs[folder.path] = chair
    return chair
  }

  private func isTold(_ origin: Origin) -> Bool {
    switch origin {
    case .live: true
    case .simulated: isSimulated
    case .drill, .replay: false
    }
  }
}

extension WallTime {
  /// `14:02`, and its date before another day than today's.
  fileprivate var sinceText: String {
    let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    let (then, today) = (civil, LiveClock.wallNow.civil)
    let time = "\(two(then.hour)):\(two(then.minute))"
    if (then.year, then.month, then.day) == (today.year, today.month, today.day) { return time }
    return "\(then.year)-\(two(then.month))-\(two(then.day)) \(time)"
  }
}
