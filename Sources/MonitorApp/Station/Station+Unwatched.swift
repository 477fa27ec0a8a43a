import InfusionCore
import MonitorUI
import Quantities
import SessionJournal

// What this station tells other processes of the machine of itself, and what it tells of them.

extension Station {
  /// Whoever looks at this chair must know which session is watched.
  func tellTheChair() {
    let writes: ChairHolder.Writes = recorder.folder.map { .session($0.name) } ?? .unrecorded
    guard writes != toldTheChair else { return }
    toldTheChair = writes
    setup.right?.say(writes)
  }

  /// A closed session is not watched any more, though its report is still on the screen.
  func leaveTheChair() { setup.right?.say(.nothing) }

  private static let lookEvery = TimeSpan.minutes(1)

  /// Looks for unwatched sessions at the beginning and every minute, for a screen only.
  func tendUnwatched() {
    guard console != nil, unwatched == nil, clock.machineMilliseconds >= nextUnwatchedLook else { return }
    nextUnwatchedLook = clock.machineMilliseconds + Self.lookEvery.milliseconds
    var search =
      unwatchedSearch
      ?? UnwatchedSearch(archive: setup.archive, origin: setup.plan.origin, own: nil)
    search.own = recorder.folder?.name
    unwatched = SearchThread.start { [search] in
      var search = search
      let found = search.look()
      return (found, search)
    }
  }

  func hearUnwatched() {
    guard let (found, search) = unwatched?.take() else { return }
    unwatched = nil
    unwatchedSearch = search
    guard console?.model.unwatched != found else { return }
    console?.model.unwatched = found
    console?.repaintSoon()
  }
}
