import InfusionCore
import Quantities
import SessionRecord
import Testing

/// A recorded session is fed to the engine again.
@Suite struct ReplayTests {
  private static let plan = SessionPlan(
    patient: "P1", weight: Kilograms(70), plan: "trd-40", sources: [SourceDescription(id: SourceID("line"))],
    origin: .simulated)

  private static var header: SessionHeader {
    var header = Samples.header
    header.plan = plan
    return header
  }

  /// A desaturation, recorded as a station records it: an event that was due before an input stands before
  /// it.
  private static func record() -> (bytes: [UInt8], events: Int) {
    var (encoder, bytes) = JournalEncoder.begin(header)
    var session = Session(plan: plan)
    var count = 0
    func write(_ content: EntryContent, _ time: SessionTime) {
      bytes += encoder.line(content, at: time, wall: Samples.wall)
    }
    func write(_ events: [StampedEvent]) {
      count += events.count
      for event in events { write(.event(event.event), event.time) }
    }
    write(session.begin())
    for second in Int64(0)..<120 {
      let spo2: Fixed = (30..<60).contains(second) ? 84 : 97
      let reading = Reading(source: SourceID("line"), spo2: .value(spo2), hr: .value(72))
      let told = session.receive(.reading(reading), at: .seconds(second))
      write(told.events.filter { $0.time < told.at })
      write(.input(.reading(reading)), told.at)
      write(told.events.filter { $0.time >= told.at })
      if second == 50 { write(session.advance(to: .seconds(second))) }
    }
    write(session.advance(to: .seconds(119)))
    write(.seal(Seal(entries: encoder.lastNumber, segments: 1)), .seconds(119))
    return (bytes, count)
  }

  private func replay(_ bytes: [UInt8]) -> (replay: Replay, beyond: [StampedEvent]) {
    var reader = JournalReader(bytes)
    var replay = Replay(plan: reader.header?.plan ?? SessionPlan())
    while let entry = reader.next() { replay.take(entry, body: reader.body) }
    let beyond = replay.finish(at: reader.lastTime, isSealed: reader.isSealed)
    return (replay, beyond)
  }

  @Test func aSessionReplaysToItsEventsToTheByte() {
    let (bytes, events) = Self.record()
    let (replay, beyond) = replay(bytes)
    #expect(events == 3)
    #expect(replay.comparedEvents == events)
    #expect(replay.difference == nil)
    #expect(beyond == [])
  }

  @Test func anEventThatWasChangedAndHashedAnewIsStillFound() throws {
    var (encoder, bytes) = JournalEncoder.begin(Self.header)
    var reader = JournalReader(Self.record().bytes)
    var changed = 0
    while let entry = reader.next() {
      var content = entry.content
      if case .event(.alarmRaised(let id, var signal, let context)) = content {
        signal.value = 88
        content = .event(.alarmRaised(id, signal, context))
        changed = entry.number
      }
      bytes += encoder.line(content, at: entry.time, wall: entry.wall)
    }
    let difference = try #require(replay(bytes).replay.difference)
    #expect(difference.number == changed)
    #expect(difference.recorded?.contains("\"value\":88") == true)
    #expect(difference.replayed?.contains("\"value\":84") == true)
  }

  /// A refusal's sentence is for people: one that was recorded before it was worded better is no difference.
  @Test(arguments: [
    (Refusal.Why.wrongPhase(.preparation), true), (.wrongPhase(.observing), false), (.noInfusion, false),
  ])
  func aRefusalReplaysByItsCodeAndEvidence(why: Refusal.Why, isSame: Bool) throws {
    var (encoder, bytes) = JournalEncoder.begin(Self.header)
    let contents: [EntryContent] = [
      .event(.phase(.preparation)), .input(.action(.bolus(Milligrams(5)), by: nil)),
      .event(.refused(Refusal(action: "bolus", why: why))),
    ]
    for content in contents {
      let line = String(decoding: encoder.line(content, at: .start, wall: Samples.wall), as: UTF8.self)
      bytes += line.replacing("a bolus is not possible", with: "bolus cannot be done").utf8
    }
    var reader = JournalReader(bytes, checksHashes: false)
    var replay = Replay(plan: Self.plan)
    while let entry = reader.next() { replay.take(entry, body: reader.body) }
    #expect(replay.comparedEvents == 2)
    #expect((replay.difference == nil) == isSame)
  }

  @Test func eventsThatACrashKeptFromBeingWrittenAreReturned() {
    let (bytes, _) = Self.record()
    let lines = bytes.split(separator: 0x0A).map { Array($0) + [0x0A] }
    for count in 1...lines.count - 2 {
      let (replay, beyond) = replay(Array(lines[..<count].joined()))
      #expect(replay.difference == nil)
      let next = String(decoding: lines[count], as: UTF8.self)
      if let first = beyond.first { #expect(next.contains("\"kind\":\"\(first.event.name)\"")) }
    }
  }
}
