/// Cuts a stream of text into lines of a limited length; a longer one is told once and dropped whole.
struct LineSplitter: Sendable {
  enum Piece {
    case line(ArraySlice<UInt8>)
    case tooLong(bytes: Int)
  }

  private let longest: Int
  /// Some devices end a line with CR, or LF CR: then either byte ends one, and empty lines are dropped.
  private let endsAtCarriageReturn: Bool
  private var pending: [UInt8] = []
  private var dropped = 0
  /// Bytes of lines that are too long, as soon as they are known to be.
  private(set) var skippedBytes = 0

  init(longest: Int, endsAtCarriageReturn: Bool) {
    self.longest = longest
    self.endsAtCarriageReturn = endsAtCarriageReturn
  }

  mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (Piece) -> Void) {
    var rest = bytes
    while let end = rest.firstIndex(where: isEnd) {
      complete(rest[..<end], emit)
      rest = rest[rest.index(after: end)...]
    }
    keep(rest)
  }

  mutating func reset() {
    pending.removeAll(keepingCapacity: true)
    dropped = 0
  }

  private func isEnd(_ byte: UInt8) -> Bool {
    byte == Ascii.lineFeed || (endsAtCarriageReturn && byte == Ascii.carriageReturn)
  }

  private mutating func complete(_ tail: ArraySlice<UInt8>, _ emit: (Piece) -> Void) {
    if pending.isEmpty && dropped == 0 {
      deliver(tail, emit)
      return
    }
    keep(tail)
    if dropped > 0 { emit(.tooLong(bytes: dropped)) } else { deliver(pending[...], emit) }
    reset()
  }

  private mutating func deliver(_ line: ArraySlice<UInt8>, _ emit: (Piece) -> Void) {
    let content = line.last == Ascii.carriageReturn ? line.dropLast() : line
    guard content.count > longest else {
      emit(.line(content))
      return
    }
    skippedBytes += line.count
    emit(.tooLong(bytes: line.count))
  }

  /// Holds at most one line and the CR that may still belong to its end.
  private mutating func keep(_ bytes: ArraySlice<UInt8>) {
    if dropped == 0 && pending.count + bytes.count <= longest + 1 {
      pending.append(contentsOf: bytes)
    } else {
      dropped += pending.count + bytes.count
      skippedBytes += pending.count + bytes.count
      pending.removeAll(keepingCapacity: true)
    }
  }
}
