/// Turns one device's bytes into messages, in whatever pieces they come: any split of a stream gives the same
/// messages.
public protocol FrameDecoder: Sendable {
  associatedtype Message: Hashable, Sendable

  var counters: WireCounters { get }
  /// Of a kind whose records are lines of the line protocol.
  var firstBadLine: BadLine? { get }

  mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (Message) -> Void)

  /// The line was cut: forgets half a frame and what it led to expect. Counters go on.
  mutating func reset()
}

extension FrameDecoder {
  public var firstBadLine: BadLine? { nil }

  /// Only counts what these bytes complete.
  mutating func count(_ bytes: ArraySlice<UInt8>) { feed(bytes) { _ in } }

  /// Everything that these bytes complete, for whoever has them at hand.
  public mutating func messages(in bytes: some Sequence<UInt8>) -> [Message] {
    var found: [Message] = []
    feed(Array(bytes)[...]) { found.append($0) }
    return found
  }
}
