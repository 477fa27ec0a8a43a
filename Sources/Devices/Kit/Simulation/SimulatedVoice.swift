/// Speaks as one kind of device: signals to bytes at its own rate, and what it answers to a host.
///
/// It has no clock: a frame is asked for when it is due, and a question is answered with the figures of that
/// moment.
public protocol SimulatedVoice: Sendable {
  /// Figures that its kind carries and the simulation leaves out.
  static var untold: Set<Carried> { get }
  /// Frame n is sent floor(60 000 n / this) ms after it was switched on, or began to stream.
  var framesPerMinute: Int64 { get }
  /// Whether it speaks unasked, or was asked.
  var isStreaming: Bool { get }
  /// Empty when it has nothing to say by itself.
  mutating func frame(_ signals: BedsideSignals) -> [UInt8]
  /// What it answers at once to bytes from the host.
  mutating func received(_ bytes: [UInt8], _ signals: BedsideSignals) -> [UInt8]
}

extension SimulatedVoice {
  static var untold: Set<Carried> { [] }
  var framesPerMinute: Int64 { 60 }
  var isStreaming: Bool { true }
  mutating func received(_ bytes: [UInt8], _ signals: BedsideSignals) -> [UInt8] { [] }
}

/// A device that is spoken to: it knows a few words of its host and does not care about others.
protocol ListeningVoice: SimulatedVoice {
  associatedtype Word: Sendable

  var ear: HostEar<Word> { get set }
  mutating func answer(_ word: Word, _ signals: BedsideSignals) -> [UInt8]
}

extension ListeningVoice {
  mutating func received(_ bytes: [UInt8], _ signals: BedsideSignals) -> [UInt8] {
    var answers: [UInt8] = []
    for word in ear.words(in: bytes) { answers += answer(word, signals) }
    return answers
  }
}

/// A device that says nothing unasked.
protocol AnsweringVoice: ListeningVoice {}

extension AnsweringVoice {
  var isStreaming: Bool { false }
  mutating func frame(_ signals: BedsideSignals) -> [UInt8] { [] }
}
