import Glibc
import InfusionCore
import OperatorLanguage
import Quantities
import SessionRecord
import SessionReports
import Synchronization
import SystemClocks

@testable import DevicePorts
@testable import ProcessSignals
@testable import SessionJournal
@testable import SessionRuns

/// A session that is read out of a file, under one seed: reads come in any pieces, are interrupted, fail for
/// a while or for good; the kernel refuses to wait; the time of one line is garbled.
///
/// What `monitor --clock source` does between its command line and its exit is done here the same way.
final class ReadChair {
  private(set) var findings: [String] = []
  /// How many reads failed, and how many sessions were broken off over it: where none is, nothing is shown.
  private(set) var failedReads = 0
  private(set) var isBrokenOff = false
  private let archive: SessionArchive
  private let path: String
  private let script: [ScriptedAction]
  private let lines: [String]
  private let hasGarbledTime: Bool
  private let misfortune: Misfortune

  init(seed: UInt64, in root: String) throws {
    var dice = Chance(seed: seed ^ 0xF11E)
    archive = SessionArchive(root: "\(root)/read")
    path = "\(root)/lines"
    hasGarbledTime = dice.once(in: 3)
    // In an infusion each second of a jump has its own dose, and its row.
    let care = try CareScript.of(&dice, closesAt: dice.number(40_000...80_000))
    script = hasGarbledTime ? [] : care
    lines = Self.lines(&dice, garbled: hasGarbledTime ? dice.number(5...30) : nil)
    misfortune = Misfortune(&dice)
  }

  /// A record a second, some with a pressure; at one of them a digit more stands in the time.
  private static func lines(_ dice: inout Chance, garbled: Int?) -> [String] {
    let jump = dice.number(1...23) * 3600
    return (0...dice.number(30...90)).map { second in
      let cuff = second % 20 == 5 ? " sys=\(dice.number(100...150)) dia=70" : ""
      return "@\(second == garbled ? jump : second) hr=\(dice.number(60...90)) spo2=97\(cuff)\n"
    }
  }

  func run() throws {
    try Disk.write(Array(lines.joined().utf8), asWhole: path)
    let spec = try DeviceSpec.parse(["line@file:\(path)"])[0]
    let plan = SessionPlan(
      chair: "2", patient: "P-0142", weight: Kilograms(70), plan: "trd-40", sources: [spec.description])
    let clock = ReckonedClock()
    let header = SessionHeader(
      programVersion: "simulated", engineVersion: StandingChecks.engine, session: "", plan: plan,
      boot: "boot-1", anchorBootMilliseconds: 0, anchorWall: clock.wall(at: .start))
    let recorder = Recorder(header, in: archive, clock: clock)
    let runner = SessionRunner(Session(plan: plan), book: recorder, listeners: [recorder])
    let recording = DeviceRecording(
      spec, stop: StopRequest(fd: -1), kernel: misfortune.kernel,
      read: { [misfortune] in misfortune.read($0, $1, $2) })
    do {
      let session = try SourceRun(runner, inputs: MergedInputs([recording, RecordedInputs(script)])).run()
      if !(session.phase == .closed ? recorder.seal(session) : recorder.leaveOpen()) {
        findings.append("the record is not safe: \(recorder.trouble ?? "")")
      }
    } catch is RecordingFailure {
      isBrokenOff = true
      _ = recorder.leaveOpen()
    }
    failedReads = misfortune.failedReads
    if let folder = recorder.folder { check(try folder.read()) }
  }

  // MARK: What must hold

  private func check(_ segments: [SegmentBytes]) {
    let audit = SessionAudit(segments, engineVersion: StandingChecks.engine)
    if let damage = audit.faults.damage { findings.append(damage) }
    var reader = JournalReader(segments)
    var (entries, readings, isLost) = (0, 0, false)
    // Lines after the close belong to no session.
    var owed = lines.count
    while let entry = reader.next() {
      entries += 1
      switch entry.content {
      case .input(.reading): readings += 1
      case .input(.link(_, .lost)): isLost = true
      case .event(.closed): owed = min(owed, Int(entry.time.milliseconds / 1000))
      default: break
      }
    }
    if isBrokenOff, !isLost { findings.append("it was broken off, and the record does not say so") }
    if !isBrokenOff, !hasGarbledTime, readings < owed {
      findings.append("it came to its end, and \(readings) of \(owed) lines were read")
    }
    // A pressure counts for a quarter of an hour.
    if let rows = StandingChecks.idleRows(of: audit, entries: entries, fresh: 900) { findings.append(rows) }
  }
}

/// What befalls reading and waiting.
private final class Misfortune: Sendable {
  private struct State {
    var dice: Chance
    var reads = 0
    var failedReads = 0
  }
  private let state: Mutex<State>
  /// From which read on it fails, and how often; nil never.
  private let failure: (from: Int, times: Int)?
  private let interruptOdds: Int
  private let refusalOdds: Int
  private let longest: Int

  init(_ dice: inout Chance) {
    failure = dice.once(in: 2) ? (dice.number(1...3), dice.one(of: [1, 2, 3, 5, .max])) : nil
    interruptOdds = dice.once(in: 2) ? dice.number(2...8) : 0
    refusalOdds = dice.one(of: [0, 0, 1, 4])
    longest = dice.one(of: [16, 100, 1000, 16_384])
    state = Mutex(State(dice: Chance(seed: dice.next())))
  }

  var failedReads: Int { state.withLock { $0.failedReads } }

  /// The file's own bytes, unless it goes wrong.
  func read(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    let (size, code) = next(count)
    guard code == 0 else {
      errno = code
      return -1
    }
    return Glibc.read(descriptor, bytes, size)
  }

  private func next(_ count: Int) -> (size: Int, code: Int32) {
    state.withLock { state in
      if state.dice.once(in: interruptOdds) { return (0, EINTR) }
      state.reads += 1
      if let failure, state.reads >= failure.from, state.failedReads < failure.times {
        state.failedReads += 1
        return (0, EIO)
      }
      return (state.dice.number(1...min(count, longest)), 0)
    }
  }

  var kernel: KernelWait {
    KernelWait(
      { [self] polled, count, milliseconds in
        if state.withLock({ $0.dice.once(in: refusalOdds) }) {
          errno = ENOMEM
          return -1
        }
        return poll(polled, count, milliseconds)
      }, sleep: { _ in })
  }
}
