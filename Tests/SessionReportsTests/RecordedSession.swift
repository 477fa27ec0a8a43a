import InfusionCore
import OperatorLanguage
import Quantities
import SessionRecord
import SessionReports

/// A session that never happened, recorded as a station records it: readings once a second, and an operator's
/// script.
struct RecordedSession: Sendable {
  private(set) var bytes: [UInt8]
  private(set) var session: Session
  private var encoder: JournalEncoder
  private let header: SessionHeader
  /// How far the wall clock was set since the beginning.
  private var clockWasSet: TimeSpan = .zero

  /// Half past nine in Berlin.
  static let wall = WallTime(unixMilliseconds: 1_792_222_200_000, offsetMinutes: 120)

  /// - Parameters:
  ///   - script: as an operator script; an action comes behind the reading of its second.
  ///   - course: what is read in each second.
  init(
    _ plan: SessionPlan = .fixture, script: String = "", until end: Int64, isSealed: Bool = true,
    begins: WallTime = wall, engine: String = "1", course: (Int64) -> [Input] = Course.quiet
  ) throws {
    header = SessionHeader(
      programVersion: "0.1.0", engineVersion: engine, session: "2026-10-17T073000Z_2_a1b2c3", plan: plan,
      boot: "4f0c", anchorBootMilliseconds: 1000, anchorWall: begins)
    (encoder, bytes) = JournalEncoder.begin(header)
    session = Session(plan: plan)
    write(session.begin())
    var actions = try OperatorScript.parse(Array(script.utf8))[...]
    for second in 0...end where session.phase != .closed {
      for input in course(second) { receive(input, at: .seconds(second)) }
      while let next = actions.first, next.time < .seconds(second + 1) {
        receive(.action(next.action, by: next.by), at: next.time)
        actions.removeFirst()
      }
    }
    write(session.advance(to: max(session.now, .seconds(session.phase == .closed ? 0 : end))))
    if isSealed { write(.seal(Seal(entries: encoder.lastNumber, segments: 1)), session.now) }
  }

  /// One that goes on by `receive`.
  init(beginning plan: SessionPlan) {
    header = SessionHeader(
      programVersion: "0.1.0", engineVersion: "1", session: "2026-10-17T073000Z_2_a1b2c3", plan: plan,
      boot: "4f0c", anchorBootMilliseconds: 1000, anchorWall: Self.wall)
    (encoder, bytes) = JournalEncoder.begin(header)
    session = Session(plan: plan)
    write(session.begin())
  }

  /// Writes an input and what the session told because of it; returns its entry, and that.
  @discardableResult
  mutating func receive(_ input: Input, at time: SessionTime) -> (entry: Int, told: [StampedEvent]) {
    let (at, due) = session.makeWay(for: input, at: time)
    write(due)
    write(.input(input), at)
    let entry = encoder.lastNumber
    let told = session.take(input, entry: entry)
    write(told)
    return (entry, due + told)
  }

  /// Another process takes the session over, or goes on with it after a crash: it knows what the record
  /// gives.
  mutating func takeOver() {
    var retelling = Retelling(plan: header.plan)
    _ = retelling.begin()
    var reader = JournalReader(segments)
    while let entry = reader.next() { retelling.retell(entry) { _, _ in } }
    session = retelling.session
  }

  /// Somebody sets the wall clock: a station says so as it finds it, and sets its anchors anew.
  mutating func setClock(by step: TimeSpan, at time: SessionTime) {
    clockWasSet = clockWasSet + step
    receive(.clockStepped(by: step), at: time)
    let boot = header.anchorBootMilliseconds + time.milliseconds
    write(.anchor(ClockAnchor(boot: header.boot, bootMilliseconds: boot, reason: "clock stepped")), time)
  }

  mutating func seal() {
    write(session.advance(to: session.now))
    write(.seal(Seal(entries: encoder.lastNumber, segments: 1)), session.now)
  }

  private mutating func write(_ events: [StampedEvent]) {
    for event in events where header.plan.isBySecondRules || !event.event.isOfSecondRules {
      write(.event(event.event), event.time)
    }
  }

  private mutating func write(_ content: EntryContent, _ time: SessionTime) {
    let wall = header.anchorWall.advanced(byMilliseconds: (time - .start + clockWasSet).milliseconds)
    bytes += encoder.line(content, at: time, wall: wall)
  }
}

extension RecordedSession {
  var segments: [SegmentBytes] { [SegmentBytes(name: "journal.jsonl", bytes: bytes)] }
  var audit: SessionAudit { SessionAudit(segments, engineVersion: "1") }

  /// As its record tells it.
  var digest: SessionDigest {
    SessionReading(segments, .whole).digest ?? SessionDigest(header: header)
  }

  var summary: String { audit.summary ?? "" }
  var summaryLines: [String] {
    summary.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}

extension SessionPlan {
  /// 0.5 mg/kg for 70 kg in 40 min: 35 mg, 35 mL, 52.5 mL/h.
  static let fixture = SessionPlan(
    chair: "2", patient: "P7", weight: Kilograms(70), plan: "trd-40",
    sources: [SourceDescription(id: SourceID("line"))])

  func configured(_ change: (inout Configuration) -> Void) -> SessionPlan {
    var plan = self
    change(&plan.configuration)
    return plan
  }

  func from(_ origin: Origin) -> SessionPlan {
    var plan = self
    plan.origin = origin
    return plan
  }
}

/// What a bedside gives, second by second.
enum Course {
  static func reading(
    spo2: Fixed? = 97, hr: Fixed? = 72, nibp: CuffResult? = nil, source: String = "line",
    isDoubtful: Bool = false
  ) -> Input {
    .reading(
      Reading(
        source: SourceID(source), spo2: spo2.map { .value($0) } ?? .noValue,
        hr: hr.map { .value($0, isDoubtful ? .doubtful : .good) } ?? .noValue, nibp: nibp))
  }

  static func pressure(_ sys: Fixed, _ dia: Fixed, number: Int? = nil) -> CuffResult {
    .measured(.pressure(sys: sys, dia: dia, number: number))
  }

  /// A calm patient: a little up and down, a pressure every ten minutes from the second on.
  static func quiet(_ second: Int64) -> [Input] {
    let wave = Int(second / 60 % 7) - 3
    let rise = second > 240 && second < 2700 ? 14 : 0
    let nibp = second % 600 == 120 ? pressure(Fixed(122 + rise + wave), Fixed(76 + wave)) : nil
    return [reading(spo2: Fixed(97 - abs(wave) / 2), hr: Fixed(70 + wave + rise / 3), nibp: nibp)]
  }
}
