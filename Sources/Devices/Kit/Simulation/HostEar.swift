/// Finds the words that a device knows in what its host says, however that was cut into reads.
struct HostEar<Word: Sendable>: Sendable {
  private let known: [(word: Word, bytes: [UInt8])]
  private var pending: [UInt8] = []

  init(_ words: some Sequence<Word>, spelt bytes: (Word) -> [UInt8]) {
    known = words.map { ($0, bytes($0)) }
  }

  mutating func words(in bytes: [UInt8]) -> [Word] {
    var heard: [Word] = []
    for byte in bytes {
      pending.append(byte)
      while !isBeginning(pending) { pending.removeFirst() }
      guard let whole = known.first(where: { $0.bytes == pending }) else { continue }
      heard.append(whole.word)
      pending = []
    }
    return heard
  }

  private func isBeginning(_ bytes: [UInt8]) -> Bool {
    bytes.isEmpty || known.contains { $0.bytes.starts(with: bytes) }
  }
}
