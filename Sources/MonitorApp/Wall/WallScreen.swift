public import AlarmSound
import BeaconSockets
public import CursesTerminal
import Glibc
import InfusionCore
import MonitorUI
public import ProcessSignals
import Quantities
public import SessionJournal
import SessionRecord
import SessionRuns
import SystemClocks
import TextScreen
import WallUI

/// All chairs of this machine on one terminal: what they say comes in, and nothing goes out to them.
public final class WallScreen {
  private var model: WallModel
  private var beacons: WallBeacons
  private var unwatched: UnwatchedLooks
  private let terminal: any ScreenTerminal
  private let signals: TerminalSignals
  private var bell = BurstSchedule<String> { _ in 0 }
  private let sound: SoundOutput
  private var isOver = false

  private static let every: Int64 = 1000

  public init(
    _ archive: SessionArchive, sound choice: SoundChoice, terminal: any ScreenTerminal,
    signals: TerminalSignals
  ) {
    model = WallModel(size: terminal.size)
    model.display = Display(
      glyphs: terminal.glyphs, palette: terminal.hasColour ? .colour : .monochrome)
    beacons = WallBeacons(folder: archive.chairsFolder)
    unwatched = UnwatchedLooks()
    unwatched.search = UnwatchedSearch(archive: archive, origin: .simulated, own: nil)
    self.terminal = terminal
    self.signals = signals
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
      for line in beacons.hear(at: now) { model.hear(line, at: now) }
      // Who has left or died may have left an infusion behind: look at once.
      if beacons.hasLostOne { unwatched.due = now }
      model.forgetEnded(at: now)
      look(at: now)
      ring(at: now)
      let clock = LiveClock.wallNow.civil.clockText
      if terminal.paint(wallView(model, clock: clock, now: now)) == .gone { break }
      wait()
    }
    terminal.leave()
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
    set.add(.signals, signals.fd)
    set.add(.console, terminal.descriptor, Int16(POLLIN) | (terminal.wantsToWrite ? Int16(POLLOUT) : 0))
    set.add(.sound, sound.fd)
    if let thread = unwatched.thread { set.add(.unwatched, thread.descriptor) }
    for (index, descriptor) in beacons.descriptors.enumerated() { set.add(.device(index), descriptor) }
    let nextBell = sound.dueMilliseconds.map { max(0, $0 - now) } ?? .max
    for (tag, revents) in set.wait(milliseconds: min(Self.every - now % Self.every, nextBell)) {
      switch tag {
      case .signals: for request in signals.read() { obey(request) }
      case .console:
        if revents & Int16(POLLOUT) != 0, terminal.flush() == .gone { isOver = true }
        readKeys()
      case .unwatched: hearUnwatched()
      case .recorder, .sound, .history, .known, .output, .device: break
      }
    }
  }

  private func hearUnwatched() {
    guard let (found, search) = unwatched.thread?.collect() else { return }
    unwatched.thread = nil
    unwatched.search = search
    model.abandoned = found
  }

  private func obey(_ request: TerminalSignals.Request) {
    switch request {
    case .resized: model.size = terminal.resized()
    case .continued: terminal.retake()
    case .stop, .hangUp, .handOver: isOver = true
    }
  }

  private func readKeys() {
    guard case .keys(let keys) = terminal.readKeys() else {
      isOver = true
      return
    }
    for key in keys {
      switch model.update(key, at: now) {
      case .leave: isOver = true
      case .repaint: terminal.repaint()
      case nil: break
      }
    }
  }
}
