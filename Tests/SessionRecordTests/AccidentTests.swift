import InfusionCore
import Quantities
import SessionRecord
import Testing

/// Damage to a journal's bytes, and what its reader reports.
@Suite struct AccidentTests {
  private static let readings = (0..<12).map { n in
    EntryContent.input(
      .reading(Reading(source: SourceID("line"), spo2: .value(97), hr: .value(Fixed(70 + n)))))
  }
  private static let journal = Samples.journal(readings, header: Samples.shortHeader)

  /// The lines with their LF; the first is the header.
  private static let lines: [[UInt8]] = journal.split(separator: 0x0A).map { $0 + [0x0A] }

  private func read(_ bytes: [UInt8]) -> (
    entries: [JournalEntry], problems: [JournalProblem], reader: JournalReader
  ) {
    var reader = JournalReader(bytes)
    let entries = Samples.readAll(&reader)
    return (entries, reader.problems, reader)
  }

  private func read(_ lines: [[UInt8]]) -> (
    entries: [JournalEntry], problems: [JournalProblem], reader: JournalReader
  ) {
    read(Array(lines.joined()))
  }

  /// A check of the chain alone parses hardly any line, and still finds each change at the same line.
  @Test func theChainAloneFindsEveryFlippedBit() {
    for offset in Self.journal.indices {
      var bytes = Self.journal
      bytes[offset] ^= 1
      let whole = read(bytes).problems
      var chain = JournalReader(chainOf: [SegmentBytes(name: "journal.jsonl", bytes: bytes)])
      while chain.next() != nil {}
      #expect(!chain.problems.isEmpty, "byte \(offset)")
      #expect(chain.problems.first?.line == whole.first?.line, "byte \(offset)")
    }
    var sound = JournalReader(chainOf: [SegmentBytes(name: "journal.jsonl", bytes: Self.journal)])
    while sound.next() != nil {}
    #expect(sound.problems == [] && sound.isSealed)
    #expect(sound.entryCount == 13 && sound.lastHash == read(Self.journal).reader.lastHash)
  }

  /// After any damage to a byte, a line or a piece, a reader that steps over the readings reports the same
  /// problems, and gives the same other entries.
  @Test func whoStepsOverReadingsIsToldTheSame() {
    for bytes in Self.damagedJournals {
      let segments = [SegmentBytes(name: "journal.jsonl", bytes: bytes)]
      var whole = JournalReader(segments)
      var stepping = JournalReader(segments, skipsReadings: true)
      let others = Samples.readAll(&whole).filter { !$0.isReading }
      #expect(Samples.readAll(&stepping) == others)
      #expect(stepping.problems == whole.problems)
      #expect(stepping.lastHash == whole.lastHash && stepping.lastNumber == whole.lastNumber)
      #expect(stepping.entryCount == whole.entryCount && stepping.lastTime == whole.lastTime)
    }
  }

  /// A byte changed, a line gone, twice or out of its place, and a cut: each at every place.
  private static let damagedJournals: [[UInt8]] =
    journal.indices.map { offset in
      var bytes = journal
      bytes[offset] ^= offset.isMultiple(of: 2) ? 1 : 0x40
      return bytes
    }
    + lines.indices.flatMap { index in
      let without = lines[..<index] + lines[(index + 1)...]
      let twice = lines[...index] + lines[index...]
      let early = [lines[index]] + without
      return [Array(without), Array(twice), Array(early)].map { Array($0.joined()) }
    }
    + stride(from: 0, through: journal.count, by: 17).map { Array(journal[..<$0]) }

  @Test func aWholeJournalHasNoProblem() {
    let (entries, problems, reader) = read(Self.journal)
    #expect(entries.count == 13)
    #expect(problems == [])
    #expect(reader.isSealed)
  }

  @Test func tornLastLineIsToldAndTheRestIsKept() {
    let start = Self.journal.count - (Self.lines.last?.count ?? 0)
    for end in start + 1..<Self.journal.count {
      let (entries, problems, reader) = read(Array(Self.journal[..<end]))
      #expect(entries.count == 12)
      #expect(problems.map(\.what) == [.tornTail(bytes: end - start)])
      #expect(problems.first?.line == 14)
      #expect(problems.first?.offset == start)
      #expect(reader.wholeEnd == start)
      #expect(!reader.isSealed)
    }
  }

  @Test(arguments: [1, 511, 512, 4096])
  func tailOfNULsIsATornTail(count: Int) {
    let (entries, problems, _) = read(Self.journal + Array(repeating: 0, count: count))
    #expect(entries.count == 13)
    #expect(problems.map(\.what) == [.tornTail(bytes: count)])
  }

  @Test func halfALineFollowedByNULsIsATornTail() {
    let half = Self.lines[..<12].joined() + Self.lines[12].prefix(40) + Array(repeating: 0, count: 100)
    let (entries, problems, _) = read(Array(half))
    #expect(entries.count == 11)
    #expect(problems.map(\.what) == [.tornTail(bytes: 140)])
  }

  @Test func aStubGluedToTheNextLineIsAGapAndTheRestIsKept() {
    var lines = Self.lines
    lines[5] = lines[5].prefix(15) + lines[6]
    lines.remove(at: 6)
    let (entries, problems, reader) = read(lines)
    #expect(entries.count == 11)
    #expect(problems.count == 1)
    #expect(problems.first?.line == 6)
    #expect(reader.isSealed == true)
  }

  @Test func aFlippedByteIsFoundAndNamed() {
    var starts: [Int] = []
    var at = 0
    for line in Self.lines {
      starts.append(at)
      at += line.count
    }
    for offset in stride(from: 0, to: Self.journal.count, by: 3) {
      var bytes = Self.journal
      bytes[offset] ^= 1
      let line = (starts.lastIndex { $0 <= offset } ?? 0) + 1
      let (_, problems, _) = read(bytes)
      #expect(problems.first?.line == line, "byte \(offset) of line \(line): \(problems)")
      #expect(
        problems.contains { $0.line != line && $0.line != line + 1 } == false, "byte \(offset): \(problems)")
    }
  }

  @Test func aChangedValueIsToldOnceAtItsLine() {
    for line in 1...12 {
      var lines = Self.lines
      let text = String(decoding: lines[line], as: UTF8.self).replacing("\"spo2\":97", with: "\"spo2\":79")
      lines[line] = Array(text.utf8)
      let (entries, problems, _) = read(lines)
      #expect(entries.count == 13)
      #expect(problems.map(\.what) == [.changed(entry: line)])
      #expect(problems.first?.line == line + 1)
    }
  }

  @Test func aChangedHashIsToldOnceAtItsLine() {
    for line in 0..<14 {
      var lines = Self.lines
      let place = lines[line].count - 10
      lines[line][place] = lines[line][place] == 0x30 ? 0x31 : 0x30
      #expect(read(lines).problems.map(\.line) == [line + 1])
    }
  }

  @Test func deletedLineBreaksTheChain() {
    for line in 1..<13 {
      var lines = Self.lines
      lines.remove(at: line)
      let (_, problems, _) = read(lines)
      #expect(problems.first?.what == .sequence(expected: line, found: line + 1))
      #expect(problems.count == 1)
    }
  }

  @Test func aRepeatedLineIsFound() {
    var lines = Self.lines
    lines.insert(lines[4], at: 5)
    #expect(read(lines).problems.first?.what == .sequence(expected: 5, found: 4))
  }

  @Test func exchangedLinesAreFound() {
    var lines = Self.lines
    lines.swapAt(4, 5)
    #expect(read(lines).problems.first?.what == .sequence(expected: 4, found: 5))
  }

  @Test func aLineBehindTheSealIsFound() {
    var (encoder, bytes) = JournalEncoder.begin(Samples.header)
    bytes += encoder.line(.seal(Seal(entries: 0, segments: 1)), at: .start, wall: Samples.wall)
    bytes += encoder.line(.input(.action(.check(), by: nil)), at: .start, wall: Samples.wall)
    #expect(read(bytes).problems.map(\.what) == [.behindSeal(entry: 2)])
  }

  @Test func aJournalWithoutItsHeaderIsReadAllTheSame() {
    let (entries, problems, reader) = read(Array(Self.lines.dropFirst()))
    #expect(entries.map(\.number) == Array(1...13))
    #expect(problems.map(\.what) == [.headerUnreadable])
    #expect(reader.header == nil)
  }

  @Test func aNewerFormatIsToldByItsNumber() {
    var lines = Self.lines
    let text = String(decoding: lines[0], as: UTF8.self).replacing(
      "\"format_version\":2", with: "\"format_version\":3")
    lines[0] = Array(text.utf8)
    #expect(read(lines).problems.first?.what == .newerFormat(3))
  }

  @Test func anEmptyFileHasNoHeader() {
    let (entries, problems, _) = read([UInt8]())
    #expect(entries == [])
    #expect(problems.map(\.what) == [.headerUnreadable])
  }

  @Test func problemsAreSaidWithFileLineAndByte() {
    let problem = JournalProblem(file: "journal.jsonl", line: 12, offset: 2901, what: .changed(entry: 11))
    #expect(
      problem.description == "journal.jsonl, line 12, byte 2901: entry 11 was changed after it was written")
    #expect(JournalProblem.What.sequence(expected: 4, found: 5).sentence == "entry 4 is missing")
    #expect(JournalProblem.What.sequence(expected: 4, found: 9).sentence == "entries 4 to 8 are missing")
  }
}

/// Journals that a failed file broke into segments.
@Suite struct SegmentTests {
  private let lines: [[UInt8]]
  private let encoder: JournalEncoder
  private let hashes: [RunningHash]

  init() {
    var (encoder, header) = JournalEncoder.begin(Samples.header)
    var lines = [header]
    var hashes = [encoder.lastHash]
    for n in 0..<9 {
      let reading = Reading(source: SourceID("line"), hr: .value(Fixed(70 + n)))
      lines.append(encoder.line(.input(.reading(reading)), at: .seconds(Int64(n)), wall: Samples.wall))
      hashes.append(encoder.lastHash)
    }
    lines.append(encoder.line(.seal(Seal(entries: 9, segments: 2)), at: .seconds(9), wall: Samples.wall))
    self.lines = lines
    self.encoder = encoder
    self.hashes = hashes
  }

  private func second(after number: Int) -> [UInt8] {
    encoder.segmentLine(
      2, after: number, hashes[number], at: .seconds(5), wall: Samples.wall, why: "fdatasync: EIO")
  }

  private func read(_ first: [UInt8], _ second: [UInt8]) -> (numbers: [Int], problems: [JournalProblem.What])
  {
    var reader = JournalReader([
      SegmentBytes(name: "journal.jsonl", bytes: first), SegmentBytes(name: "journal-2.jsonl", bytes: second),
    ])
    let entries = Samples.readAll(&reader)
    return (entries.map(\.number), reader.problems.map(\.what))
  }

  @Test func aSecondSegmentGoesOn() {
    let read = read(Array(lines[...5].joined()), second(after: 5) + lines[6...].joined())
    #expect(read.numbers == Array(1...10))
    #expect(read.problems == [])
  }

  @Test func entriesThatWereWrittenAgainCountOnce() {
    let read = read(Array(lines[...7].joined()), second(after: 4) + lines[5...].joined())
    #expect(read.numbers == Array(1...10))
    #expect(read.problems == [])
  }

  @Test func whatOnlyTheEarlierSegmentHoldsCountsToo() {
    let read = read(Array(lines[...7].joined()), second(after: 4) + lines[5])
    #expect(read.numbers == Array(1...7))
    #expect(read.problems == [])
  }

  @Test func aFreshSegmentMayHoldEverythingAgain() {
    let read = read(lines[0] + lines[1], second(after: 0) + lines[1...].joined())
    #expect(read.numbers == Array(1...10))
    #expect(read.problems == [])
  }

  @Test func aTornTailOfTheFailedSegmentIsTold() {
    let read = read(
      Array(lines[...5].joined()) + lines[6].prefix(20), second(after: 5) + lines[6...].joined())
    #expect(read.numbers == Array(1...10))
    #expect(read.problems == [.abandonedTail(bytes: 20)])
  }

  /// A station died after it had made the next file, and before that file's first line.
  @Test func aSegmentThatItsStationDiedOverBeforeItsFirstLineHeldNothing() {
    let third = second(after: 5) + lines[6...].joined()
    var reader = JournalReader([
      SegmentBytes(name: "journal.jsonl", bytes: Array(lines[...5].joined())),
      SegmentBytes(name: "journal-2.jsonl", bytes: []), SegmentBytes(name: "journal-3.jsonl", bytes: third),
    ])
    #expect(Samples.readAll(&reader).map(\.number) == Array(1...10))
    #expect(reader.problems == [])
  }

  /// A station died in the middle of the next file's first line, its header.
  @Test func aHeaderThatIsTornInALaterSegmentIsAnAbandonedTail() {
    let third = second(after: 5) + lines[6...].joined()
    let torn = Array(second(after: 5).prefix(300))
    var reader = JournalReader([
      SegmentBytes(name: "journal.jsonl", bytes: Array(lines[...5].joined())),
      SegmentBytes(name: "journal-2.jsonl", bytes: torn), SegmentBytes(name: "journal-3.jsonl", bytes: third),
    ])
    #expect(Samples.readAll(&reader).map(\.number) == Array(1...10))
    #expect(reader.problems.map(\.what) == [.abandonedTail(bytes: 300)])
  }

  @Test func whatSomebodyEmptiedASegmentOfIsMissed() {
    var reader = JournalReader([
      SegmentBytes(name: "journal.jsonl", bytes: Array(lines[...3].joined())),
      SegmentBytes(name: "journal-2.jsonl", bytes: []),
      SegmentBytes(name: "journal-3.jsonl", bytes: second(after: 5) + lines[6...].joined()),
    ])
    #expect(Samples.readAll(&reader).count == 8)
    #expect(reader.problems.map(\.what) == [.sequence(expected: 4, found: 6)])
  }

  @Test func aLateSegmentAloneIsReadFromItsNumberOn() {
    var reader = JournalReader(second(after: 4) + lines[5...].joined())
    #expect(Samples.readAll(&reader).map(\.number) == Array(5...10))
    #expect(reader.header?.plan == Samples.header.plan)
    #expect(
      reader.problems.map(\.what) == [.sequence(expected: 1, found: 5)])
  }
}

extension JournalEntry {
  fileprivate var isReading: Bool { if case .input(.reading) = content { true } else { false } }
}
