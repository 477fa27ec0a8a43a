public import InfusionCore
public import Quantities

/// One device's conversation, without I/O: bytes and time go in, what they mean and what to say comes out.
///
/// The caller opens the port and tells `opened`; hands over bytes as they come; calls `advance` when
/// `nextDeadline` is due; and tells `closed` when the port is gone. Between `closed` and the next `opened`
/// there are no deadlines. What only the caller can know (a port missing, forbidden, vanished, the end of a
/// file) is the caller's to report.
public protocol DeviceDriver: Sendable {
  var source: SourceID { get }
  var counters: WireCounters { get }
  /// Of a kind whose records are lines of the line protocol: the first that was dropped.
  var firstBadLine: BadLine? { get }
  /// What of its messages was not understood.
  var unread: UnreadCounts { get }
  /// Whose messages came and were not meant, and how many.
  var passedOver: [String: Int] { get }
  /// When `advance` must be called at the latest; nil while nothing is due. Under `.source` timing it is for
  /// the end of the input: what is still held back is due then.
  var nextDeadline: SessionTime? { get }

  mutating func opened(at time: SessionTime) -> [DriverEffect]
  mutating func received(_ bytes: ArraySlice<UInt8>, at time: SessionTime) -> [DriverEffect]
  /// Bytes came that the line itself marked as damaged, and were dropped: the device is not silent, and a
  /// frame that they belonged to is not to be put together from what is left of it.
  mutating func damaged(_ count: Int, at time: SessionTime) -> [DriverEffect]
  mutating func advance(to time: SessionTime) -> [DriverEffect]
  mutating func closed(at time: SessionTime)
  /// Another device is there than before: nothing that was said holds for it.
  mutating func replaced()

  // MARK: At a port where others call

  /// Whose messages are meant; an empty one means all of them.
  var addressee: Addressee { get set }
  mutating func called(by caller: Caller, from address: String, at time: SessionTime) -> [DriverEffect]
  mutating func received(_ bytes: ArraySlice<UInt8>, from caller: Caller, at time: SessionTime)
    -> [DriverEffect]
  mutating func left(_ caller: Caller, at time: SessionTime)
  /// What the session knows this source by; nil while it is bound to nothing.
  mutating func bind(to identity: SourceIdentity?)
  /// More called than there is room for.
  mutating func crowded(at time: SessionTime) -> [DriverEffect]
  /// The line was cut in the middle of whatever was being said. What is known of the device stays.
  mutating func cut()
}

/// A driver of one line knows no callers.
extension DeviceDriver {
  public var firstBadLine: BadLine? { nil }
  public mutating func replaced() {}
  public mutating func called(by caller: Caller, from address: String, at time: SessionTime) -> [DriverEffect]
  { [] }
  public mutating func received(_ bytes: ArraySlice<UInt8>, from caller: Caller, at time: SessionTime)
    -> [DriverEffect]
  { received(bytes, at: time) }
  public mutating func left(_ caller: Caller, at time: SessionTime) {}
  public mutating func bind(to identity: SourceIdentity?) {}
  public mutating func crowded(at time: SessionTime) -> [DriverEffect] { [] }
}

/// What a driver wants done.
public enum DriverEffect: Hashable, Sendable {
  /// Something for the session. The time is the source's own where `DriverOptions.timing` is `.source`, else
  /// that of the call, or of the deadline that passed.
  case input(Input, at: SessionTime)
  /// Under `.source` timing: a frame or record carried nothing new, but time has come to this.
  case time(SessionTime)
  /// Bytes for the device. Only frames of the write allow-list can be here.
  case send(HarmlessFrame)
  /// The same, for one of those who called.
  case answer(HarmlessFrame, to: Caller)
  /// Hang up on this caller: nothing it says is of use.
  case hangUp(Caller)
}

/// How a driver is to stamp and behave.
public struct DriverOptions: Hashable, Sendable {
  /// Whose time a reading has.
  public enum Timing: Hashable, Sendable {
    /// A reading happened when its last byte came.
    case arrival
    /// Session time comes from the input: `@T` where the protocol has it, else the nominal rate of its
    /// frames.
    case source
  }

  public var source: SourceID
  public var timing: Timing
  /// The line settings in force, as evidence for "bytes but no frames at 9600 8N1".
  public var line: String
  /// Whether silence and unreadable bytes are reported. Never under `.source` timing.
  public var watchesLink: Bool
  /// Whether it is told when what comes does not follow the kind, or floods.
  public var watchesConduct: Bool
  /// Whether what is not understood is remarked, each thing once, and not only counted.
  public var remarksUnread: Bool
  /// Which device on the line is asked; nil for the kind's usual one.
  public var address: LineAddress?
  /// Whose messages are meant, at a source that carries those of many.
  public var addressee: Addressee
  /// Whether it waits at a port where others call.
  public var listens: Bool
  /// The conduct that a resumed session was last told of. A source that did not follow its kind then must
  /// first do so for a while.
  public var conduct: SourceConduct
  /// The standing sensor status that the source last said, in a resumed session.
  public var standingStatus: SensorStatus?

  public init(
    source: SourceID, timing: Timing = .arrival, line: String = "", watchesLink: Bool = true,
    watchesConduct: Bool = true, remarksUnread: Bool = true, address: LineAddress? = nil,
    addressee: Addressee = Addressee(), listens: Bool = false, conduct: SourceConduct = .follows,
    standingStatus: SensorStatus? = nil
  ) {
    self.remarksUnread = remarksUnread
    self.address = address
    self.addressee = addressee
    self.listens = listens
    self.conduct = conduct
    self.standingStatus = standingStatus
    self.source = source
    self.timing = timing
    self.line = line
    self.watchesLink = watchesLink && timing == .arrival
    self.watchesConduct = watchesConduct
  }
}
