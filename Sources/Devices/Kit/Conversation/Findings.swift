import Quantities

/// What a decoder found in a stretch of bytes.
struct Findings: Hashable, Sendable {
  var bytes = 0
  /// Frames that follow the kind, whether they carry something or not.
  var good = 0
  /// Those of the good ones that carry nothing: headers, comments, answers.
  var ignored = 0
  var bad = 0
  var skippedBytes = 0

  var areClean: Bool { bad == 0 && skippedBytes == 0 }
  /// More than a quarter of the bytes made no frame.
  var areMostlyLost: Bool { skippedBytes * 4 > bytes }

  static func + (one: Findings, other: Findings) -> Findings {
    Findings(
      bytes: one.bytes + other.bytes, good: one.good + other.good, ignored: one.ignored + other.ignored,
      bad: one.bad + other.bad, skippedBytes: one.skippedBytes + other.skippedBytes)
  }

  static func - (one: Findings, other: Findings) -> Findings {
    Findings(
      bytes: one.bytes - other.bytes, good: one.good - other.good, ignored: one.ignored - other.ignored,
      bad: one.bad - other.bad, skippedBytes: one.skippedBytes - other.skippedBytes)
  }

  /// An equal part of it.
  static func / (one: Findings, parts: Int) -> Findings {
    Findings(
      bytes: one.bytes / parts, good: one.good / parts, ignored: one.ignored / parts, bad: one.bad / parts,
      skippedBytes: one.skippedBytes / parts)
  }
}

extension Findings {
  init(bytes: Int, from before: WireCounters, to after: WireCounters) {
    self.init(
      bytes: bytes, good: after.recognisedFrames - before.recognisedFrames,
      ignored: after.ignoredFrames - before.ignoredFrames, bad: after.badFrames - before.badFrames,
      skippedBytes: after.skippedBytes - before.skippedBytes)
  }
}

/// The findings of the last so many seconds.
struct RecentFindings: Sendable {
  let span: TimeSpan
  private(set) var sum = Findings()
  private var entries: [Entry] = []
  /// Those before it are over. They go in one sweep: 75 times a second would be too often to move the rest.
  private var oldest = 0

  private struct Entry {
    let time: SessionTime
    var findings: Findings
  }

  init(of span: TimeSpan) { self.span = span }

  mutating func add(_ findings: Findings, at now: SessionTime) {
    while oldest < entries.count, now - entries[oldest].time > span {
      sum = sum - entries[oldest].findings
      oldest += 1
    }
    sweep()
    sum = sum + findings
    let last = entries.count - 1
    if last >= oldest, entries[last].time == now {
      entries[last].findings = entries[last].findings + findings
    } else {
      entries.append(Entry(time: now, findings: findings))
    }
  }

  private mutating func sweep() {
    guard oldest > 64, oldest > entries.count / 2 else { return }
    entries.removeFirst(oldest)
    oldest = 0
  }

  mutating func forget() { self = RecentFindings(of: span) }
}

/// A stretch of bytes with its messages: a clean one, or a single byte that completed something else.
struct DecodedStretch<Message> {
  var bytes: ArraySlice<UInt8>
  var messages: [Message]
  var findings: Findings

  /// Nothing was completed in it, neither well nor badly.
  var isQuiet: Bool { messages.isEmpty && findings == Findings(bytes: bytes.count) }
}

extension FrameDecoder {
  /// Decodes bytes so that what went wrong among them stands where it went wrong. Any split of a stream gives
  /// the same messages, so bytes that are not clean are halved until each trouble stands alone.
  ///
  /// - Parameter eachFrameAlone: the byte that completes a good frame stands alone, too. Where frames say
  ///   what time it is, how many bytes lie between two of them must not depend on how the stream was cut.
  mutating func stretches(of bytes: ArraySlice<UInt8>, eachFrameAlone: Bool) -> [DecodedStretch<Message>] {
    guard eachFrameAlone else { return halved(bytes) }
    // Most few bytes complete nothing, or several things.
    return stride(from: bytes.startIndex, to: bytes.endIndex, by: 16).flatMap {
      apart(bytes[$0..<min($0 + 16, bytes.endIndex)])
    }
  }

  /// All of it as one stretch, where nothing went wrong; else nil, and nothing is decoded.
  mutating func cleanStretch(of bytes: ArraySlice<UInt8>) -> DecodedStretch<Message>? {
    if bytes.isEmpty { return nil }
    let before = self
    let stretch = decoded(bytes)
    if stretch.findings.areClean { return stretch }
    self = before
    return nil
  }

  private mutating func halved(_ bytes: ArraySlice<UInt8>) -> [DecodedStretch<Message>] {
    if bytes.isEmpty { return [] }
    let before = self
    let stretch = decoded(bytes)
    if stretch.findings.areClean || bytes.count == 1 { return [stretch] }
    self = before
    let middle = bytes.startIndex + bytes.count / 2
    return halved(bytes[..<middle]) + halved(bytes[middle...])
  }

  /// Each byte that completes something, and what lies between them.
  private mutating func apart(_ bytes: ArraySlice<UInt8>) -> [DecodedStretch<Message>] {
    let before = self
    let whole = decoded(bytes)
    if whole.isQuiet { return [whole] }
    self = before
    var stretches: [DecodedStretch<Message>] = []
    var quiet = bytes.prefix(0)
    for index in bytes.indices {
      let stretch = decoded(bytes[index...index])
      if stretch.isQuiet {
        quiet = bytes[quiet.startIndex...index]
      } else {
        stretches += [DecodedStretch(quiet: quiet), stretch].filter { !$0.bytes.isEmpty }
        quiet = bytes[(index + 1)...].prefix(0)
      }
    }
    return stretches + (quiet.isEmpty ? [] : [DecodedStretch(quiet: quiet)])
  }

  private mutating func decoded(_ bytes: ArraySlice<UInt8>) -> DecodedStretch<Message> {
    let before = counters
    var messages: [Message] = []
    feed(bytes) { messages.append($0) }
    return DecodedStretch(
      bytes: bytes, messages: messages,
      findings: Findings(bytes: bytes.count, from: before, to: counters))
  }
}

extension DecodedStretch {
  fileprivate init(quiet bytes: ArraySlice<UInt8>) {
    self.init(bytes: bytes, messages: [], findings: Findings(bytes: bytes.count))
  }
}
