public import InfusionCore
public import Quantities

/// What happened on one device's port at one instant of a session.
public struct CaptureEntry: Hashable, Sendable {
  public var time: SessionTime
  public var content: Content
  /// Whose it is, at a port where others call; nil for the port itself.
  public var caller: Caller?

  public init(_ content: Content, of caller: Caller? = nil, at time: SessionTime) {
    self.content = content
    self.caller = caller
    self.time = time
  }

  /// What happened at the port.
  public enum Content: Hashable, Sendable {
    case opened
    /// The adapter that is behind the port now.
    case adapter(String)
    /// The bytes of one read. Where a read ended is kept: it decides when silence or garbage is told.
    case received([UInt8])
    /// Bytes that the line marked as damaged, and that were dropped.
    case damaged(count: Int)
    /// A frame that we sent.
    case sent([UInt8])
    case lost(LinkLoss)
    /// Bytes that came and were not kept: the disk did not keep up.
    case omitted(count: Int)
    /// The session let go of the port. Of a caller: it left, or we hung up.
    case closed
    /// Somebody calls, from this address.
    case called(from: String)
    /// More called than there is room for.
    case crowded
  }
}

/// The first line of a capture: what was on the other end, and how the line was set.
public struct CaptureHeader: Hashable, Sendable {
  /// The device's kind: `nonin-df2`.
  public var kind: String
  /// Its name in the session that it comes from: `nonin-df2-2` for the second of a kind.
  public var source: String
  /// `9600 8N1`; empty where there is no line (a file, TCP, a pseudo-terminal).
  public var line: String
  /// The version of the program that wrote it.
  public var program: String
  /// Whether it is of a port where others call.
  public var listens: Bool
  /// Which device on the line was asked; nil for the kind's usual one.
  public var address: LineAddress?

  public init(
    kind: String, source: String, line: String, program: String, listens: Bool = false,
    address: LineAddress? = nil
  ) {
    self.listens = listens
    self.address = address
    self.kind = kind
    self.source = source
    self.line = line
    self.program = program
  }
}

/// Why a file cannot be read as a capture, by its line.
public struct CaptureError: Error, Hashable, Sendable {
  /// What is wrong with a line of a capture.
  public enum Fault: Hashable, Sendable {
    case notACapture
    case unknownVersion(String)
    case missingField(String)
    case badField(String)
    case notATime(String)
    case timeBackwards(from: SessionTime, to: SessionTime)
    /// Later than any session lasts.
    case timeBeyond(SessionTime)
    case notUnderstood(String)
    /// A `+` that continues no bytes.
    case continuesNothing
  }
  /// From 1.
  public var line: Int
  public var fault: Fault
}
