import Quantities

/// Decodes the line protocol, from bytes to records; every rule about several lines is here.
public struct LineDecoder: FrameDecoder {
  public private(set) var counters = WireCounters()
  /// The first bad line of an input; nil if there was none.
  public private(set) var firstBadLine: BadLine?
  /// Why the last bad line was dropped; nil if none was.
  public private(set) var lastFault: LineFault?

  /// The longest line in bytes, without its end.
  public static let longestLine = 256

  private let requiresTime: Bool
  private var lines = LineSplitter(longest: longestLine, endsAtCarriageReturn: false)
  private var lastTime: SessionTime?
  private var lastSequence: Int?
  /// How many lines have ended.
  private var endedLines = 0
  /// Records in a row whose time cannot follow that of the last good one, but each that of the one before.
  private var elsewhere = (count: 0, last: SessionTime.start)

  /// After so many of them the sender has begun anew, as a board does that was reset while its line stayed
  /// open; or else the one record that lay so far ahead was wrong.
  private static let newClockRecords = 5
  /// A time further ahead than this is garbled.
  private static let longestStep = TimeSpan.hours(24)

  /// With `requiresTime` the records give session time, and one without `@T` is bad.
  public init(requiresTime: Bool = false) { self.requiresTime = requiresTime }

  public mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (LineRecord) -> Void) {
    var pieces: [LineSplitter.Piece] = []
    lines.feed(bytes) { pieces.append($0) }
    counters.skippedBytes = lines.skippedBytes
    for piece in pieces {
      endedLines += 1
      switch piece {
      case .tooLong(let count): drop(.tooLong(bytes: count))
      case .line(let line): if let record = record(from: line) { emit(record) }
      }
    }
  }

  /// Forgets time and counter, because the sender may have begun anew after a cut.
  public mutating func reset() {
    lines.reset()
    lastTime = nil
    lastSequence = nil
    elsewhere = (0, .start)
  }

  private mutating func record(from line: ArraySlice<UInt8>) -> LineRecord? {
    do throws(LineFault) {
      try Self.checkBytes(line)
      guard line.contains(where: { !Ascii.isBlank($0) }) else { return nil }
      if line.first == UInt8(ascii: "#") {
        counters.ignoredFrames += 1
        return nil
      }
      let record = try LineRecordParser.parse(line)
      try checkTime(record.time)
      return accept(record)
    } catch {
      drop(error)
      return nil
    }
  }

  private static func checkBytes(_ line: ArraySlice<UInt8>) throws(LineFault) {
    let bad = line.firstIndex { !Ascii.isPrintable($0) && $0 != Ascii.tab }
    if let bad { throw .badByte(line[bad], offset: bad - line.startIndex) }
  }

  private mutating func checkTime(_ time: SessionTime?) throws(LineFault) {
    guard let time else {
      if requiresTime { throw .timeMissing }
      return
    }
    // Session time begins at 0, and a first record far ahead of that is as garbled as a later one.
    guard let from = lastTime ?? (requiresTime ? .start : nil), !Self.mayFollow(time, from) else {
      if requiresTime, time > .latestOfASession { throw .timeBeyond(milliseconds: time.milliseconds) }
      return
    }
    if beganAnew(at: time) { return }
    let step = (from.milliseconds, time.milliseconds)
    if time < from { throw .timeBackwards(fromMilliseconds: step.0, toMilliseconds: step.1) }
    throw .timeJumped(fromMilliseconds: step.0, toMilliseconds: step.1)
  }

  private static func mayFollow(_ time: SessionTime, _ last: SessionTime) -> Bool {
    time >= last && time - last <= longestStep
  }

  /// Whether the sender has begun anew. Never if the records give session time, which cannot go back.
  private mutating func beganAnew(at time: SessionTime) -> Bool {
    guard !requiresTime else { return false }
    elsewhere = (Self.mayFollow(time, elsewhere.last) ? elsewhere.count + 1 : 1, time)
    guard elsewhere.count >= Self.newClockRecords else { return false }
    lastTime = nil
    lastSequence = nil
    return true
  }

  /// Counts a good record, unless it repeats the number of the one before. Returns nil for a repeated one.
  private mutating func accept(_ record: LineRecord) -> LineRecord? {
    if let sequence = record.seq {
      if sequence == lastSequence {
        counters.repeatedFrames += 1
        return nil
      }
      counters.lostFrames += lastSequence.map { (sequence - $0 - 1 + 65536) % 65536 } ?? 0
      lastSequence = sequence
    }
    lastTime = record.time ?? lastTime
    elsewhere = (0, .start)
    counters.goodFrames += 1
    counters.unknownKeys += record.unknown.count
    return record
  }

  private mutating func drop(_ fault: LineFault) {
    counters.badFrames += 1
    lastFault = fault
    if firstBadLine == nil { firstBadLine = BadLine(line: endedLines, fault: fault) }
  }
}
