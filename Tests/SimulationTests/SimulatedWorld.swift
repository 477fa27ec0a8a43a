import Glibc
import InfusionCore
import MonitorUI
import Quantities
import SystemClocks
import TextScreen

@testable import MonitorApp
@testable import SessionJournal
@testable import SessionRuns

/// A machine, a disk, devices and a terminal that exist only here, under one seed. Time passes when the
/// station waits, and where it stands still.
///
/// A death freezes the world: whatever the station still does until it next waits reaches no disk, no
/// terminal and no reader, which is all that anybody can see of a process that is killed there.
final class SimulatedWorld {
  let fate: Fate
  var dice: Chance
  /// Milliseconds since the simulation began; goes on through every death.
  private(set) var now: Int64 = 0
  var devices = [SpeakingDevice(), SpeakingDevice()]
  private(set) lazy var disk = SimulatedDisk(self)
  private var accidents: ArraySlice<Fate.Accident>
  private var ends: [(at: Int64, device: Int)] = []

  // The machine.
  private var startedAt: Int64 = 0
  private var bootAtStart: Int64 = 5_000_000
  private var wallOffset: Int64 = 1_792_222_200_000
  private(set) var bootID = "boot-1"
  var boot: Int64 { now - startedAt + bootAtStart }

  // The station that lives.
  var life: Life?
  private(set) var death: Death?
  var isDead: Bool { death != nil }
  private var steps = 0
  private var lives = 0
  private var signals: [Int32] = []
  /// When somebody ends this station, if nothing else does: what is closed stays on the screen.
  private var stopsAt: Int64 = 0
  var terminal: SimulatedTerminal?
  var terminalBlockedUntil = Int64.min
  private var writers: [JournalWriter] = []
  /// Guards against a loop that never comes to an end.
  private var turns = 0
  static let turnsMax = 30_000

  // What was seen of it from outside.
  private(set) var printed: [String] = []
  private var partial: [UInt8] = []
  /// How many of the printed lines a kill, and a power cut, must leave in the record.
  private(set) var written = 0
  private(set) var safe = 0
  /// How many lives before this one had printed.
  private(set) var printedBefore = 0
  private(set) var picture: Picture?
  private(set) var findings: [String] = []
  private var lastStall = Int64.min
  private var unsafeSince: Int64?

  /// How far the seeds go: a simulation in which nothing happens finds nothing.
  struct Reach: Equatable {
    var lives = 0
    var kills = 0
    var powerCuts = 0
    var poisonings = 0
    var standstills = 0
    var closed = 0
    /// Printed lines that had to be in the record, and pictures that were held against it.
    var owed = 0
    var pictures = 0
  }
  var reach = Reach()

  enum Death { case kill, powerCut, poison }

  /// What stands on the terminal, and how far the record was then.
  struct Picture {
    var screen: Screen
    var time: SessionTime
    var entries: Int
    var showsPrompt: Bool
  }

  init(seed: UInt64) {
    fate = Fate(seed: seed)
    dice = Chance(seed: seed ^ 0xC0FFEE)
    accidents = fate.accidents[...]
  }

  func found(_ what: String) { findings.append("\(SessionTime(milliseconds: now).milliseconds) ms: \(what)") }

  // MARK: The machine's clocks

  var clock: MachineClock {
    MachineClock(
      boot: { [self] in
        step()
        return boot
      },
      wall: { [self] in wallOffset + now }, bootID: bootID)
  }

  /// The station does something that can be seen, or looks at a clock: it may stand still here, or die.
  func step() {
    guard !isDead, life != nil else { return }
    steps += 1
    if dice.once(in: fate.stallOdds) { standStill() }
    guard lives <= fate.deaths.count, steps == fate.deaths[lives - 1].steps else { return }
    die(fate.deaths[lives - 1].isPowerCut ? .powerCut : .kill)
  }

  private func standStill() {
    now += dice.once(in: 40) ? dice.number(600_000...7_200_000) : dice.number(1000...40_000)
    lastStall = now
    reach.standstills += 1
  }

  func pass(_ milliseconds: Int64) { now += milliseconds }

  // MARK: Lives

  func begin(_ life: Life) {
    self.life = life
    lives += 1
    reach.lives += 1
    steps = 0
    death = nil
    signals = []
    stopsAt = max(now, fate.closesAt) + 5000
    writers = []
    picture = nil
    terminal = nil
    printedBefore = printed.count
    (written, safe) = (printed.count, printed.count)
    unsafeSince = nil
    partial = []
  }

  func end() {
    drainOutput()
    life?.hear()
    life = nil
  }

  func die(_ how: Death) {
    guard !isDead, life != nil else { return }
    drainOutput()
    life?.hear()
    death = how
    switch how {
    case .kill: reach.kills += 1
    case .powerCut: reach.powerCuts += 1
    case .poison: reach.poisonings += 1
    }
  }

  /// Of a power cut: what the disk lost, and a machine that starts again.
  func startMachineAgain() {
    disk.cutPower()
    pass(dice.once(in: 5) ? dice.number(60_000...7_200_000) : dice.number(8000...60_000))
    startedAt = now
    bootAtStart = dice.number(15_000...40_000)
    bootID = "boot-\(lives + 1)"
  }

  // MARK: What is seen

  func painted(_ screen: Screen) {
    guard !isDead, let station = life?.station else { return }
    picture = Picture(
      screen: screen, time: station.session.now, entries: station.recorder.lastNumber,
      showsPrompt: station.console?.model.prompt != nil || station.console?.model.page != .main)
    // A turn comes every two seconds, and an entry has two to reach the disk.
    if let unsafeSince, now - unsafeSince > 4500, lastStall < unsafeSince,
      screen.plainText.contains("REC"), !screen.plainText.contains("NOT REC")
    {
      found("the screen says REC, and nothing was safe for \(now - unsafeSince) ms")
    }
  }

  private func drainOutput() {
    guard let life, !isDead else { return }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(life.outputEnd, &bytes, bytes.count)
      guard count > 0 else { break }
      partial += bytes[..<count]
    }
    while let end = partial.firstIndex(of: 0x0A) {
      printed.append(String(decoding: partial[..<end], as: UTF8.self))
      partial.removeSubrange(...end)
    }
    if safe < printed.count, unsafeSince == nil { unsafeSince = now }
  }

  // MARK: The writer

  var scribe: Scribe {
    Scribe(
      disk: { [self] in SimulatedFolder($0, on: disk) },
      begin: { [self] writer throws(SystemError) in writers.append(writer) },
      wait: { [self] mailbox, milliseconds in waitForWriter(of: mailbox, milliseconds) },
      keepUp: { [self] mailbox, number, _ in
        letWritersWork()
        return isDead || mailbox.safeNumber >= number
      })
  }

  private func letWritersWork() {
    guard !isDead, disk.stallsUntil <= now else { return }
    drainOutput()
    let before = printed.count
    writers.removeAll { !$0.turn(at: boot) }
    guard !isDead else { return }
    if writers.allSatisfy({ !$0.writer.kept.hasUnwritten }) { written = before }
    if writers.allSatisfy({ !$0.writer.kept.hasUnsafe }) {
      safe = before
      unsafeSince = nil
    }
  }

  private var writersDue: Int64? {
    guard disk.stallsUntil <= now else { return disk.stallsUntil }
    return writers.map { $0.nextDue(after: boot) - boot + now }.min()
  }

  private func waitForWriter(of mailbox: WriterMailbox, _ milliseconds: Int64) -> Bool {
    let limit = now + milliseconds
    while !isDead, writers.contains(where: { $0.mailbox === mailbox }) {
      letWritersWork()
      guard now < limit else { return isDead || !writers.contains { $0.mailbox === mailbox } }
      guard writers.contains(where: { $0.mailbox === mailbox }) else { break }
      now = min(limit, max(now + 1, min(writersDue ?? limit, accidents.first?.at ?? limit)))
      befall()
    }
    return true
  }

  // MARK: Accidents

  private func befall() {
    while let next = accidents.first, next.at <= now {
      accidents.removeFirst()
      befall(next.what)
    }
    if stopsAt <= now {
      signals.append(SIGTERM)
      stopsAt = .max
    }
    for end in ends where end.at <= now { devices[end.device].isPlugged = true }
    ends.removeAll { $0.at <= now }
  }

  private func befall(_ what: Fate.Accident.What) {
    switch what {
    case .diskStalls(let until): disk.stallsUntil = until
    case .diskFull(let left, let until): (disk.bytesLeft, disk.fullUntil) = (left, until)
    case .diskFails(let until): disk.failsUntil = until
    case .wallStep(let by): wallOffset += by
    case .unplugged(let device, let until):
      devices[device].isPlugged = false
      ends.append((until, device))
    case .keys: terminal?.press((0..<dice.number(1...6)).map { _ in dice.one(of: Self.keys) })
    case .resized: signals.append(SIGWINCH)
    case .terminalBlocked(let until): terminalBlockedUntil = until
    case .terminalGone:
      terminal?.vanish()
      signals.append(SIGHUP)
    case .continued: signals.append(SIGCONT)
    case .stopped: signals.append(SIGTERM)
    case .handOver: signals.append(SIGUSR1)
    }
  }

  /// Whatever is pressed by somebody who does not look; nothing that leaves.
  private static let keys: [Key] = [
    .character("a"), .character(" "), .character("?"), .character("n"), .character("s"), .character("p"),
    .character("r"), .character("l"), .character("t"), .character("1"), .character("3"), .character("x"),
    .enter, .enter, .escape, .up, .down, .left, .right, .tab, .backspace, .control("l"),
    .pasted("words of it"),
  ]

  // MARK: What the station waits for

  func nextSignal() -> Int32 { signals.isEmpty ? 0 : signals.removeFirst() }

  func wait(_ polled: PollSet, _ milliseconds: Int64) -> [(PollSet.Tag, Int16)] {
    turns += 1
    if turns == Self.turnsMax { found("the loop turned \(turns) times and came to no end") }
    let due = now + max(0, min(milliseconds, 60_000))
    while !isDead, turns < Self.turnsMax {
      letWritersWork()
      step()
      befall()
      guard !isDead else { break }
      let ready = ready(in: polled)
      if !ready.isEmpty || now >= due { return ready }
      now = max(now, next(polled, before: due))
    }
    signals = [SIGTERM]
    return [(.signals, Int16(POLLIN))]
  }

  private func next(_ polled: PollSet, before due: Int64) -> Int64 {
    var next = min(due, stopsAt, accidents.first?.at ?? due, ends.map(\.at).min() ?? due, writersDue ?? due)
    for entry in polled.entries where entry.fd == 1000 || entry.fd == 1001 {
      next = min(next, devices[Int(entry.fd) - 1000].nextAt)
    }
    if terminalBlockedUntil > now { next = min(next, terminalBlockedUntil) }
    return max(next, now + (next <= now ? 1 : 0))
  }

  private func ready(in polled: PollSet) -> [(PollSet.Tag, Int16)] {
    zip(polled.tags, polled.entries).compactMap { tag, entry in
      let events = events(of: tag, entry)
      return events == 0 ? nil : (tag, events)
    }
  }

  private func events(of tag: PollSet.Tag, _ entry: pollfd) -> Int16 {
    switch tag {
    case .signals: return signals.isEmpty ? 0 : Int16(POLLIN)
    case .console:
      guard let terminal else { return 0 }
      let out = entry.events & Int16(POLLOUT) != 0 && terminal.takesOutput ? Int16(POLLOUT) : 0
      return out | (terminal.hasInput ? Int16(POLLIN) : 0)
    case .device:
      // By the cable's own number: one of the devices may be set aside.
      let device = devices[Int(entry.fd) - 1000]
      return !device.isPlugged || device.nextAt <= now ? Int16(POLLIN) : 0
    // A search is as fast as it is: the world waits for its answer.
    case .history, .known, .unwatched: return really(entry, milliseconds: 10_000)
    case .recorder, .sound, .output, .instructor: return really(entry, milliseconds: 0)
    }
  }

  private func really(_ entry: pollfd, milliseconds: Int32) -> Int16 {
    var polled = entry
    return poll(&polled, 1, milliseconds) > 0 ? polled.revents : 0
  }
}
