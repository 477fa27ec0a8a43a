import InfusionCore
import Quantities
import SessionRecord
import Testing

/// A table that is written while its session runs has the same rows as one made from the whole journal.
@Suite struct GrowingTableTests {
  /// The tables of a record, taken after each entry, and made at once.
  private func tables(_ bytes: [UInt8]) -> (grown: [[UInt8]], whole: [[UInt8]], corrections: Int) {
    var reader = JournalReader(bytes)
    var replay = Replay(plan: reader.header?.plan ?? SessionPlan())
    var (vitals, observation) = (VitalsTable(), ObservationTable())
    var (growing, minutes) = (VitalsTable(), ObservationTable())
    var grown: [[UInt8]] = [[], []]
    var corrections = 0
    while let entry = reader.next() {
      replay.feed(entry, body: reader.body) { moment, session in
        if case .event(.corrected) = moment.what { corrections += 1 }
        vitals.follow(moment, of: session)
        observation.follow(moment, of: session)
        growing.follow(moment, of: session)
        minutes.follow(moment, of: session)
      }
      grown[0] += growing.grown()
      grown[1] += minutes.grown()
    }
    grown[0] += growing.finished(of: replay.session)
    grown[1] += minutes.finished()
    return (grown, [vitals.finished(of: replay.session), observation.finished()], corrections)
  }

  @Test(arguments: 0..<40)
  func rowsThatAreGivenAwayAreThoseOfTheWholeTable(seed: Int) {
    let random = RandomRecording(seed: UInt64(seed), inputs: 400)
    let tables = tables(random.recording.bytes)
    // A correction changes rows that have been written, so the table is then made anew.
    if tables.corrections == 0 {
      #expect(tables.grown == tables.whole)
    } else {
      #expect(tables.grown.map(Self.rows) == tables.whole.map(Self.rows))
    }
  }

  private static func rows(_ table: [UInt8]) -> [[UInt8]] {
    table.split(separator: 0x0A).map { Array($0.prefix { $0 != 0x2C }) }
  }

  @Test func aCorrectionIsNotInRowsThatWereGivenAway() throws {
    var recording = Recording()
    let entry = try recording.act("@3 bp sys=240 dia=80 by=AB")
    recording.hear(5, spo2: .value(97))
    try recording.act("@9 amend n=\(entry) sys=140 by=CD")
    recording.hear(10, spo2: .value(97))
    let tables = tables(recording.bytes)
    #expect(String(decoding: tables.grown[0], as: UTF8.self).contains("3,,,240,80,"))
    #expect(String(decoding: tables.whole[0], as: UTF8.self).contains("3,,,140,80,"))
  }

  /// After the last reading, time alone brings the rows, the first of the silence included, and they are
  /// those that the next reading would have brought.
  @Test func aQuietStretchHasItsRowsWithoutAReading() {
    var recording = Recording()
    for second in 0...5 { recording.hear(Double(second), spo2: .value(97)) }
    recording.pass(to: 60)
    let bytes = recording.bytes
    recording.hear(3600, spo2: .value(96))
    let whole = Retold(recording.bytes)

    var reader = JournalReader(bytes)
    var replay = Replay(plan: reader.header?.plan ?? SessionPlan())
    var table = VitalsTable()
    while let entry = reader.next() {
      replay.feed(entry, body: reader.body) { moment, session in table.follow(moment, of: session) }
    }
    let before = Self.rows(table.grown()).count
    table.pass(to: .seconds(60), of: replay.session)
    let rows = String(decoding: table.grown(), as: UTF8.self).split(separator: "\n").map(String.init)
    #expect(before == 1 + 15 && rows == [whole.row(15)])
    #expect(whole.row(15).hasSuffix(",spo2.novalue,,"))
    table.pass(to: .seconds(900), of: replay.session)
    #expect(table.grown().isEmpty)
  }

  @Test func nothingIsGivenTwice() {
    var recording = Recording()
    for second in 0...5 { recording.hear(Double(second), spo2: .value(97)) }
    let tables = tables(recording.bytes)
    #expect(tables.grown == tables.whole)
    var table = VitalsTable()
    #expect(!table.grown().isEmpty)
    #expect(table.grown().isEmpty)
  }
}
