import InfusionCore
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

  @Test func theHeaderReadsBackAsItWas() {
    let reader = JournalReader(Samples.journal([]))
    #expect(reader.header == Samples.header)
    #expect(reader.header?.plan.configuration == Samples.clinic)
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
