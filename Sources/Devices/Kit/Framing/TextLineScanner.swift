/// What one line of a text protocol turned out to be.
enum TextLine<Message> {
  case message(Message)
  /// Recognised, but without anything for us: a header, a title.
  case ignored
  case bad
}

/// Lines to messages, for protocols whose lines end with CR, LF or both.
struct TextLineScanner<Message: Hashable & Sendable>: Sendable {
  private(set) var counters = WireCounters()
  private var lines: LineSplitter
  /// Titles since the last message.
  private var titles = 0
  private let read: @Sendable (ArraySlice<UInt8>) -> TextLine<Message>

  init(longest: Int, read: @escaping @Sendable (ArraySlice<UInt8>) -> TextLine<Message>) {
    lines = LineSplitter(longest: longest, endsAtCarriageReturn: true)
    self.read = read
  }

  mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (Message) -> Void) {
    var pieces: [LineSplitter.Piece] = []
    let text = bytes.contains(where: Ascii.isFlowControl) ? withoutFlowControl(bytes) : bytes
    let skipped = lines.skippedBytes
    lines.feed(text) { pieces.append($0) }
    counters.skippedBytes += lines.skippedBytes - skipped
    for piece in pieces {
      switch piece {
      case .tooLong: counters.badFrames += 1
      case .line(let line): read(line, emit)
      }
    }
  }

  mutating func reset() {
    lines.reset()
    titles = 0
  }

  /// XON and XOFF belong to the line, not to the text, and some devices send them unasked: they do not make a
  /// line bad.
  private func withoutFlowControl(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    bytes.filter { !Ascii.isFlowControl($0) }[...]
  }

  /// A device prints a few titles, at power-up and at the head of a page. One that prints only titles is
  /// another device.
  private static var titlesMost: Int { 6 }

  private mutating func read(_ line: ArraySlice<UInt8>, _ emit: (Message) -> Void) {
    guard line.contains(where: { !Ascii.isBlank($0) }) else { return }
    switch read(line) {
    case .message(let message):
      counters.goodFrames += 1
      titles = 0
      emit(message)
    case .ignored where titles < Self.titlesMost:
      counters.ignoredFrames += 1
      titles += 1
    case .ignored: counters.badFrames += 1
    case .bad: counters.badFrames += 1
    }
  }
}
