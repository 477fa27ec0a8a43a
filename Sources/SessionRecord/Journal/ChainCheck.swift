/// Follows numbers and hashes from line to line, and says what does not fit.
///
/// Where a line's own hash was damaged, the next line still fits the hash that the line should have had: both
/// are kept as candidates, so that one flipped byte is told once, at its line.
struct ChainCheck {
  private(set) var lastNumber: Int?
  /// The hash of the line before, as it stands there: nearly always the only candidate.
  private var last: RunningHash?
  /// Those that the line before should have had instead.
  private var others: [RunningHash] = []
  /// Unreadable lines since the last entry; their numbers are unknown.
  private var lost = 0
  let checksHashes: Bool

  init(checksHashes: Bool) { self.checksHashes = checksHashes }

  /// A segment begins: its entries follow `number` and one of `hashes`.
  mutating func begin(behind number: Int, _ hashes: [RunningHash]) -> JournalProblem.What? {
    let problem = sequenceProblem(expecting: number + 1, isSegment: true)
    if problem == nil, checksHashes, last != nil, lost == 0, !hashes.contains(where: isCandidate) {
      setCandidates(hashes)
      return .changed(entry: number)
    }
    lastNumber = number
    lost = 0
    setCandidates(hashes)
    return problem
  }

  /// The entry that a run of lines would follow; nil while something is wrong and each line must be checked.
  var footing: (number: Int, hash: RunningHash?)? {
    guard let lastNumber, lost == 0, others.isEmpty, last != nil || !checksHashes else { return nil }
    return (lastNumber, checksHashes ? last : nil)
  }

  /// Accounts for lines that were stepped over and all fit.
  mutating func pass(_ run: QuickRun) {
    lastNumber = run.number
    last = run.hash
  }

  mutating func loseLine(hash: RunningHash?) {
    lost += 1
    last = hash
    others = []
  }

  mutating func check(_ number: Int, hash: RunningHash?, body: ArraySlice<UInt8>) -> JournalProblem.What? {
    let problem = sequenceProblem(expecting: number, isSegment: false)
    let hasPrevious = problem == nil && last != nil
    lastNumber = number
    lost = 0
    guard checksHashes, let hash else { return problem }
    defer { last = hash }
    guard hasPrevious, let last else {
      others = []
      return problem
    }
    let wanted = last.next(over: body)
    if wanted == hash || others.contains(where: { $0.next(over: body) == hash }) {
      if !others.isEmpty { others = [] }
      return nil
    }
    others = [wanted] + others.map { $0.next(over: body) }
    return .changed(entry: number)
  }

  private func isCandidate(_ hash: RunningHash) -> Bool { hash == last || others.contains(hash) }

  private mutating func setCandidates(_ hashes: [RunningHash]) {
    last = hashes.first
    others = Array(hashes.dropFirst())
  }

  private func sequenceProblem(expecting found: Int, isSegment: Bool) -> JournalProblem.What? {
    guard let lastNumber else { return found == 1 || !isSegment ? nil : .sequence(expected: 1, found: found) }
    let expected = lastNumber + 1
    return found == expected || (lost > 0 && found > expected)
      ? nil : .sequence(expected: expected, found: found)
  }
}
