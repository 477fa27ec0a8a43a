import InfusionCore
import Quantities

/// What is particular to one protocol: what its messages mean, and what it must be told to go on.
///
/// Everything that all devices share (when a frame stream gives a reading, silence, wrong speed, time) is in
/// `ConversationDriver`. A device that is only listened to needs `interpret` and no more.
protocol Conversation: Sendable {
  associatedtype Message

  /// How often it polls; nil for a device that is only listened to.
  var pollInterval: TimeSpan? { get }
  /// Whether every record is a reading, or only one that changes and one a second.
  var everyRecordIsAReading: Bool { get }
  /// Whether the device sends by itself, so that silence means that it is lost.
  var isStreaming: Bool { get }

  /// The address that is asked, of a kind that has addresses.
  var asked: LineAddress? { get }
  /// Whether it is from the device that is asked: messages of others on the line are no sign of life of that
  /// one.
  func isAnswer(_ message: Message) -> Bool

  /// Who speaks, as far as the message says, or those before it.
  mutating func identity(in message: Message) -> SourceIdentity?
  /// Whether a name that was damaged on the way would be noticed.
  var namesAreChecked: Bool { get }
  /// What to say to a message that is not meant for this chair.
  func passOver(_ message: Message) -> [HarmlessFrame]
  /// What to say to a message that carries nothing to read, whoever it is for; nil for any other.
  func replies(toNoReading message: Message) -> [HarmlessFrame]?
  /// The parts of a message that are not understood.
  func unread(in message: Message) -> [Unread]
  /// Whether unread parts are told in the record too, each once.
  var recordsUnread: Bool { get }

  /// Tells the time: the port is opened, or a message came.
  mutating func heard(at time: SessionTime)
  /// What the message says about its own time. Called for every message, believed or not.
  mutating func stamp(_ message: Message) -> SourceStamp?
  mutating func interpret(_ message: Message) -> Meaning
  /// Hears a message that is not believed yet: none of it is used, but it may hold something that will not be
  /// said again.
  mutating func overhear(_ message: Message)
  /// What to say when the port is open.
  mutating func greeting() -> [HarmlessFrame]
  /// What to say now; `isHeard` tells whether a frame came since the last poll.
  mutating func poll(isHeard: Bool) -> [HarmlessFrame]
  /// The port is gone: the next words may come from another device, or another patient.
  mutating func closed()
  /// Another device is known to speak from here on.
  mutating func replaced()
}

extension Conversation {
  var asked: LineAddress? { nil }
  func isAnswer(_ message: Message) -> Bool { true }
  var pollInterval: TimeSpan? { nil }
  var everyRecordIsAReading: Bool { false }
  var isStreaming: Bool { true }
  var namesAreChecked: Bool { true }
  mutating func identity(in message: Message) -> SourceIdentity? { nil }
  func passOver(_ message: Message) -> [HarmlessFrame] { [] }
  func replies(toNoReading message: Message) -> [HarmlessFrame]? { nil }
  func unread(in message: Message) -> [Unread] { [] }
  var recordsUnread: Bool { false }
  mutating func heard(at time: SessionTime) {}
  mutating func stamp(_ message: Message) -> SourceStamp? { nil }
  mutating func overhear(_ message: Message) {}
  mutating func greeting() -> [HarmlessFrame] { [] }
  mutating func poll(isHeard: Bool) -> [HarmlessFrame] { [] }
  mutating func closed() {}
  mutating func replaced() {}
}

/// What one message means to a session, and what is to be answered.
struct Meaning {
  var reading: Reading?
  var replies: [HarmlessFrame] = []
  /// What else it says that belongs into the record.
  var remarks: [String] = []
  /// Parts of one device that speak in turn; each is compared only with itself.
  var channel = 0
}

/// What a message says about its own time.
enum SourceStamp: Hashable, Sendable {
  case carried(SessionTime)
  /// The number of the frame in its stream, from 0.
  case frame(Int)
}
