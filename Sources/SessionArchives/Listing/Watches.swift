import InfusionCore
import SessionJournal
import SessionRecord
import SessionReports
import SystemParts

/// Who watches the unsealed sessions: the newest session of a chair is watched if the chair's lock is held.
/// Nobody watches any other.
struct Watches {
  /// In the order of the sessions; nil for a sealed one.
  let of: [SessionWatch?]

  init(_ looks: [SessionLook]) {
    var newest: [Chair: Int] = [:]
    let chairs = looks.map { look -> Chair? in
      guard let facts = look.facts, !facts.isSealed, facts.outcome == nil else { return nil }
      return Chair(root: look.place?.root, name: facts.chair)
    }
    for (index, chair) in chairs.enumerated() {
      guard let chair else { continue }
      let began = { (index: Int) in looks[index].facts?.began.unixMilliseconds ?? 0 }
      if newest[chair].map({ began($0) <= began(index) }) ?? true { newest[chair] = index }
    }
    let locks = newest.isEmpty ? nil : KernelLocks.now
    of = chairs.enumerated().map { index, chair in
      guard let chair else { return nil }
      guard newest[chair] == index, let root = chair.root, let locks else { return .nobody }
      let isHeld = ChairLock.isHeld(chair: chair.name, in: SessionArchive(root: root), by: locks)
      return isHeld ? .running : .nobody
    }
  }

  private struct Chair: Hashable {
    var root: String?
    var name: String
  }
}
