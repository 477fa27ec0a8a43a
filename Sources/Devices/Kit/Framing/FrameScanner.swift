/// How a binary protocol's frames are told from noise.
protocol FrameFormat: Sendable {
  associatedtype Message: Hashable, Sendable

  /// No frame is longer; a window of this length is always decided.
  static var longestFrame: Int { get }

  /// What the window begins with. The verdict may depend only on the bytes that it needs, so that it is the
  /// same however the stream was cut.
  mutating func examine(_ window: ArraySlice<UInt8>) -> FrameVerdict<Message>

  /// Forgets what earlier frames led to expect.
  mutating func reset()
}

enum FrameVerdict<Message> {
  case needsMore
  /// No frame begins here: slide by one byte.
  case noise
  /// A frame began here and is damaged: slide by one byte, for the next may begin inside it.
  case damaged
  case frame(Message?, length: Int)
  /// A word so short that noise can make it too: passed on, but no evidence for the protocol.
  case word(Message, length: Int)
  /// A frame of this protocol with nothing for us.
  case ignored(length: Int)
  /// The same, passed on because its sender waits for an answer.
  case passing(Message, length: Int)
  /// A whole frame that cannot be understood, passed on for the same reason. It counts as bad.
  case malformed(Message, length: Int)
}

/// Finds frames by sliding byte by byte, in a buffer that never holds more than one incomplete frame.
struct FrameScanner<Format: FrameFormat>: Sendable {
  var format: Format
  private(set) var counters = WireCounters()
  private var pending: [UInt8] = []

  init(_ format: Format) { self.format = format }

  /// Usually a read brings whole frames and nothing is pending; then nothing is kept or copied.
  mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (Format.Message) -> Void) {
    guard !pending.isEmpty else {
      let decided = scan(bytes, emit: emit)
      if decided < bytes.count { pending.append(contentsOf: bytes.dropFirst(decided)) }
      return
    }
    pending.append(contentsOf: bytes)
    pending.removeFirst(scan(pending[...], emit: emit))
  }

  /// How many of the bytes are decided on.
  private mutating func scan(_ bytes: ArraySlice<UInt8>, emit: (Format.Message) -> Void) -> Int {
    var position = bytes.startIndex
    scan: while position < bytes.endIndex {
      // At most as many bytes as are looked at when they come one by one, so that a large read is judged
      // alike.
      let window = bytes[position...].prefix(Format.longestFrame)
      switch format.examine(window) {
      case .needsMore:
        if window.count < Format.longestFrame { break scan }
        position += skip()
      case .noise:
        position += skip()
      case .damaged:
        counters.badFrames += 1
        position += skip()
      case .frame(let message, let length):
        counters.goodFrames += 1
        position += length
        if let message { emit(message) }
      case .word(let message, let length):
        position += length
        emit(message)
      case .ignored(let length):
        counters.ignoredFrames += 1
        position += length
      case .passing(let message, let length):
        counters.ignoredFrames += 1
        position += length
        emit(message)
      case .malformed(let message, let length):
        counters.badFrames += 1
        counters.skippedBytes += length
        position += length
        emit(message)
      }
    }
    return min(position, bytes.endIndex) - bytes.startIndex
  }

  mutating func reset() {
    counters.skippedBytes += pending.count
    pending.removeAll(keepingCapacity: true)
    format.reset()
  }

  private mutating func skip() -> Int {
    counters.skippedBytes += 1
    return 1
  }
}
