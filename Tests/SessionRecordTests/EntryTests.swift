import InfusionCore
import JSONLines
import Quantities
import SessionRecord
import Testing

@Suite struct EntryTests {
  @Test func everyEntryReadsBackAsItWas() {
    var reader = JournalReader(Samples.journal())
    let entries = Samples.readAll(&reader)
    #expect(reader.problems == [])
    #expect(reader.isSealed)
    #expect(entries.count == Samples.contents.count + 1)
    for (entry, content) in zip(entries, Samples.contents) { #expect(entry.content == content) }
    #expect(entries.map(\.number) == Array(1...entries.count))
    #expect(entries.first?.wall == Samples.wall)
  }

  @Test func everyEntryIsWrittenAgainByteForByte() throws {
    let journal = Samples.journal()
    var reader = JournalReader(journal)
    var (encoder, bytes) = JournalEncoder.begin(try #require(reader.header))
    while let entry = reader.next() {
      bytes += encoder.line(entry.content, at: entry.time, wall: entry.wall)
    }
    let pairs = zip(journal.split(separator: 0x0A), bytes.split(separator: 0x0A))
    for (line, again) in pairs where line != again {
      Issue.record("\(String(decoding: line, as: UTF8.self))\nis \(String(decoding: again, as: UTF8.self))")
    }
    #expect(bytes.count == journal.count)
  }

  @Test func nothingThatASessionKnowsIsLeftOut() {
    #expect(Set(Samples.actions.map(\.name)) == Set(ActionName.allCases))
    #expect(Set(Samples.inputs.map(\.place)) == Set(0...12))
    #expect(Set(Samples.events.map(\.place)) == Set(0...28))
    let keys = Samples.actions.flatMap { action in action.fields.fields.map { "\(action.name) \($0.key)" } }
    for name in ActionName.allCases {
      for key in name.keys { #expect(keys.contains("\(name) \(key.name)")) }
    }
  }

  /// A record's refusal is read by its code, so no two refusals may share one.
  @Test func everyRefusalHasACodeOfItsOwn() {
    let codes = Set(Samples.refusals.map { Refusal(action: "x", why: $0).code })
    // The weight that wants a reason is there twice, with the last session's and without.
    #expect(codes.count == Samples.refusals.count - 1)
  }

  @Test func theHeaderReadsBackAsItWas() {
    let reader = JournalReader(Samples.journal([]))
    #expect(reader.header == Samples.header)
    #expect(reader.header?.plan.configuration == Samples.clinic)
    #expect(reader.header?.formatVersion == 2)
    #expect(reader.header?.plan.rulesVersion == RulesVersion.current)
  }

  @Test func theShippedConfigurationReadsBackAsItWas() {
    var header = Samples.header
    header.plan = SessionPlan()
    #expect(JournalReader(JournalEncoder.begin(header).line).header?.plan == SessionPlan())
  }

  @Test(arguments: [
    (
      EntryContent.input(.reading(Samples.readings[2])),
      #""kind":"reading","source":"nonin-df2","hr":71,"spo2":97.5,"pi":0.45,"rr":14,"etco2":null,"temp":36.625,"status":"lowperfusion","doubtful":["hr","spo2"]"#
    ),
    (
      .input(.reading(Samples.readings[3])),
      #""kind":"reading","source":"line","sys":124,"dia":78,"map":93,"nid":3,"derived":["map"]"#
    ),
    (
      .input(.reading(Samples.readings[6])),
      #""kind":"reading","source":"line","sys":null,"dia":null,"nid":3"#
    ),
    (
      .input(.action(.symptom(name: "007", severity: 3, at: .seconds(75)), by: "AB")),
      #""kind":"action","action":"symptom","by":"AB","name":"007","severity":3,"at":75"#
    ),
    (
      .input(.action(.amend(entry: 41, fields: [AmendedField(key: "t", value: "75")]), by: nil)),
      #""kind":"action","action":"amend","amends":41,"fields":{"t":"75"}"#
    ),
    (.input(.action(.limitOn(.hr), by: nil)), #""kind":"action","action":"limit","vital":"hr","on":true"#),
    (
      .input(
        .action(.amend(entry: 41, fields: [AmendedField(key: "struck", value: "a slip")]), by: "AB")),
      #""kind":"action","action":"amend","by":"AB","amends":41,"fields":{"struck":"a slip"}"#
    ),
    (
      .input(.action(.dose(DoseAction(Millilitres(17.25), reason: "read", flush: true)), by: "AB")),
      #""kind":"action","action":"dose","by":"AB","volume_ml":17.25,"reason":"read","flush":"yes""#
    ),
    (
      .input(.action(.withoutPressure(WithoutPressureAction(minutes: 20, reason: "hurts")), by: nil)),
      #""kind":"action","action":"nobp","minutes":20,"reason":"hurts""#
    ),
    (
      .input(.action(.confirm(ConfirmAction(.gap)), by: "AB")),
      #""kind":"action","action":"confirm","by":"AB","what":"gap""#
    ),
    (
      .input(.action(.accept(AcceptAction(device: "hl7", reason: "moved")), by: "AB")),
      #""kind":"action","action":"accept","by":"AB","device":"hl7","reason":"moved""#
    ),
    (
      .input(
        .action(.acknowledge(AcknowledgeAction(shown: [.limit(.spo2, .low), .nibpOverdue])), by: nil)),
      #""kind":"action","action":"ack","shown":"spo2.low,nibp.overdue""#
    ),
    (
      .input(.identity(SourceID("hl7"), SourceIdentity(bed: "BED7", patient: "P7"))),
      #""kind":"identity","source":"hl7","bed":"BED7","patient":"P7""#
    ),
    (
      .input(.conduct(SourceID("line"), .garbled(looksLike: "nellcor"))),
      #""kind":"conduct","source":"line","state":"garbled","looks_like":"nellcor""#
    ),
    (
      .event(.accepted(.pause(reason: "nausea"), entry: 12, by: "AB")),
      #""kind":"accepted","entry":12,"action":"pause","by":"AB","reason":"nausea""#
    ),
    (
      .event(.measured(Measured(.pressure(sys: 124, dia: 78, number: 3), from: .manual, entry: 9))),
      #""kind":"nibp","entry":9,"source":"manual","sys":124,"dia":78,"map":93,"nid":3,"derived":["map"]"#
    ),
    (
      .event(
        .corrected(Correction(of: 9, [AmendedField(key: "sys", value: "142")], amendment: 60, by: "AB"))),
      #""kind":"corrected","entry":9,"amendment":60,"by":"AB","fields":{"sys":"142"}"#
    ),
    (
      .event(.remarked("moved", SourceID("csv"), entry: 7)),
      #""kind":"remarked","entry":7,"source":"csv","text":"moved""#
    ),
    (
      .event(.bound(SourceID("masimo-ascii1"), SourceIdentity(adapter: "FT8X2", serial: "70286"))),
      #""kind":"source","source":"masimo-ascii1","adapter":"FT8X2","serial":"70286""#
    ),
    (
      .event(.due(DueReading(.nibp, at: .minutes(40), from: .start, within: .seconds(90)), .late)),
      #""kind":"due","what":"nibp","at_min":40,"from":"start","within_min":1.5,"outcome":"late""#
    ),
    (.event(.alarmEscalated(.limit(.spo2, .low))), #""kind":"alarm.escalated","id":"spo2.low""#),
    (
      .event(.checkTaken(without: ["moaas"], by: "AB")), #""kind":"check","without":["moaas"],"by":"AB""#
    ),
    (.seal(Seal(entries: 3, segments: 1)), #""kind":"seal","entries":3,"segments":1"#),
  ])
  func aLineIsAsTheFormatPageSays(content: EntryContent, fields: String) {
    var (encoder, _) = JournalEncoder.begin(Samples.header)
    let line = encoder.line(content, at: SessionTime(milliseconds: 812_250), wall: Samples.wall)
    let text = String(decoding: line, as: UTF8.self)
    #expect(
      text.hasPrefix(#"{"n":1,"t":812.25,"wall":"2026-10-17T10:02:03.456+02:00","# + fields + #","h":""#))
    #expect(line.count == text.prefix { $0 != "\n" }.utf8.count + 1)
  }

  @Test func theChainIsSHA256OfTheHashBeforeAndTheBody() {
    // Computed with coreutils: printf '%s' "$body" | sha256sum, then printf '%s%s' "$h" "$body" | sha256sum.
    let first = RunningHash.genesis(of: Array(#"{"n":0"#.utf8)[...])
    #expect(first.description == "e7f67b519efb34b32be79f9a7a11221cca472a884b34548432a2220503651bfa")
    let second = first.next(over: Array(#"{"n":1"#.utf8)[...])
    #expect(second.description == "d80eee4fe408b16857b9bf1b4b8b26f4a2f396d665a53d47a9520dd651a8b600")
  }

  @Test func aReaderTakesAnyOrderOfKeysAndUnknownOnes() throws {
    let body = Array(
      #"{"kind":"reading","x":{"deep":[1]},"spo2":97,"t":2.5,"source":"line","n":1,"wall":"2026-10-17T10:02:03.456+02:00""#
        .utf8)
    let (encoder, header) = JournalEncoder.begin(Samples.header)
    let hash = encoder.lastHash.next(over: body[...])
    var reader = JournalReader(header + body + Array(",\"h\":\"\(hash)\"}\n".utf8))
    let entry = try #require(Samples.readAll(&reader).first)
    #expect(entry.content == .input(.reading(Reading(source: SourceID("line"), spo2: .value(97)))))
    #expect(entry.time == SessionTime(milliseconds: 2500))
    #expect(reader.problems == [])
  }

  @Test func aKnownKindWithUnreadableFieldsIsKeptAsItCame() {
    let content = EntryContent.other(kind: "phase", ["phase": .string("hibernating"), "t2": .null])
    var reader = JournalReader(Samples.journal([content], isSealed: false))
    #expect(Samples.readAll(&reader).map(\.content) == [content])
  }
}

/// One number for each case, so that a case that is added asks here for a sample.
extension Input {
  fileprivate var place: Int {
    switch self {
    case .reading: 0
    case .link: 1
    case .identity: 2
    case .conduct: 3
    case .action: 4
    case .annotation: 5
    case .recorder: 6
    case .sound: 7
    case .clockStepped: 8
    case .gap: 9
    case .history: 10
    case .instruction: 11
    case .publication: 12
    }
  }
}

extension Event {
  fileprivate var place: Int {
    switch self {
    case .accepted: 0
    case .remarked: 1
    case .measured: 2
    case .corrected: 3
    case .dose: 4
    case .bound: 5
    case .due: 6
    case .phase: 7
    case .infusion: 8
    case .observation: 9
    case .alarmRaised: 10
    case .alarmPriority: 11
    case .alarmEnded: 12
    case .alarmAcknowledged: 13
    case .alarmReminded: 14
    case .alarmEscalated: 15
    case .limitReminded: 16
    case .audioPaused: 17
    case .audioResumed: 18
    case .limitChanged: 19
    case .baseline: 20
    case .checkTaken: 21
    case .away: 22
    case .back: 23
    case .holdAdvised: 24
    case .holdEnded: 25
    case .gap: 26
    case .refused: 27
    case .closed: 28
    }
  }
}
