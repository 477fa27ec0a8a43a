import CursesTerminal
import Foundation
import InfusionCore
import OperatorLanguage
import PatientSimulator
import Practice
import Quantities
import SessionRecord
import SystemClocks
import TextScreen

@testable import BeaconSockets
@testable import MonitorApp
@testable import MonitorUI
@testable import ProcessSignals
@testable import SessionJournal
@testable import SessionRuns

/// A drill with an instructor at the other end of a real socket, on a machine whose time passes when the
/// station waits: an hour of it takes a second.
///
/// What `drill --instructor` does between its command line and `Station.run` is done here the same way.
final class InstructedDrill {
  static let scenario = Scenario.named("desaturation") ?? Scenario(name: "none")
  static let seed: UInt64 = 7

  let archive: SessionArchive
  /// What came back to the console.
  private(set) var heard: [[UInt8]] = []
  private(set) var screens: [String] = []
  private let instructor: InstructorLine
  private var call: InstructorCall?
  /// A second console, which only listens.
  private var another: InstructorCall?
  private(set) var heardByAnother: [[UInt8]] = []
  private var now = began
  private static let began: Int64 = 1_000_000
  private var writers: [JournalWriter] = []
  private var orders: ArraySlice<Order>
  private let script: [ScriptedAction]
  private let speed: Int
  /// How long the machine works each time it looks at its clock, ms.
  private let work: Int64
  private let terminal = PaperTerminal()
  /// Guards against a drill that never comes to an end.
  private var turns = 0
  private static let turnsMax = 2000
  private weak var station: Station?
  /// How long nobody runs the drill, ms, once its program has ended.
  private var interruption: Int64?
  /// How many screens had been seen when it was gone on with.
  private(set) var screensBefore = 0

  /// What the instructor does when this much time has passed on the machine: mostly a line that is typed.
  struct Order {
    enum Act {
      case types(String)
      case leaves
      case comes
      case bringsAnother
      /// The drill's program ends, and is gone on with after so many seconds.
      case interrupts(Int64)
    }
    var at: Int64
    var act: Act

    init(_ seconds: Int64, _ line: String) { self.init(seconds, .types(line)) }

    init(_ seconds: Int64, _ act: Act) {
      at = seconds * 1000
      self.act = act
    }
  }

  init(_ orders: [Order], script: String, speed: Int = 1, work: Int64 = 0, in folder: String) throws {
    (self.speed, self.work) = (speed, work)
    archive = SessionArchive(root: folder)
    try Disk.makeFolders(archive.chairsFolder)
    self.orders = orders[...]
    self.script = try OperatorScript.parse(Array(script.utf8))
    guard let instructor = InstructorLine(chair: "drill", in: archive),
      let call = InstructorCall(path: instructor.path)
    else { throw NoSocket() }
    self.instructor = instructor
    self.call = call
  }

  struct NoSocket: Error {}

  private var machine: MachineClock {
    MachineClock(
      boot: { [unowned self] in
        now += work
        return now
      }, wall: { [unowned self] in 1_792_222_200_000 + now }, bootID: "boot-1")
  }

  /// The writer has its turns between those of the loop, and not when a real disk lets it.
  private var scribe: Scribe {
    Scribe(
      disk: { DiskFolder($0) },
      begin: { [unowned self] writer throws(SystemError) in writers.append(writer) },
      wait: { [unowned self] _, _ in
        while !writers.isEmpty, turns < Self.turnsMax { write() }
        return writers.isEmpty
      },
      keepUp: { [unowned self] mailbox, number, _ in
        write()
        return mailbox.safeNumber >= number
      })
  }

  /// Half a second is more than a writer waits.
  private func write() {
    turns += 1
    writers.removeAll { !$0.turn(at: now + 500) }
  }

  // MARK: The run

  /// Runs until nobody goes on with it. Returns the folders of its sessions, in their order.
  func run() throws -> [SessionFolder] {
    var folders: [SessionFolder] = []
    var drill = DrillSetting(scenario: Self.scenario.name, seed: Self.seed, rubric: 1)
    var bedside = CabledBedside(
      SimulatedBedside(seed: Self.seed, scenario: Self.scenario, cuffIntervals: Self.ordered.nibpInterval))
    let plan = SessionPlan(
      chair: "drill", patient: "P-1", weight: Kilograms(70), plan: "trd-40", sources: bedside.sources,
      origin: .drill)
    var beginning: [StampedInput] = []
    var clock = LiveClock(speed: speed, on: machine)
    var kept: Int?
    var script = self.script
    while true {
      let recorder = Recorder(
        header(plan, drill, clock), in: archive, clock: clock, suffix: "00000\(folders.count)",
        by: scribe)
      let life = Life(
        session: Session(plan: plan), clock: clock, recorder: recorder, script: script,
        way: folders.isEmpty ? .new : .again(keeping: kept), beginning: beginning)
      var outcome = live(life, plan, bedside, drill)
      folders += [recorder.folder].compactMap { $0 }
      while outcome == .leftOpen, let last = folders.last, let (life, bedside) = try goOn(last) {
        outcome = live(life, plan, bedside, drill)
      }
      guard case .again(let time) = outcome, let last = folders.last else { break }
      let segments = try last.read()
      guard let recorded = RecordedDrill(segments) else { break }
      instructor.recall(segments, until: time)
      bedside = DrillRerun(recorded, of: Self.scenario).bedside(at: time)
      drill.branch = DrillBranch(of: last.name, at: time)
      beginning = RecordedDrill.inputs(of: segments, until: time)
      kept = RecordedDrill.speed(of: segments)
      clock = LiveClock(at: time, speed: kept ?? 1, isFrozen: true, on: machine)
      script = script.filter { $0.time > time }
    }
    instructor.leave(chair: "drill")
    listen()
    return folders
  }

  /// What one station begins with.
  private struct Life {
    var session: Session
    var clock: LiveClock
    var recorder: Recorder
    var script: [ScriptedAction]
    var way: StationBeginning
    var beginning: [StampedInput]
  }

  private func live(
    _ life: Life, _ plan: SessionPlan, _ bedside: CabledBedside, _ drill: DrillSetting
  ) -> StationOutcome {
    let console = Console(.screen(terminal), Model(session: SessionView()))
    let station = station(plan, bedside, drill, life, console)
    self.station = station
    return station.run(life.way, beginning: life.beginning)
  }

  /// Another program goes on with a drill whose own has ended; nil where nobody does.
  private func goOn(_ folder: SessionFolder) throws -> (Life, CabledBedside)? {
    guard let pause = interruption, let recorded = RecordedDrill(try folder.read()),
      let unsealed = UnsealedSession(folder)
    else { return nil }
    interruption = nil
    screensBefore = screens.count
    now += pause
    var bedside = DrillRerun(recorded, of: Self.scenario).bedside(at: unsealed.session.now)
    bedside.pullCables(at: unsealed.session.now)
    let resumed = try ResumedSession<LiveClock>.open(
      unsealed, in: archive, reason: "killed by signal 9",
      speed: unsealed.speed(asked: 1, hasInstructor: true), on: machine, by: scribe)
    instructor.recall(resumed.earlier)
    let life = Life(
      session: resumed.session, clock: resumed.clock, recorder: resumed.recorder,
      script: script.rest(after: resumed.earlier, until: resumed.recordedUntil), way: .resumed,
      beginning: resumed.first)
    return (life, bedside)
  }

  static var ordered: Plan { Configuration.shipped.plan(named: "trd-40") ?? .unchosen }

  private func header(_ plan: SessionPlan, _ drill: DrillSetting, _ clock: LiveClock) -> SessionHeader {
    var header = SessionHeader(
      programVersion: "test", engineVersion: "1", session: "", plan: plan, boot: "boot-1",
      anchorBootMilliseconds: clock.anchorBoot, anchorWall: clock.wall(at: .start))
    header.drill = drill
    return header
  }

  private func station(
    _ plan: SessionPlan, _ bedside: CabledBedside, _ drill: DrillSetting, _ life: Life, _ console: Console
  ) -> Station {
    var setup = StationSetup(
      plan: plan, specs: [], bedside: bedside, script: life.script, archive: archive,
      programVersion: "test")
    setup.drill = drill
    setup.instructor = instructor
    setup.machine.wait = { [unowned self] polled, milliseconds in pass(milliseconds, &polled) }
    return Station(
      setup, session: life.session, clock: life.clock, recorder: life.recorder,
      signals: TerminalSignals(fd: -1, next: { 0 }), console: console, sounder: nil, output: nil, link: nil)
  }

  /// Lets the machine's time pass, and has the instructor type what is due. Who has read the report of a
  /// closed drill leaves.
  private func pass(_ milliseconds: Int64, _ polled: inout PollSet) -> [(PollSet.Tag, Int16)] {
    now += max(1, min(milliseconds, 1000))
    write()
    if terminal.last != screens.last { screens.append(terminal.last) }
    if turns > Self.turnsMax { return giveUp() }
    if station?.isOver == true { return leave() }
    if let order = orders.first, order.at <= now - Self.began {
      orders.removeFirst()
      perform(order.act)
      // As by a signal: nothing is done any more in this turn.
      if interruption != nil { return [(.signals, 0)] }
    }
    var ready = polled.wait(milliseconds: 0)
    // Searches in the archive are as fast as they are: the world waits for each.
    while polled.tags.count(where: Self.isSearch) > ready.count(where: { Self.isSearch($0.0) }) {
      ready = polled.wait(milliseconds: 10)
    }
    listen()
    return ready
  }

  private func perform(_ act: Order.Act) {
    switch act {
    case .types(let line): call?.say(line)
    case .leaves: call = nil
    case .comes: call = InstructorCall(path: instructor.path)
    case .bringsAnother: another = InstructorCall(path: instructor.path)
    case .interrupts(let seconds):
      interruption = seconds * 1000
      station?.leaveOpen()
    }
  }

  private func listen() {
    heard += call?.lines() ?? []
    heardByAnother += another?.lines() ?? []
  }

  private static func isSearch(_ tag: PollSet.Tag) -> Bool {
    switch tag {
    case .history, .known, .unwatched: true
    case .signals, .console, .recorder, .sound, .output, .instructor, .device: false
    }
  }

  /// A drill that does not end by itself is left open, and its test sees what it lacks.
  private func giveUp() -> [(PollSet.Tag, Int16)] {
    station?.leaveOpen()
    return []
  }

  private func leave() -> [(PollSet.Tag, Int16)] {
    terminal.hangsUp = true
    return [(.console, 1)]
  }
}
