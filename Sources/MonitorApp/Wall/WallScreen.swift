public import AlarmSound
public import BrokerClient
import ChairBeacon
public import CursesTerminal
import InfusionCore
public import ProcessSignals
import Quantities
public import SessionJournal
import SessionRecord
import SessionRuns
import SystemClocks
import TextScreen
import WallUI

/// Where the wall's chairs are.
public enum WallSource {
  /// On this machine.
  case machine(SessionArchive)
  /// Wherever a broker hears of them: at one site, or at all. The client is this wall's name at the broker.
  case broker(BrokerAccess, site: String?, client: String)
}

/// All chairs of this machine, or all that a broker tells of, on one terminal: what they say comes in, and
/// nothing goes out but, to a chair of this machine, that somebody is on the way.
public final class WallScreen {
  private var model: WallModel
  private var ears: WallEars
  private var unwatched: UnwatchedLooks
  private let onlooker: Onlooker
  private var bell = BurstSchedule<String> { _ in 0 }
  private let sound: SoundOutput
  private var isOver = false
  /// The calls as last painted, and when to paint again although nothing else changes.
  private var paintedCalls: [String: AlarmPriority] = [:]
  private var paintAt: Int64 = 0
  /// Somebody has pressed a key, or the terminal has another size.
  private var isHurried = true

  /// New numbers of many chairs wait for each other so long; an alarm and a key do not wait.
  private static let paintEvery: Int64 = 500
  public init(
    _ source: WallSource, sound choice: SoundChoice, terminal: any ScreenTerminal,
    signals: TerminalSignals
  ) {
    onlooker = Onlooker(terminal: terminal, signals: signals)
    model = WallModel(size: terminal.size)
    model.display = onlooker.display
    unwatched = UnwatchedLooks()
    switch source {
    case .machine(let archive):
      ears = .sockets(MachineEars(folder: archive.chairsFolder))
      unwatched.search = UnwatchedSearch(archive: archive, origin: .simulated, own: nil)
    case .broker(let access, let site, let client):
      let filters = BrokerTopic.filters(site: site)
      ears = .broker(BrokerLink(access, BrokerRole(client: client, filters: filters)))
      model.site = site
      model.isFar = true
    }
    sound = SoundOutput(choice) {
      terminal.bell()
      return true
    }
  }

  private var now: Int64 { SystemClock.bootMilliseconds }

  /// Until somebody leaves, or the terminal is gone. The chairs go on.
  public func run() {
    while !isOver {
      let now = now
      for news in ears.readNews(at: now) { model.hear(news, at: now) }
      model.trouble = ears.trouble
      // A chair that left or died may have left an infusion unwatched: look at once.
      if ears.hasLostOne { unwatched.due = now }
      model.forgetEnded(at: now)
      look(at: now)
      ring(at: now)
      guard paint(at: now) else { break }
      wait()
    }
    onlooker.terminal.leave()
  }

  /// Paints if that is due; false where the terminal is gone.
  private func paint(at now: Int64) -> Bool {
    let calls = model.calls(at: now)
    guard isHurried || calls != paintedCalls || now >= paintAt else { return true }
    isHurried = false
    paintedCalls = calls
    paintAt = (now / Self.paintEvery + 1) * Self.paintEvery
    let clock = LiveClock.wallNow.civil.clockText
    return onlooker.terminal.paint(wallView(model, clock: clock, now: now)) != .gone
  }

  /// Looks for sessions that nobody watches, now and every minute.
  private func look(at now: Int64) {
    guard unwatched.thread == nil, now >= unwatched.due, let search = unwatched.search else { return }
    unwatched.due = now + UnwatchedLooks.every.milliseconds
    unwatched.thread = SearchThread.start { [search] in
      var search = search
      let found = search.look()
      return (found, search)
    }
  }

  private func ring(at now: Int64) {
    bell.sound(model.calls(at: now).compactMapValues { Urgency($0) })
    if let urgency = bell.popDue(atMilliseconds: now) { sound.play(urgency, atMilliseconds: now) }
    sound.advance(atMilliseconds: now)
  }

  private func wait() {
    var set = PollSet()
    onlooker.join(&set)
    set.add(.sound, sound.fd)
    if let thread = unwatched.thread { set.add(.unwatched, thread.descriptor) }
    for (index, descriptor) in ears.descriptors.enumerated() { set.add(.device(index), descriptor) }
    let nextBell = sound.dueMilliseconds.map { max(0, $0 - now) } ?? .max
    for (tag, revents) in set.wait(milliseconds: min(max(0, paintAt - now), nextBell)) {
      if tag == .unwatched { hearUnwatched() }
      for news in onlooker.news(of: tag, revents) { heed(news) }
    }
  }

  private func hearUnwatched() {
    guard let (found, search) = unwatched.thread?.collect() else { return }
    unwatched.thread = nil
    unwatched.search = search
    model.abandoned = found
  }

  private func heed(_ news: Onlooker.News) {
    isHurried = true
    switch news {
    case .keys(let keys): for key in keys { heed(key) }
    case .resized(let size): model.size = size
    case .left: isOver = true
    }
  }

  private func heed(_ key: Key) {
    switch model.update(key, at: now) {
    case .leave: isOver = true
    case .repaint: onlooker.terminal.repaint()
    case .tell(let chair, let word):
      let isSaid = ears.say(word, to: chair)
      model.say(isSaid ? "told at chair \(chair)" : "chair \(chair) does not hear", at: now)
    case nil: break
    }
  }
}
