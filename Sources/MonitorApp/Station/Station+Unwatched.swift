import ChairBeacon
import InfusionCore
import MonitorUI
import Quantities
import SessionJournal
import SessionRuns
import StationKeeper

// What this station tells other processes about its chair, and what its screen tells of unwatched
// sessions.

extension Station {
  /// Tells whoever looks at this chair's lock which session is watched, and whether a screen shows it.
  func tellTheChair() {
    let writes: ChairHolder.Writes = recorder.folder.map { .session($0.name) } ?? .unrecorded
    let told = (writes: writes, hasScreen: console != nil)
    guard told != toldTheChair else { return }
    if writes != toldTheChair.writes { link?.name(session: recorder.folder?.name) }
    toldTheChair = told
    setup.right?.say(writes, hasScreen: told.hasScreen)
  }

  /// A closed session is not watched any more, though its report is still on the screen.
  func leaveTheChair() { setup.right?.say(.nothing) }

  /// Whoever watches from elsewhere hears what this chair's own screen shows.
  func tellWatchers() {
    guard outcome == nil else { return }
    hearWall()
    teller?.speak(at: clock.machineMilliseconds) {
      ChairState(sessionView, session: recorder.folder?.name, hasScreen: console != nil)
    }
  }

  /// Hears two words only: somebody at the wall is coming, which becomes a note by their name; and a
  /// publisher says whether the broker has this chair.
  private func hearWall() {
    let now = clock.machineMilliseconds
    guard !isOver, session.setup.configuration.hearsWall, let words = teller?.readWords(at: now)
    else { return }
    var watch = publication ?? PublicationWatch(told: session.publication, at: now)
    for word in words {
      switch word {
      case .coming(let word):
        if let note = session.action(forComing: word.by) { act(note, by: word.by) }
      case .published(let word): watch.hear(word.publication, at: now)
      }
    }
    let news = watch.news(at: now)
    publication = watch
    if let news, !isOver { receive(.publication(news)) }
  }

  /// Looks for unwatched sessions at the beginning, and for a screen every minute.
  func tendUnwatched() {
    let now = clock.machineMilliseconds
    let isWanted = console != nil || setup.tellUnwatched != nil && unwatched.search == nil
    guard isWanted, unwatched.thread == nil, now >= unwatched.due else { return }
    unwatched.due = now + UnwatchedLooks.every.milliseconds
    var search =
      unwatched.search ?? UnwatchedSearch(archive: setup.archive, origin: setup.plan.origin, own: nil)
    search.own = recorder.folder?.name
    unwatched.thread = SearchThread.start { [search] in
      var search = search
      let found = search.look()
      return (found, search)
    }
  }

  func hearUnwatched() {
    guard let (found, search) = unwatched.thread?.collect() else { return }
    unwatched.thread = nil
    unwatched.search = search
    if console == nil { setup.tellUnwatched?(found) }
    guard console?.model.unwatched != found else { return }
    console?.model.unwatched = found
    console?.repaintSoon()
  }
}

/// Looks at the archive's unsealed sessions, one after another.
struct UnwatchedLooks {
  /// The look that has not answered yet.
  var thread: SearchThread<(found: [UnwatchedSession], next: UnwatchedSearch)>?
  /// What the last look knows for the next.
  var search: UnwatchedSearch?
  /// When that is due, ms of the machine since the session's start.
  var due = Int64.min

  static let every = TimeSpan.minutes(1)
}
