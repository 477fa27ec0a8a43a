import Crypto

/// The hash of a journal's files as they lie there: SHA-256 of the first one's bytes, then, for each further
/// one, over the 64 digits before it and its bytes.
///
/// The bytes come in pieces, so that a file of any size is hashed in the memory of one piece.
public struct FilesHash: Sendable {
  private var hash = SHA256()
  private var before: RunningHash?
  private var isInFile = false

  public init() {}

  /// A file begins.
  public mutating func begin() {
    finishFile()
    isInFile = true
    guard let before else { return }
    before.digits.withUnsafeBytes { hash.update(bufferPointer: $0) }
  }

  public mutating func add(_ piece: UnsafeRawBufferPointer) { hash.update(bufferPointer: piece) }

  /// Nil where there was no file.
  public mutating func finish() -> RunningHash? {
    finishFile()
    return before
  }

  private mutating func finishFile() {
    guard isInFile else { return }
    before = RunningHash(hashed: hash.finalize())
    hash = SHA256()
    isInFile = false
  }
}

extension RunningHash {
  /// The same of files that were read. Nil where there is none.
  public static func of(files segments: [SegmentBytes]) -> RunningHash? {
    var hash = FilesHash()
    for segment in segments {
      hash.begin()
      segment.bytes.withUnsafeBytes { hash.add($0) }
    }
    return hash.finish()
  }
}
