import Quantities

/// Tells bytes that follow a kind from bytes that do not: another device on the cable, a wrong speed, a bad
/// plug.
///
/// A few bad frames among good ones are the cable's; the source is garbled when, within the last 5 s (or 5 of
/// the kind's intervals, if that is longer),
/// - at least 3 frames were bad and not fewer bad than good, or
/// - more than a quarter of at least 64 bytes (or of 20, over the whole time) made no frame, or
/// - frames came at more than twice the kind's rate for 3 s (or the time of 3 of them): two devices on one
///   line.
///
/// It follows its kind again when good frames came for 3 s (or 3 intervals) without a bad one.
struct GarbleWatch: Sendable {
  private(set) var isGarbled: Bool

  private let recovery: TimeSpan
  private var recent: RecentFindings
  private var pace: PaceWatch?
  /// When it began to listen: with half a span of bytes it cannot judge a whole one.
  private var began: SessionTime?
  /// Good frames since the last bad one.
  private var run: (since: SessionTime, findings: Findings)?

  /// - Parameters:
  ///   - rate: of a kind whose frames come by themselves, where they are timed as they come.
  ///   - isGarbled: whether that was told before anything is heard.
  init(nominalInterval interval: TimeSpan, rate: FrameRate?, isGarbled: Bool = false) {
    self.isGarbled = isGarbled
    recent = RecentFindings(of: max(.seconds(5), interval * 5))
    recovery = max(.seconds(3), interval * 3)
    pace = rate.map { PaceWatch($0, interval: interval) }
  }

  /// Whether frames come, and most of what comes is frames.
  var follows: Bool {
    let sum = recent.sum
    return !isGarbled && sum.good - sum.ignored >= Self.framesOfEvidence && sum.bad < sum.good
      && !sum.areMostlyLost
  }
  /// How much of it made none.
  var lost: Int { recent.sum.skippedBytes + recent.sum.bad }

  private static let framesOfEvidence = 3

  mutating func opened(at time: SessionTime) { pace?.stalled(at: time) }

  /// Returns whether that changed anything.
  mutating func hear(_ findings: Findings, at now: SessionTime) -> Bool {
    began = began ?? now
    recent.add(findings, at: now)
    let isTooFast = pace?.isTooFast(findings, at: now) ?? false
    extendRun(findings, isTooFast, at: now)
    let before = isGarbled
    if isGarbled {
      if let run, now - run.since >= recovery {
        isGarbled = false
        recent.forget()
        began = now
      }
    } else {
      isGarbled = isTooFast || hasTooManyBad(findings) || hasLostTooMuch(findings, at: now)
      if isGarbled { run = nil }
    }
    return isGarbled != before
  }

  private func hasTooManyBad(_ findings: Findings) -> Bool {
    findings.bad > 0 && recent.sum.bad >= 3 && recent.sum.bad >= recent.sum.good
  }

  private func hasLostTooMuch(_ findings: Findings, at now: SessionTime) -> Bool {
    guard findings.skippedBytes > 0, recent.sum.areMostlyLost, let began else { return false }
    return recent.sum.bytes >= 64 || recent.sum.bytes >= 20 && now - began >= recent.span
  }

  private mutating func extendRun(_ findings: Findings, _ isTooFast: Bool, at now: SessionTime) {
    if findings.bad > 0 || isTooFast {
      run = nil
    } else if let before = run {
      let whole = before.findings + findings
      run = whole.areMostlyLost ? nil : (before.since, whole)
    } else if findings.good > 0 {
      run = (now, findings)
    }
  }
}

/// Notices frames at more than twice the rate of their kind. Frames that piled up while nobody read do not
/// count.
private struct PaceWatch: Sendable {
  private let mostInSpan: Int
  private let longestPause: TimeSpan
  private var recent: RecentFindings
  private var lastHeard: SessionTime?
  private var stalled: SessionTime?

  private static let pardon = TimeSpan.seconds(10)

  init(_ rate: FrameRate, interval: TimeSpan) {
    let span = max(.seconds(3), TimeSpan.seconds(3 * rate.seconds) / rate.frames)
    recent = RecentFindings(of: span)
    mostInSpan = Int(2 * span.milliseconds * rate.frames / (1000 * rate.seconds))
    longestPause = max(.seconds(1), interval * 5 / 2)
  }

  mutating func stalled(at time: SessionTime) { stalled = time }

  mutating func isTooFast(_ findings: Findings, at now: SessionTime) -> Bool {
    if lastHeard.map({ now - $0 > longestPause }) ?? true { stalled = now }
    lastHeard = now
    recent.add(findings, at: now)
    // The window holds both of its ends, so one frame more than fits between them.
    return recent.sum.good - recent.sum.ignored > mostInSpan + 1
      && stalled.map { now - $0 >= Self.pardon } ?? true
  }
}
