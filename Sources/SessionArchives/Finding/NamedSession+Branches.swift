public import SessionJournal
import SessionRecord
import SessionReports

extension NamedSession {
  /// The drill that this one was taken again from, and the drills that were taken again from it, as far as
  /// they lie in the same folder.
  public var branches: [SessionFolder] {
    let header = digest.header
    guard header.drill != nil else { return [] }
    let folder = RealPath.of(SegmentFiles.folder(of: path).path)
    let parts = folder.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return SessionsFound(under: parts.count > 1 ? parts.joined(separator: "/") : "/").folders.filter {
      other in
      guard let found = other.header, let drill = found.drill, found.session != header.session else {
        return false
      }
      return found.session == header.drill?.branch?.session || drill.branch?.session == header.session
    }
  }
}
