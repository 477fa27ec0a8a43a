import InfusionCore
import OperatorLanguage
import Quantities
import SessionRecord

/// A session that never happened, recorded as a station records it: what was due before an input stands
/// before it.
struct Recording {
  private(set) var bytes: [UInt8]
  private(set) var session: Session
  /// How many events are in the record.
  private(set) var events = 0
  /// What a follower of the running session was told.
  private(set) var moments: [RecordMoment] = []
  private var encoder: JournalEncoder

  /// Ten o'clock in Berlin.
  static let wall = WallTime(unixMilliseconds: 1_792_224_000_000, offsetMinutes: 120)

  init(_ plan: SessionPlan = .bedside) {
    var header = Samples.header
    header.plan = plan
    header.anchorWall = Self.wall
    (encoder, bytes) = JournalEncoder.begin(header)
    session = Session(plan: plan)
    write(session.begin())
  }

  /// Takes an input. Returns the number of its entry.
  @discardableResult
  mutating func take(_ input: Input, at seconds: Double) -> Int {
    let time = SessionTime(milliseconds: Int64((seconds * 1000).rounded()))
    let (at, due) = session.makeWay(for: input, at: time)
    write(due)
    write(.input(input), at)
    let entry = encoder.lastNumber
    let own = session.take(input, entry: entry)
    if let heard = session.heard { follow(.heard(heard), at) }
    write(own)
    return entry
  }

  /// A reading of a device.
  @discardableResult
  mutating func hear(
    _ seconds: Double, _ source: String = "line", hr: Sample? = nil, spo2: Sample? = nil,
    nibp: CuffResult? = nil, pump: PumpReport? = nil, status: SensorStatus? = nil
  ) -> Int {
    let reading = Reading(
      source: SourceID(source), status: status, spo2: spo2, hr: hr, nibp: nibp, pump: pump)
    return take(.reading(reading), at: seconds)
  }

  /// Actions as an operator's script has them: `@12 pause reason=nausea by=AB`. Returns the last one's entry.
  @discardableResult
  mutating func act(_ script: String) throws -> Int {
    var entry = 0
    for line in try OperatorScript.parse(Array(script.utf8)) {
      entry = take(.action(line.action, by: line.by), at: Double(line.time.milliseconds) / 1000)
    }
    return entry
  }

  /// Lets time pass up to and including this second.
  mutating func pass(to seconds: Int64) { write(session.advance(to: .seconds(seconds))) }

  mutating func seal() { write(.seal(Seal(entries: encoder.lastNumber, segments: 1)), session.now) }

  private mutating func write(_ events: [StampedEvent]) {
    for event in events where session.setup.records(event.event) {
      self.events += 1
      write(.event(event.event), event.time)
    }
  }

  private mutating func write(_ content: EntryContent, _ time: SessionTime) {
    bytes += encoder.line(content, at: time, wall: Self.wall.advanced(byMilliseconds: time.milliseconds))
    follow(content.told, time)
  }

  private mutating func follow(_ what: RecordMoment.What, _ time: SessionTime) {
    let wall = Self.wall.advanced(byMilliseconds: time.milliseconds)
    moments.append(RecordMoment(what, at: time, wall: wall))
  }
}

extension SessionPlan {
  /// 35 mg for 70 kg in 40 min: 52.5 mL/h. The oximeter comes before the bridge.
  static let bedside = SessionPlan(
    chair: "2", patient: "P1", weight: Kilograms(70), plan: "trd-40",
    sources: [SourceDescription(id: SourceID("nonin-df2")), SourceDescription(id: SourceID("line"))],
    origin: .simulated)
}

/// A record that was told again: what the engine made of it, and the tables of those who followed.
struct Retold {
  private(set) var replay: Replay
  /// What the session tells beyond the record.
  private(set) var beyond: [StampedEvent] = []
  private(set) var problems: [JournalProblem] = []
  private(set) var moments: [RecordMoment] = []
  /// With its header.
  private(set) var vitals: [String] = []
  private(set) var observation: [String] = []

  init(_ bytes: [UInt8], checksHashes: Bool = true) {
    var reader = JournalReader(bytes, checksHashes: checksHashes)
    replay = Replay(plan: reader.header?.plan ?? SessionPlan())
    var vitals = VitalsTable()
    var observation = ObservationTable()
    var moments: [RecordMoment] = []
    while let entry = reader.next() {
      replay.feed(entry, body: reader.body) { moment, session in
        moments.append(moment)
        vitals.follow(moment, of: session)
        observation.follow(moment, of: session)
      }
    }
    self.vitals = Self.lines(vitals.finished(of: replay.session))
    self.observation = Self.lines(observation.finished())
    beyond = replay.finish(at: reader.lastTime, isSealed: reader.isSealed)
    problems = reader.problems
    self.moments = moments
  }

  /// The events that a follower heard, in order.
  var events: [Event] {
    moments.compactMap { moment in if case .event(let event) = moment.what { event } else { nil } }
  }

  /// The row of a second in `vitals.csv`; empty where there is none.
  func row(_ second: Int) -> String { vitals.first { $0.hasPrefix("\(second),") } ?? "" }

  private static func lines(_ bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
