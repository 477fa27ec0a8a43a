import Glibc
import InfusionCore
import OperatorLanguage
import Phrases
import Quantities
import SessionRecord
import SystemClocks

@testable import CursesTerminal
@testable import DevicePorts
@testable import MonitorApp
@testable import MonitorUI
@testable import ProcessSignals
@testable import SessionJournal
@testable import SessionRuns
@testable import StationKeeper

/// A chair under one seed: stations, the keeper that begins them again, and the people who begin a keeper
/// again. After each life the standing checks look at what it left.
///
/// What `monitor` does between its command line and `Station.run` is done here the same way.
final class KeptChair {
  let world: SimulatedWorld
  private let archive: SessionArchive
  private var checks: StandingChecks
  private var decision = KeeperDecision()
  private var keptSince: Int64 = 0
  private let note = StationNote.new()
  /// How many entries the last station had told.
  private var told: Int?
  private let script: [ScriptedAction]
  private let specs: [DeviceSpec]
  private let plan: SessionPlan
  private(set) var isClosed = false
  /// The last station began a new segment and died before it ran. Only then may the session be set aside.
  private var wasStillborn = false
  private(set) var lives = 0

  private static let livesMax = 40
  /// So long after the script's last line nobody begins it any more.
  private static let patience: Int64 = 120_000

  init(seed: UInt64, in root: String) throws {
    world = SimulatedWorld(seed: seed)
    archive = SessionArchive(root: root)
    script = try CareScript.of(&world.dice, closesAt: world.fate.closesAt)
    specs = try DeviceSpec.parse(["line@/dev/ttyUSB0", "line@/dev/ttyUSB1"])
    plan = SessionPlan(
      chair: "2", patient: "P-0142", weight: Kilograms(70), plan: "trd-40", sources: specs.map(\.description))
    checks = StandingChecks(world, archive)
  }

  enum End { case died, left, closed }

  func run() {
    var start = StationOrders.Start.first
    var death: StationEnd?
    keptSince = world.boot
    while lives < Self.livesMax, !isClosed, !checks.isLeft, world.findings.isEmpty {
      lives += 1
      let aside = decision.aside
      guard
        let life = Life(start, after: death, note: note, aside: aside, told: told, keptSince: keptSince)
      else {
        return world.found("no descriptors left")
      }
      world.begin(life)
      let end = live(life)
      let how = world.death
      world.end()
      if how == .powerCut { world.startMachineAgain() }
      for word in life.said { decision.hear(word) }
      checks.look(afterLife: lives, powerWasCut: how == .powerCut, wasClosed: end == .closed)
      switch end {
      case .closed: isClosed = true
      case .left:
        if world.now > world.fate.closesAt + Self.patience || checks.isSealed { return }
        (start, death) = beginKeeper()
      case .died:
        (start, death) = how == .powerCut ? beginKeeper() : begin(after: life)
        if start == .first, checks.isSealed { isClosed = true }
      }
    }
    if lives == Self.livesMax { world.found("\(lives) stations, and the session is not closed") }
  }

  /// Somebody begins the monitor again.
  private func beginKeeper() -> (StationOrders.Start, StationEnd?) {
    world.pass(world.dice.number(500...20_000))
    decision = KeeperDecision()
    note?.name(session: nil)
    told = nil
    keptSince = world.boot
    return (.first, nil)
  }

  private func begin(after life: Life) -> (StationOrders.Start, StationEnd?) {
    let end = StationEnd.killed(signal: SIGSEGV)
    told = life.told
    wasStillborn = life.orders.start == .newSegment && life.said.isEmpty
    switch decision.next(after: end, inHand: life.inHand, atMilliseconds: world.boot) {
    case .finish: return beginKeeper()
    case .restart(let next, let pause):
      world.pass(pause + world.dice.number(20...1500))
      return (next, end)
    }
  }

  // MARK: One life

  private func live(_ life: Life) -> End {
    var beginner = Beginner(
      ChairWorld(chair: plan.chair, archive: archive, keptSince: keptSince, on: world.clock, by: world.scribe)
      {
        question in question.sessions.first.map { .goOn($0) } ?? .new
      })
    let end = beginner.begin(request(life))
    guard !world.isDead else { return .died }
    let right = beginner.world.right
    switch end {
    case nil:
      world.found("somebody left instead of answering")
      return .left
    case .begin(let notice):
      checks.begins(
        notice.map { "\($0)" }, isOrdered: life.orders.start == .newSession && wasStillborn,
        isPersons: life.orders.start == .first)
      return new(life, right, notice.map { $0.sentence(chair: plan.chair) })
    case .resume(let session, let reason):
      guard let unsealed = beginner.world.session(session.id) else {
        world.found("\(session.id) was chosen and cannot be read")
        return .left
      }
      return goOn(unsealed, reason.sentence, life, right)
    case .leave(.closed(let unwritten)): return unwritten == nil ? .closed : .left
    case .leave(.watchedElsewhere):
      world.found("watched elsewhere, and nobody does")
      return .left
    case .refuse(let refusal):
      world.found("refused: \(refusal)")
      return .left
    }
  }

  private func request(_ life: Life) -> BeginningRequest {
    let death = life.orders.death?.description ?? "an unknown cause"
    let order: BeginningRequest.Order =
      switch life.orders.start {
      case .first: .first
      case .resume: .resume(death: death)
      case .newSegment: .newSegment(death: death)
      case .newSession: .newSession
      }
    return BeginningRequest(
      patient: plan.patient, hasScreen: true, session: life.orders.session, order: order)
  }

  private func new(_ life: Life, _ right: ChairLock?, _ notice: Phrase?) -> End {
    let clock = LiveClock(on: world.clock)
    let header = SessionHeader(
      programVersion: "simulated", engineVersion: StandingChecks.engine, session: "", plan: plan,
      boot: world.bootID, anchorBootMilliseconds: clock.anchorBoot, anchorWall: clock.wall(at: .start))
    guard !world.isDead else { return .died }
    let recorder = Recorder(
      header, in: archive, clock: clock, suffix: "00000\(lives % 10)", by: world.scribe)
    let station = station(Session(plan: plan), clock, recorder, script, life, right)
    return end(station.run(.new, notice: notice))
  }

  private func goOn(_ unsealed: UnsealedSession, _ reason: String, _ life: Life, _ right: ChairLock?) -> End {
    let aside = life.orders.aside.compactMap { SetAside(noted: $0) }
    do throws(ReopenError) {
      let resumed = try ResumedSession<LiveClock>.open(
        unsealed, in: archive, reason: reason, inNewSegment: life.orders.start == .newSegment,
        on: world.clock, by: world.scribe)
      let rest = script.rest(after: resumed.earlier, until: resumed.recordedUntil)
      let station = station(resumed.session, resumed.clock, resumed.recorder, rest, life, right)
      station.console?.recall(resumed.earlier, of: resumed.plan)
      let now = resumed.clock.now
      let gone = LostEntries(of: resumed, told: life.orders.told)
      let lost = aside.compactMap(\.input).map { StampedInput($0, at: now) } + (gone?.inputs(at: now) ?? [])
      let notices = aside.map { Phrase(word: $0.sentence) } + (gone.map { [$0.notice] } ?? [])
      let notice = notices.isEmpty ? nil : notices.joined(separator: "; ")
      return end(station.run(.resumed, beginning: resumed.first + lost, notice: notice))
    } catch {
      guard !world.isDead else { return .died }
      world.found("\(unsealed.folder.name) cannot be gone on with: \(error)")
      return .left
    }
  }

  private func end(_ outcome: StationOutcome) -> End {
    if world.isDead { return .died }
    return outcome == .closed ? .closed : .left
  }

  private func station(
    _ session: Session, _ clock: LiveClock, _ recorder: Recorder, _ script: [ScriptedAction], _ life: Life,
    _ right: ChairLock?
  ) -> Station {
    let aside = life.orders.aside.compactMap { SetAside(noted: $0) }
    var setup = StationSetup(
      plan: plan, specs: specs.filter { !aside.contains(.source($0.source)) }, bedside: nil,
      script: script.filter { !aside.contains(.scriptLine($0.line)) }, archive: archive,
      programVersion: "simulated")
    setup.right = right
    let world = self.world
    setup.machine.wait = { polled, milliseconds in world.wait(polled, milliseconds) }
    let specs = self.specs
    setup.machine.giveBackStart = {}
    setup.machine.device = { spec, capture in
      let index = specs.firstIndex { $0.source == spec.source } ?? 0
      return LiveDevice(spec, on: SimulatedCable(world, index), capture: capture)
    }
    var console: Console?
    if world.fate.hasScreen {
      let terminal = SimulatedTerminal(world)
      world.terminal = terminal
      console = Console(.screen(terminal), Model(session: SessionView()))
    }
    let station = Station(
      setup, session: session, clock: clock, recorder: recorder, signals: SimulatedSignals.of(world),
      console: console, sounder: nil, output: HeadlessOutput(life.output, patience: .none, behind: recorder),
      link: StationLink(orders: life.orders))
    life.station = station
    return station
  }
}

/// The signals of the simulated process.
enum SimulatedSignals {
  static func of(_ world: SimulatedWorld) -> TerminalSignals {
    nonisolated(unsafe) let world = world
    return TerminalSignals(fd: 3000, next: { world.nextSignal() })
  }
}

/// What somebody does at the chair, each of it once.
struct CareScript {
  private var lines: [(at: Int64, text: String)] = []

  static func of(_ dice: inout Chance, closesAt: Int64) throws -> [ScriptedAction] {
    var script = CareScript()
    script.fill(&dice, closesAt)
    let text = script.lines.sorted { $0.at < $1.at }.map { "@\(Double($0.at) / 1000) \($0.text)\n" }
    return try OperatorScript.parse(Array(text.joined().utf8))
  }

  private mutating func fill(_ dice: inout Chance, _ closesAt: Int64) {
    let start: Int64 = dice.number(1000...8000)
    let stop: Int64 = dice.number(closesAt / 2...closesAt - 2000)
    add(start, "start override=\"nobody is treated\" by=AB")
    add(stop, "stop reason=\"it is in\" by=AB")
    add(closesAt, "close reason=\"the end of it\" by=AB")
    for number in 0..<dice.number(0...6) {
      add(dice.number(0...closesAt), "note text=\"remark \(number)\" by=CD")
    }
    if dice.once(in: 2) {
      add(dice.number(start...stop), "rate mlh=\(dice.number(30...60)) reason=\"as it was said\"")
    }
    if dice.once(in: 2) {
      add(dice.number(start...stop), "bolus mg=\(dice.number(1...4)) reason=\"as it was said\" by=CD")
    }
    guard dice.once(in: 3) else { return }
    let pause: Int64 = dice.number(start...stop)
    add(pause, "pause reason=\"a pause of it\"")
    add(dice.number(pause...stop), "resume reason=\"and on again\"")
  }

  private mutating func add(_ at: Int64, _ text: String) { lines.append((at, text)) }
}
