import Glibc
public import InfusionCore
import MonitorUI
public import OperatorLanguage
import Phrases
public import ProcessSignals
public import Quantities
import SessionArchives
public import SessionJournal
public import SessionRecord
public import SessionRuns
import SystemClocks

/// A recording on the nurse's screen: played, wound, searched. It records nothing and sounds nothing.
public final class ReplayScreen {
  private var film: ReplayFilm
  private let console: Console
  private let signals: TerminalSignals
  private let anchor: WallTime?
  private var speed: ReplaySpeed
  private var isPlaying = true
  private var isOver = false
  /// Whether it stops before each alarm, so that the viewer sees the alarm coming.
  private var stopsBeforeAlarms = false
  /// Whether it says what comes next.
  private var showsComing = false
  /// Nil if the recording is not a session folder, which alone can hold bookmarks.
  private let bookmarkFile: BookmarkFile?
  private var bookmarks: [Bookmark]
  /// When, by CLOCK_BOOTTIME, the film stood at `playedFrom`.
  private var playedSince: Int64
  private var playedFrom = SessionTime.start

  /// - Parameters:
  ///   - anchor: the wall time of session time 0; nil for a file that knows none.
  ///   - folder: the session's; nil for what is none.
  public init(
    _ plan: SessionPlan, _ inputs: [StampedInput], anchor: WallTime?, in folder: SessionFolder? = nil,
    speed: ReplaySpeed, console: Console, signals: TerminalSignals
  ) {
    film = ReplayFilm(plan, inputs)
    bookmarkFile = folder.map { BookmarkFile(beside: $0) }
    bookmarks = bookmarkFile?.read().bookmarks ?? []
    self.anchor = anchor
    self.speed = speed
    self.console = console
    self.signals = signals
    playedSince = SystemClock.bootMilliseconds
  }

  /// Plays until somebody leaves or the terminal is gone.
  ///
  /// - Parameter minute: of the infusion, to stand still at first; nil plays from the beginning.
  public func run(fromMinute minute: TimeSpan? = nil) {
    wind(to: minute.map { (film.infusionStart ?? .start) + $0 } ?? .start)
    isPlaying = minute == nil
    playedFrom = film.position
    while !isOver { turn() }
    console.leave()
  }

  /// The lines of a script that come after the session was closed, and so were not done.
  public func undone(of script: [ScriptedAction]) -> [ScriptedAction] { film.undone(of: script) }

  private var now: Int64 { SystemClock.bootMilliseconds }

  private func turn() {
    var set = PollSet()
    set.add(.signals, signals.fd)
    set.add(.console, console.fd, console.interest)
    let frame = isPlaying ? min(console.drawDue, now + 100) : console.drawDue
    for (tag, revents) in set.wait(milliseconds: max(frame, 0) - now) { handle(tag, revents) }
    guard !isOver else { return }
    play()
    if console.drawDue <= now { draw() }
  }

  private func handle(_ tag: PollSet.Tag, _ revents: Int16) {
    switch tag {
    case .signals:
      for request in signals.read() {
        switch request {
        case .resized: console.resized()
        case .continued: console.retake()
        case .stop, .hangUp, .handOver: isOver = true
        }
      }
    case .console:
      if revents & Int16(POLLOUT) != 0, !console.flush() { isOver = true }
      guard let effects = console.readKeys(now: now) else {
        isOver = true
        return
      }
      for effect in effects { perform(effect) }
    case .recorder, .sound, .history, .known, .unwatched, .output, .instructor, .device: break
    }
  }

  private func perform(_ effect: Effect) {
    switch effect {
    case .replay(let command): obey(command)
    case .leave: isOver = true
    case .repaint: console.repaint()
    case .saveDisplay(let path):
      let failure = TextFile.write(console.display(now: now, for: path), to: path)
      console.model.say(
        failure.map { Phrase(verbatim: $0) } ?? "screen saved to \(path)", isRefusal: failure != nil, now: now
      )
    case .action, .begin, .tryMachine: break  // A recording is not changed.
    }
  }

  private func obey(_ command: ReplayCommand) {
    switch command {
    case .togglePlay: isPlaying.toggle()
    case .skip(let span): wind(to: film.position + span)
    case .nextAlarm: go(to: film.nextAlarm, orSay: "no further alarm")
    case .previousAlarm: go(to: film.previousAlarm, orSay: "no alarm before")
    case .toggleStops:
      stopsBeforeAlarms.toggle()
      console.repaintSoon()
    case .goTo(let place): wind(to: (film.infusionStart ?? .start) + place)
    case .bookmark(let text, let moment): mark(text, at: moment)
    case .nextBookmark:
      go(to: bookmarks.first { $0.at > film.position }, orSay: "no further bookmark (m makes one)")
    case .previousBookmark: go(to: bookmarks.last { $0.at < film.position }, orSay: "no bookmark before")
    case .toggleComing:
      showsComing.toggle()
      console.repaintSoon()
    case .faster: speed = speed.faster
    case .slower: speed = speed.slower
    }
    (playedSince, playedFrom) = (now, film.position)
  }
}

// MARK: - Bookmarks

extension ReplayScreen {
  /// Keeps it beside the session; what cannot be kept is said.
  private func mark(_ text: String, at moment: SessionTime) {
    guard let bookmarkFile else {
      return console.model.say("a vitals file has no bookmarks", isRefusal: true, now: now)
    }
    let bookmark = Bookmark(at: moment, text: text)
    do throws(SystemError) { try bookmarkFile.add(bookmark) } catch {
      return console.model.say("no bookmark: \(error.description)", isRefusal: true, now: now)
    }
    let place = bookmarks.firstIndex { $0.at > bookmark.at } ?? bookmarks.endIndex
    bookmarks.insert(bookmark, at: place)
    console.model.say("bookmark: \(text)", isRefusal: false, now: now)
  }

  private func go(to bookmark: Bookmark?, orSay nothing: Phrase) {
    go(to: bookmark?.at, orSay: nothing)
    guard let bookmark else { return }
    isPlaying = false
    console.model.say("bookmark: \(bookmark.text)", isRefusal: false, now: now)
  }
}

// MARK: - The film

extension ReplayScreen {
  private func go(to alarm: SessionTime?, orSay nothing: Phrase) {
    guard let alarm else { return console.model.say(nothing, isRefusal: true, now: now) }
    wind(to: alarm)
  }

  /// Plays on to an instant, or stands still before an alarm on the way, and says so.
  private func play(to goal: SessionTime) {
    guard stopsBeforeAlarms,
      let stop = ReplayStop.before(film.alarms, from: film.position, to: goal)
    else { return wind(to: goal) }
    wind(to: stop)
    isPlaying = false
    console.model.say(ReplayStop.sentence, isRefusal: false, now: now)
  }

  private func play() {
    guard isPlaying, film.position < film.length else { return }
    switch speed {
    case .max: play(to: film.position + .minutes(5))
    case .times(let factor):
      let goal = playedFrom + TimeSpan(milliseconds: now - playedSince) * Int64(factor)
      // Winds in steps of at least a second of the session: less is not worth painting.
      if goal - film.position >= .seconds(1) || factor == 1 { play(to: goal) }
    }
    if film.position == film.length { isPlaying = false }
  }

  private func wind(to goal: SessionTime) {
    if goal < film.position {
      console.model.trend = TrendHistory()
      console.model.log = AlarmLog()
    }
    let end = min(max(goal, .start), film.length)
    film.wind(to: end, events: { console.model.hear($0, windingTo: end, now: now) }) {
      console.model.follow($0)
    }
    console.repaintSoon()
  }

  private func draw() {
    let length = film.length.sinceStart
    var replay = ReplayView(
      isPlaying: isPlaying, speed: speed.description, length: length, stopsBeforeAlarms: stopsBeforeAlarms)
    replay.coming = showsComing ? film.coming : nil
    console.model.mode = .replay(replay)
    if !console.draw(film.view(anchor: anchor), now: now) { isOver = true }
  }
}
