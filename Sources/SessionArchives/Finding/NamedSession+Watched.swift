import InfusionCore
import SessionJournal
import SessionRecord
import SessionReports

extension NamedSession {
  /// Whether a patient or trainee is in it now: it is not sealed, and the holder of its chair writes it.
  public var isGoingOn: Bool {
    let folder = SegmentFiles.folder(of: path).path
    guard !digest.isSealed, let root = ArchivePlace(of: RealPath.of(folder))?.root else { return false }
    let holder = ChairLock.holder(chair: digest.header.plan.chair, in: SessionArchive(root: root))
    return holder?.writes == .session(digest.header.session)
  }
}
