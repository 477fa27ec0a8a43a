import InfusionCore
import Quantities
import SessionRecord
import Testing

/// A recorded session is fed to the engine again.
@Suite struct ReplayTests {
  /// A desaturation in preparation.
  private static func desaturation() -> Recording {
    var recording = Recording()
    for second in 0..<120 {
      recording.hear(Double(second), hr: .value(72), spo2: .value((30..<60).contains(second) ? 84 : 97))
      if second == 50 { recording.pass(to: 50) }
    }
    recording.pass(to: 119)
    recording.seal()
    return recording
  }

  /// A treatment with a pump that counts, in which much goes wrong, up to a discharge with an override.
  private static func treatment() throws -> Recording {
    var recording = Recording()
    recording.take(.identity(SourceID("line"), SourceIdentity(serial: "70286")), at: 0)
    for second in 0..<3300 {
      hear(second, in: &recording)
      for input in accidents[second] ?? [] { recording.take(input, at: Double(second)) }
      if let line = script[second] { try recording.act("@\(second) \(line) by=AB") }
    }
    recording.seal()
    return recording
  }

  private static func hear(_ second: Int, in recording: inout Recording) {
    let infused = Double(min(max(second - 60, 0), 1200)) * 52.5 / 3600
    let pump = PumpReport(
      state: (60..<1260).contains(second) ? .running : .stopped, rate: MillilitresPerHour(52.5),
      volume: Millilitres(infused))
    recording.hear(
      Double(second), hr: .value(Fixed(70 + second / 7 % 3)),
      spo2: .value((600..<700).contains(second) ? 84 : 97),
      nibp: second % 300 == 5 ? .measured(.pressure(sys: 124, dia: 78, number: second)) : nil,
      pump: second % 10 == 0 ? pump : nil)
  }

  private static let accidents: [Int: [Input]] = [
    400: [.conduct(SourceID("line"), .garbled(looksLike: "nellcor"))],
    404: [.conduct(SourceID("line"), .follows)],
    500: [.identity(SourceID("line"), SourceIdentity(serial: "70287"))],
    900: [.recorder(.failing("disk full"))], 940: [.recorder(.safe)],
    1300: [.annotation("pt. moved", source: SourceID("csv"))],
    1600: [.gap(from: .seconds(1599), reason: "crash", isEstimated: true)],
  ]

  private static let script: [Int: String] = [
    10: "baseline", 20: "bolus mg=5 reason=pain", 60: #"start override="checklist on paper""#, 300: "check",
    503: #"accept device=line reason="probe exchanged""#, 690: "ack", 700: "bp sys=240 dia=80",
    710: "bp sys=150 dia=80", 720: "audio-pause", 1260: "stop reason=done",
    1270: #"dose volume_ml=17.5 reason="read at the syringe""#, 1400: "score scale=moaas value=5",
    1500: "score scale=aldrete value=99", 1610: "confirm what=gap", 1700: "limit vital=hr low=45",
    1800: "away minutes=5 reason=toilet", 1900: "back", 2000: #"nobp minutes=10 reason="cuff hurts""#,
    3200: "check without=nausea", 3260: #"discharge escort=no override="lives next door""#,
  ]

  @Test func aSessionReplaysToItsEventsToTheByte() {
    let recording = Self.desaturation()
    let retold = Retold(recording.bytes)
    #expect(retold.replay.difference == nil)
    #expect(retold.replay.comparedEvents == recording.events)
    #expect(retold.beyond == [])
    #expect(retold.events.map(\.name) == ["phase", "alarm.raised", "alarm.ended"])
  }

  @Test func aWholeTreatmentReplaysToItsEventsToTheByte() throws {
    let recording = try Self.treatment()
    let retold = Retold(recording.bytes)
    #expect(retold.problems == [])
    #expect(retold.replay.difference == nil)
    #expect(retold.replay.comparedEvents == recording.events)
    #expect(retold.events.count == recording.events)
    #expect(retold.replay.session.phase == .closed)
    let told = Set(retold.events.map(\.name))
    let wanted: Set = [
      "phase", "source", "baseline", "refused", "accepted", "nibp", "infusion", "dose", "check",
      "alarm.raised", "alarm.priority", "alarm.ended", "alarm.acknowledged", "alarm.escalated",
      "audio.paused", "limit.changed", "observation", "remarked", "gap", "away", "back", "closed",
    ]
    #expect(wanted.subtracting(told) == [])
  }

  /// A follower is told the recorded events in their order and each reading that counted after its input, and
  /// the session is as its last input left it.
  @Test func whoFollowsHearsEventsAndTheReadingsThatCounted() {
    var recording = Recording()
    recording.hear(1, hr: .value(70))
    recording.hear(2, "nonin-df2", hr: .value(71))
    recording.hear(3, hr: .value(90), spo2: .value(96))
    recording.seal()
    let heard = Retold(recording.bytes).moments.compactMap { moment -> String? in
      switch moment.what {
      case .event(let event): return event.name
      case .heard(let heard): return "\(heard.source) \(heard.hr?.value.description ?? "-")"
      case .sealed: return "seal"
      case .passed, .aside, .unwatched, .scored: return nil
      }
    }
    #expect(heard == ["phase", "line 70", "nonin-df2 71", "line -", "seal"])
  }

  @Test func anEventThatWasChangedAndHashedAnewIsStillFound() throws {
    var reader = JournalReader(Self.desaturation().bytes)
    var (encoder, bytes) = JournalEncoder.begin(try #require(reader.header))
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
    let difference = try #require(Retold(bytes).replay.difference)
    #expect(difference.number == changed)
    #expect(difference.recorded?.contains("\"value\":88") == true)
    #expect(difference.replayed?.contains("\"value\":84") == true)
  }

  /// A refusal's sentence is for people: one that was recorded before it was worded better is no difference.
  @Test(arguments: [
    (Refusal.Why.wrongPhase(.preparation), true), (.wrongPhase(.observing), false), (.noInfusion, false),
  ])
  func aRefusalReplaysByItsCodeAndEvidence(why: Refusal.Why, isSame: Bool) {
    var (encoder, bytes) = JournalEncoder.begin(Samples.header)
    let contents: [EntryContent] = [
      .event(.phase(.preparation)), .input(.action(.bolus(Milligrams(5)), by: nil)),
      .event(.refused(Refusal(action: "bolus", why: why))),
    ]
    for content in contents {
      let line = String(decoding: encoder.line(content, at: .start, wall: Samples.wall), as: UTF8.self)
      bytes += line.replacing("a bolus is not possible", with: "bolus cannot be done").utf8
    }
    let replay = Retold(bytes, checksHashes: false).replay
    #expect(replay.comparedEvents == 2)
    #expect((replay.difference == nil) == isSame)
  }

  /// The evidence has three decimals, and so has what is read of it.
  @Test func aRateJustAboveItsLimitReplaysHoweverManyDigitsItsSentenceHas() throws {
    var recording = Recording()
    try recording.act("@1 rate mlh=140.001 reason=ordered by=AB")
    recording.seal()
    let text = String(decoding: recording.bytes, as: UTF8.self)
    #expect(text.contains("2.00001 mg/kg/h is above") && text.contains("\"rate_mg_kg_h\":2,"))
    for told in ["2.00001 mg/kg/h is above", "2 mg/kg/h is above"] {
      let bytes = Array(text.replacing("2.00001 mg/kg/h is above", with: told).utf8)
      let retold = Retold(bytes, checksHashes: false)
      #expect(retold.replay.difference == nil)
      let read = retold.events.compactMap {
        if case .refused(let refusal) = $0 { refusal.sentence } else { nil }
      }
      #expect(read == ["more than 2 mg/kg/h is above the plan's limit of 2 mg/kg/h"])
    }
  }

  @Test func eventsThatACrashKeptFromBeingWrittenAreReturned() {
    let bytes = Self.desaturation().bytes
    let lines = bytes.split(separator: 0x0A).map { Array($0) + [0x0A] }
    var returned = 0
    for count in 1...lines.count - 2 {
      let next = String(decoding: lines[count], as: UTF8.self)
      let isEvent = ["phase", "alarm.raised", "alarm.ended"].contains { next.contains("\"kind\":\"\($0)\"") }
      guard isEvent || count % 10 == 0 else { continue }
      let retold = Retold(Array(lines[..<count].joined()))
      #expect(retold.replay.difference == nil)
      guard let first = retold.beyond.first else { continue }
      #expect(next.contains("\"kind\":\"\(first.event.name)\""))
      returned += 1
    }
    #expect(returned > 1)
  }

  @Test func aSealedRecordThatLacksItsLastEventDiffers() throws {
    var reader = JournalReader(Self.desaturation().bytes)
    var (encoder, bytes) = JournalEncoder.begin(try #require(reader.header))
    while let entry = reader.next() {
      if case .event(.alarmEnded) = entry.content { continue }
      bytes += encoder.line(entry.content, at: entry.time, wall: entry.wall)
    }
    let difference = try #require(Retold(bytes).replay.difference)
    #expect(difference.recorded == nil)
    #expect(difference.replayed?.contains("alarm.ended") == true)
  }
}
