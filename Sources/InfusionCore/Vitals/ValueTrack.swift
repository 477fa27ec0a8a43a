public import Quantities

/// One vital over time: who gives it, how old it is, and when it will count as lost.
struct ValueTrack: Hashable, Sendable {
  /// What one source last said of this vital.
  struct Voice: Hashable, Sendable {
    let source: SourceID
    let rank: Int
    let staleAfter: TimeSpan?
    let lossDelay: TimeSpan?
    var value: Fixed
    var quality: Quality
    var readAt: SessionTime
    /// When the source first said that it has no value; nil while it gives one.
    var saidNoValueAt: SessionTime?
    var isLost = false

    /// Stale by age or by the source's own word, whichever comes first.
    func lossDeadline(cuffStaleAfter: TimeSpan) -> SessionTime? {
      guard !isLost else { return nil }
      let byAge = readAt + (staleAfter ?? cuffStaleAfter)
      guard let saidNoValueAt, let lossDelay else { return byAge }
      return min(byAge, saidNoValueAt + lossDelay)
    }
  }

  let vital: Vital
  /// In order of preference; a cuff has one voice, its latest measurement's.
  private(set) var voices: [Voice] = []
  /// The last minute's readings of the voice in force: what a baseline is taken from. Streamed vitals only.
  private(set) var lastMinute: [Dated] = []
  /// Sources that said "no value" before they ever gave one, or give none now: why there is nothing.
  private(set) var saidNoValue: SourceID?

  struct Dated: Hashable, Sendable {
    var time: SessionTime
    var value: Fixed
  }

  init(_ vital: Vital) { self.vital = vital }

  /// The value in force: the first source's in the order of preference that is not lost.
  var current: Voice? { voices.first { !$0.isLost } }

  var wasEverPresent: Bool { !voices.isEmpty }

  /// A lost vital's last voice, for "how long ago was that".
  var lastHeard: Voice? { voices.max { $0.readAt < $1.readAt } }
}

extension ValueTrack {
  /// A reading. Returns whether it is now the value in force (a less preferred source's may not be).
  mutating func record(from voice: Voice) -> Bool {
    saidNoValue = nil
    if let index = voices.firstIndex(where: { $0.source == voice.source || vital.isCuff }) {
      voices[index] = voice
    } else {
      let place = voices.firstIndex { $0.rank > voice.rank } ?? voices.endIndex
      voices.insert(voice, at: place)
    }
    guard current?.source == voice.source else { return false }
    if !vital.isCuff { remember(voice.value, at: voice.readAt) }
    return true
  }

  /// The source says that it has no value: the last one stands until it is lost.
  mutating func recordNoValue(from source: SourceID, at now: SessionTime) {
    saidNoValue = source
    guard let index = voices.firstIndex(where: { $0.source == source && !$0.isLost }) else { return }
    voices[index].saidNoValueAt = voices[index].saidNoValueAt ?? now
  }

  /// Marks lost what is due. Returns the instant at which the value in force was lost, if it was.
  mutating func loseDue(at now: SessionTime, cuffStaleAfter: TimeSpan) -> SessionTime? {
    let before = current
    for index in voices.indices {
      if let deadline = voices[index].lossDeadline(cuffStaleAfter: cuffStaleAfter), deadline <= now {
        voices[index].isLost = true
      }
    }
    guard let before, current?.source != before.source else { return nil }
    var wasHeld = before
    wasHeld.isLost = false
    return wasHeld.lossDeadline(cuffStaleAfter: cuffStaleAfter)
  }

  func lossDeadline(cuffStaleAfter: TimeSpan) -> SessionTime? {
    var next: SessionTime?
    for voice in voices { next = earliest(next, voice.lossDeadline(cuffStaleAfter: cuffStaleAfter)) }
    return next
  }

  private mutating func remember(_ value: Fixed, at now: SessionTime) {
    lastMinute.append(Dated(time: now, value: value))
    // Trimmed now and then, not at every reading: the median looks at the times itself.
    if lastMinute.count >= 256 { lastMinute.removeAll { now - $0.time > .minutes(1) } }
  }
}

extension ValueTrack {
  /// The median of the fresh readings of the last 60 s; the mean of the middle two of an even number. Not
  /// rounded: a limit that follows it is, once. (Half a thousandth that is dropped moves no such rounding.)
  func medianOfLastMinute(at now: SessionTime) -> Fixed? {
    guard current != nil else { return nil }
    let values = lastMinute.filter { now - $0.time <= .minutes(1) }.map(\.value).sorted()
    guard !values.isEmpty else { return nil }
    let upper = values[values.count / 2]
    let lower = values[(values.count - 1) / 2]
    return Fixed(thousandths: (lower + upper).thousandths / 2)
  }
}

/// A vital as it may be shown: never a number that could be old without saying so.
public enum VitalState: Hashable, Sendable {
  case fresh(VitalValue)
  /// The source has said that there is no value, but the alarm logic still holds the last one: shown as `--`.
  case withdrawn(last: VitalValue)
  /// Nothing heard for too long.
  case stale(last: VitalValue)
  case absent
}

public struct VitalValue: Hashable, Sendable {
  public var value: Fixed
  public var quality: Quality
  public var at: SessionTime
  public var source: SourceID
}

extension ValueTrack {
  var state: VitalState {
    if let voice = current {
      return voice.saidNoValueAt == nil ? .fresh(voice.shown) : .withdrawn(last: voice.shown)
    }
    return lastHeard.map { .stale(last: $0.shown) } ?? .absent
  }
}

extension ValueTrack.Voice {
  var shown: VitalValue { VitalValue(value: value, quality: quality, at: readAt, source: source) }
}
