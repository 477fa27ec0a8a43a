import InfusionCore
import JSONLines
public import Quantities

/// Reads a journal's entries in order, through all of its segments, and keeps account of what is wrong with
/// it.
///
/// Reading never fails: what can be read is returned, what cannot becomes a problem with line and offset.
public struct JournalReader {
  /// The header of the first segment that has one.
  public private(set) var header: SessionHeader?
  public private(set) var problems: [JournalProblem] = []
  public private(set) var isSealed = false
  /// The key that really signed the seal; nil where none did, and where hashes are not checked.
  public private(set) var signer: PublicKey?
  public private(set) var entryCount = 0
  public private(set) var lastNumber = 0
  /// Nil where hashes are not checked.
  public private(set) var lastHash: RunningHash?
  /// Until when somebody watched. A resume whose station died before it told the gap does not count.
  public private(set) var lastTime = SessionTime.start
  /// The wall clock then; nil without an entry. Known where every entry is read, as is the anchor.
  public private(set) var lastWall: WallTime?
  /// The last clock anchor behind the header's own, if something came behind it.
  public private(set) var lastAnchor: (anchor: ClockAnchor, time: SessionTime)?
  /// The last entry's line up to its hash.
  public private(set) var body: ArraySlice<UInt8> = []
  /// Of the last segment: where its whole lines end, and how many bytes are torn behind them.
  public private(set) var wholeEnd = 0
  public private(set) var tornTail = 0

  private let segments: [SegmentBytes]
  /// What is stepped over; nil if every entry is read.
  private let skipped: QuickRun.Kinds?
  private var index = 0
  private var lines: SegmentLines?
  private var line = JSONLine()
  private var chain: ChainCheck
  /// Entries of a segment after which the next segment begins anew. They count only if no later segment holds
  /// them.
  private var aside: [Int: (reading: LineReading, segment: Int)] = [:]
  private var nextBegins: Int?
  private var isHeaderDue = true
  /// An anchor with nothing behind it yet.
  private var newAnchor: (anchor: ClockAnchor, time: SessionTime)?
  /// The first header that can be read, which holds a whole configuration: it is taken apart once.
  private var firstHeader: (segment: Int, reading: LineReading)?

  /// - Parameters:
  ///   - segments: in order, `journal.jsonl` first.
  ///   - checksHashes: false skips the running hash, for a replay that must be quick.
  ///   - skipsReadings: true steps over the readings, which are nearly all of a journal, for an overview of
  ///     many; their hashes are followed all the same, if they are asked for.
  public init(_ segments: [SegmentBytes], checksHashes: Bool = true, skipsReadings: Bool = false) {
    self.init(segments, checksHashes: checksHashes, skipping: skipsReadings ? .readings : nil)
  }

  /// Follows the chain, the sequence and the seal, and reads only the entries that they need. It returns none
  /// of the others.
  public init(chainOf segments: [SegmentBytes]) {
    self.init(segments, checksHashes: true, skipping: .allButMarks)
  }

  private init(_ segments: [SegmentBytes], checksHashes: Bool, skipping: QuickRun.Kinds?) {
    self.segments = segments
    skipped = skipping
    chain = ChainCheck(checksHashes: checksHashes)
    for (index, segment) in segments.enumerated() where header == nil {
      guard var found = Self.headerLine(of: segment.bytes) else { continue }
      header = found.header
      if !checksHashes { found.reading.hash = nil }
      firstHeader = (index, found.reading)
    }
    open(0)
  }

  public init(_ bytes: [UInt8], checksHashes: Bool = true) {
    self.init([SegmentBytes(name: "journal.jsonl", bytes: bytes)], checksHashes: checksHashes)
  }

  /// The header in a segment's first line, and the number of the entry that it stands behind.
  public static func header(of bytes: [UInt8]) -> (header: SessionHeader, number: Int)? {
    headerLine(of: bytes).map { ($0.header, $0.reading.entry.number) }
  }

  private static func headerLine(of bytes: [UInt8]) -> (header: SessionHeader, reading: LineReading)? {
    var lines = SegmentLines(SegmentBytes(name: "", bytes: bytes))
    var scratch = JSONLine()
    guard let range = lines.next(), let reading = try? LineReading.read(bytes, line: range, with: &scratch),
      case .header(let header) = reading.entry.content
    else { return nil }
    return (header, reading)
  }

  /// The next entry; headers are not among them. Nil at the end.
  public mutating func next() -> JournalEntry? {
    while lines != nil {
      passQuickLines()
      guard let range = lines?.next() else {
        closeSegment()
        continue
      }
      if let entry = readLine(segments[index].bytes, range), !isPassed(entry) { return entry }
    }
    while let entry = nextOfAside() { if !isPassed(entry) { return entry } }
    return nil
  }
}

// MARK: - Segments

extension JournalReader {
  private mutating func open(_ segment: Int) {
    index = segment
    guard segment < segments.count else {
      lines = nil
      return
    }
    lines = SegmentLines(segments[segment])
    isHeaderDue = true
    nextBegins = segments.dropFirst(segment + 1).lazy.compactMap { Self.header(of: $0.bytes)?.number }.min()
  }

  private mutating func closeSegment() {
    guard let ended = lines else { return }
    wholeEnd = ended.position
    tornTail = ended.tornTail
    if isHeaderDue, !isLeftBare(ended) { note(.headerUnreadable, line: 1, offset: 0) }
    if tornTail > 0 { note(tornBehind(ended), line: ended.lineNumber + 1, offset: ended.position) }
    open(index + 1)
  }

  /// If a later segment goes on, the chain and the sequence tell whether the torn bytes are missed. What no
  /// writer of ours left there is damage.
  private func tornBehind(_ ended: SegmentLines) -> JournalProblem.What {
    nextBegins != nil && isBegunLine(ended) ? .abandonedTail(bytes: tornTail) : .tornTail(bytes: tornTail)
  }

  /// Whether the torn bytes begin a line that a later segment has, or a header. NULs at their end are a file
  /// that grew before its bytes came to the disk.
  private func isBegunLine(_ ended: SegmentLines) -> Bool {
    var torn = segments[index].bytes[ended.position...]
    while torn.last == 0 { torn.removeLast() }
    if torn.isEmpty { return true }
    if ended.lineNumber == 0 { return Self.beginsHeader(torn) }
    return segments[(index + 1)...].contains { segment in
      segment.bytes.split(separator: UInt8(ascii: "\n")).contains { $0.starts(with: torn) }
    }
  }

  private static func beginsHeader(_ torn: ArraySlice<UInt8>) -> Bool {
    let (begin, kind) = ("{\"n\":", "\"kind\":\"header\"")
    let text = String(decoding: torn.prefix(headerKindWithin), as: UTF8.self)
    guard text.utf8.count >= begin.utf8.count else { return begin.hasPrefix(text) }
    return text.hasPrefix(begin) && (torn.count < headerKindWithin || text.contains(kind))
  }

  /// Bytes of a header's line until its kind is told: number, time and wall clock come before.
  private static let headerKindWithin = 120

  /// Whether a later segment has no whole line, because its writer died over the first one. That loses
  /// nothing: lost entries would be missed in the sequence, and what is torn is told as such.
  private func isLeftBare(_ ended: SegmentLines) -> Bool {
    header != nil && ended.lineNumber == 0 && (index > 0 || segments[index].bytes.isEmpty)
  }

  private mutating func note(_ what: JournalProblem.What, line: Int, offset: Int, segment: Int? = nil) {
    let file = segments.isEmpty ? "journal.jsonl" : segments[segment ?? index].name
    problems.append(JournalProblem(file: file, line: line, offset: offset, what: what))
  }
}

// MARK: - Lines

extension JournalReader {
  private mutating func readLine(_ bytes: [UInt8], _ range: Range<Int>) -> JournalEntry? {
    let number = lines?.lineNumber ?? 0
    let reading: LineReading
    do {
      if number == 1, let firstHeader, firstHeader.segment == index {
        reading = firstHeader.reading
      } else {
        reading = try LineReading.read(bytes, line: range, with: &line, wantsHash: chain.checksHashes)
      }
    } catch {
      if isHeaderDue && number == 1 { isHeaderDue = false }
      note(error.what, line: number, offset: range.lowerBound)
      chain.loseLine(hash: error.hash)
      return nil
    }
    if number == 1 {
      isHeaderDue = false
      if acceptHeader(reading, bytes) { return nil }
      note(.headerUnreadable, line: 1, offset: 0)
      if reading.entry.content.kind == "header" { return nil }
    }
    if let nextBegins, reading.entry.number > nextBegins {
      aside[reading.entry.number] = (reading, index)
      return nil
    }
    return accept(reading, bytes, line: number, offset: range.lowerBound)
  }

  /// Steps over lines that the caller does not ask for, as long as all is well with them.
  private mutating func passQuickLines() {
    guard let skipped, let line = lines?.lineNumber, line > 0, nextBegins == nil, !isSealed,
      let footing = chain.footing
    else { return }
    var run = QuickRun(skipped, behind: footing.number, footing.hash, at: lastTime)
    lines?.pass(&run)
    guard run.lineCount > 0 else { return }
    chain.pass(run)
    lastHash = run.hash
    entryCount += run.lineCount
    lastNumber = max(lastNumber, run.number)
    lastTime = run.time
  }

  /// Whether the caller did not ask for an entry that had to be read in full.
  private func isPassed(_ entry: JournalEntry) -> Bool {
    switch (skipped, entry.content) {
    case (.allButMarks, _), (.readings, .input(.reading)): true
    case (.readings, _), (nil, _): false
    }
  }

  /// Whether the line is a header that can be read.
  private mutating func acceptHeader(_ reading: LineReading, _ bytes: [UInt8]) -> Bool {
    guard case .header(let header) = reading.entry.content else {
      if case .other("header", let fields) = reading.entry.content,
        let version = fields["format_version"]?.integer, version > SessionHeader.formatVersion
      {
        note(.newerFormat(version), line: 1, offset: 0)
      }
      return false
    }
    if let problem = chain.begin(behind: reading.entry.number, checkHeader(header, reading, bytes)) {
      note(problem, line: 1, offset: 0)
    }
    if entryCount == 0, lastNumber == 0 {
      lastNumber = reading.entry.number
      lastHash = header.afterHash ?? reading.hash
    }
    return true
  }

  /// The hashes that the entry behind the header may follow: for the first header the one that it should
  /// have, or the one that it has.
  private mutating func checkHeader(
    _ header: SessionHeader, _ reading: LineReading, _ bytes: [UInt8]
  ) -> [RunningHash] {
    guard let recorded = reading.hash else { return [] }
    let own = RunningHash.of(bytes[reading.body], after: header.afterHash)
    if own != recorded { note(.changed(entry: reading.entry.number), line: 1, offset: 0) }
    return header.afterHash.map { [$0] } ?? Array(Set([own, recorded]))
  }

  private mutating func accept(
    _ reading: LineReading, _ bytes: [UInt8], line: Int, offset: Int, segment: Int? = nil
  ) -> JournalEntry {
    let entry = reading.entry
    if let earlier = aside.removeValue(forKey: entry.number), earlier.reading.hash != reading.hash {
      note(.segmentsDiffer(entry: entry.number), line: line, offset: offset, segment: segment)
    }
    if let problem = chain.check(entry.number, hash: reading.hash, body: bytes[reading.body]) {
      note(problem, line: line, offset: offset, segment: segment)
    }
    if isSealed { note(.behindSeal(entry: entry.number), line: line, offset: offset, segment: segment) }
    keepAccount(of: entry)
    let hashBefore = lastHash
    lastHash = reading.hash
    body = bytes[reading.body]
    if case .seal(let seal) = entry.content {
      isSealed = true
      if let signature = seal.signature, let hashBefore, chain.checksHashes {
        if signature.holds(behind: hashBefore) {
          signer = signature.key
        } else {
          note(.sealForged(signature.key), line: line, offset: offset, segment: segment)
        }
      }
      if seal.entries != entry.number - 1 {
        let what = JournalProblem.What.sealCount(sealed: seal.entries, found: entry.number - 1)
        note(what, line: line, offset: offset, segment: segment)
      }
    }
    return entry
  }

  private mutating func keepAccount(of entry: JournalEntry) {
    entryCount += 1
    lastNumber = max(lastNumber, entry.number)
    if case .anchor(let anchor) = entry.content { newAnchor = (anchor, entry.time) }
    guard !entry.content.preparesResume else { return }
    lastTime = max(lastTime, entry.time)
    lastWall = entry.wall
    lastAnchor = newAnchor ?? lastAnchor
    newAnchor = nil
  }

  /// Entries that only an earlier segment holds, behind all that the later ones hold.
  private mutating func nextOfAside() -> JournalEntry? {
    guard let number = aside.keys.min(), let kept = aside.removeValue(forKey: number) else { return nil }
    guard number > lastNumber else { return nextOfAside() }
    let bytes = segments[kept.segment].bytes
    return accept(kept.reading, bytes, line: 0, offset: kept.reading.body.lowerBound, segment: kept.segment)
  }
}
