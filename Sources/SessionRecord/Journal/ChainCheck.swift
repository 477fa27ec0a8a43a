/// Follows numbers and hashes from line to line, and says what does not fit.
///
/// Where a line's own hash was damaged, the next line still fits the hash that the line should have had: both
/// are kept as candidates, so that one flipped byte is told once, at its line.
struct ChainCheck {
  private(set) var lastNumber: Int?
  private var candidates: [RunningHash] = []
  /// Unreadable lines since the last entry: they may have been any numbers.
  private var lost = 0
  let checksHashes: Bool

  init(checksHashes: Bool) { self.checksHashes = checksHashes }

  /// A segment begins: its entries follow `number` and one of `hashes`.
  mutating func begin(behind number: Int, _ hashes: [RunningHash]) -> JournalProblem.What? {
    let problem = sequenceProblem(expecting: number + 1, isSegment: true)
    if problem == nil, checksHashes, !candidates.isEmpty, lost == 0, Set(candidates).isDisjoint(with: hashes)
    {
      candidates = hashes
      return .changed(entry: number)
    }
    lastNumber = number
    lost = 0
    candidates = hashes
    return problem
  }

  /// An entry whose hash nobody asks for.
  mutating func skip(_ number: Int) -> JournalProblem.What? {
    defer {
      lastNumber = number
      lost = 0
    }
    return sequenceProblem(expecting: number, isSegment: false)
  }

  mutating func loseLine(hash: RunningHash?) {
    lost += 1
    candidates = hash.map { [$0] } ?? []
  }

  mutating func follow(_ number: Int, hash: RunningHash?, body: ArraySlice<UInt8>) -> JournalProblem.What? {
    let problem = sequenceProblem(expecting: number, isSegment: false)
    let previous = problem == nil ? candidates : []
    lastNumber = number
    lost = 0
    guard checksHashes, let hash else { return problem }
    guard !previous.isEmpty else {
      candidates = [hash]
      return problem
    }
    if previous.contains(where: { $0.next(over: body) == hash }) {
      candidates = [hash]
      return nil
    }
    candidates = [hash] + previous.map { $0.next(over: body) }
    return .changed(entry: number)
  }

  private func sequenceProblem(expecting found: Int, isSegment: Bool) -> JournalProblem.What? {
    guard let lastNumber else { return found == 1 || !isSegment ? nil : .sequence(expected: 1, found: found) }
    let expected = lastNumber + 1
    return found == expected || (lost > 0 && found > expected)
      ? nil : .sequence(expected: expected, found: found)
  }
}
