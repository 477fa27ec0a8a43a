import InfusionCore
import SessionRecord
import Testing

/// What holds for every record, whatever happened in its session.
@Suite struct RandomRecordTests {
  private static let seeds = 1...UInt64(8)

  private static let recordings = seeds.map { RandomRecording(seed: $0, inputs: 160).recording }

  private static func recording(_ seed: UInt64) -> Recording { recordings[Int(seed - seeds.lowerBound)] }

  @Test(arguments: seeds)
  func itReplaysToItsEventsAndIsWrittenAgainByteForByte(seed: UInt64) throws {
    let recording = Self.recording(seed)
    let retold = Retold(recording.bytes)
    #expect(retold.problems == [])
    #expect(retold.replay.difference == nil)
    #expect(retold.replay.comparedEvents == recording.events)
    #expect(retold.beyond == [])
    var reader = JournalReader(recording.bytes)
    var (encoder, bytes) = JournalEncoder.begin(try #require(reader.header))
    while let entry = reader.next() {
      bytes += encoder.line(entry.content, at: entry.time, wall: entry.wall)
    }
    #expect(bytes == recording.bytes)
  }

  /// Whoever follows the running session and whoever follows its record hear the same, to the digits that are
  /// written.
  @Test(arguments: seeds)
  func itTellsTheSameWhenItIsToldAgain(seed: UInt64) {
    let recording = Self.recording(seed)
    let retold = Retold(recording.bytes).moments.map(Self.text)
    #expect(retold.count == recording.moments.count)
    for (live, again) in zip(recording.moments, retold) { #expect(Self.text(live) == again) }
  }

  private static func text(_ moment: RecordMoment) -> String {
    switch moment.what {
    case .event(let event):
      String(decoding: HeadlessLine.bytes(StampedEvent(event, at: moment.time)), as: UTF8.self)
    case .heard(let heard): "\(moment.time) \(heard)"
    case .passed, .aside, .unwatched, .sealed, .scored: "\(moment.time) \(moment.what)"
    }
  }

  /// The sessions are worth trying: nearly everything happens in one of them.
  @Test func nearlyEverythingHappens() {
    let told = Set(
      Self.recordings.flatMap(\.moments).compactMap { moment in
        if case .event(let event) = moment.what { event.name } else { nil }
      })
    let seldom: Set = ["away", "back", "due", "hold.advised", "hold.ended", "limit.reminded"]
    #expect(Set(Samples.events.map(\.name)).subtracting(told).subtracting(seldom) == [])
  }

  /// Rows whose cells fit the header, in the order of their times, each but a quiet stretch's second once.
  @Test(arguments: seeds)
  func itsTablesAreWhole(seed: UInt64) {
    let retold = Retold(Self.recording(seed).bytes)
    for table in [retold.vitals, retold.observation] {
      let columns = table[0].split(separator: ",").count
      var last = -1.0
      for row in table.dropFirst() {
        let cells = Self.cells(row)
        #expect(cells.count == columns, "\(row)")
        let time = Double(cells[0]) ?? -1
        #expect(time > last || table == retold.observation && time == last, "\(row)")
        last = time
        #expect(!cells.contains { $0.hasPrefix("=") }, "\(row)")
      }
    }
  }

  /// As RFC 4180 has it.
  private static func cells(_ row: String) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in row {
      if character == "\"" { isQuoted.toggle() }
      if character == ",", !isQuoted { cells.append("") } else { cells[cells.count - 1].append(character) }
    }
    return cells
  }
}
