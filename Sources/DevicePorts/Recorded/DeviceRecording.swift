import Devices
import Glibc
public import InfusionCore
public import ProcessSignals
import Quantities
public import SerialPort
public import SystemClocks

extension DeviceSpec {
  /// What a device says under its own clock. A capture carries the time of each byte; everything else is
  /// timed by its protocol.
  ///
  /// - Parameter tell: hears at the end, in a sentence, what of it was not read.
  public func recording(
    stop: StopRequest, tell: @escaping (String) -> Void = { _ in }
  ) -> any StampedSource {
    capture.map { CaptureRecording($0, self) } ?? DeviceRecording(self, stop: stop, tell: tell)
  }
}

/// A device's bytes with their own time, read as fast as they come: a file, a pipe, a pseudo-terminal or a
/// device server that hangs up. A hang-up is the end: under the source's clock nothing is opened twice.
public struct DeviceRecording: StampedSource {
  private let port: Port
  private var driver: any DeviceDriver
  private let stop: StopRequest
  private let kernel: KernelWait
  private let source: SourceID
  private let isOfLines: Bool
  private var waiting: [StampedInput] = []
  private var taken = 0
  /// How many bytes were read, and up to what time they led.
  private var readBytes = 0
  private var last = SessionTime.start
  /// Of a kind whose records are lines: whether the last one has begun and not ended.
  private var isMidLine = false
  /// Why it broke off, once the session has been told.
  private var failure: RecordingFailure?
  /// Hears what of it was not read; nil once it has.
  private var tell: ((String) -> Void)?
  private var wasTried = false
  private var wasOpen = false

  /// - Parameters:
  ///   - kernel: how it waits, and `read` how it reads: a simulation has its own.
  ///   - tell: hears at the end, in a sentence, what of it was not read.
  public init(
    _ spec: DeviceSpec, stop: StopRequest, kernel: KernelWait = .ofThisMachine,
    read: @escaping Port.Read = Port.kernelRead, tell: @escaping (String) -> Void = { _ in }
  ) {
    self.tell = tell
    port = Port(spec.endpoint, line: spec.kind.line, read: read)
    source = spec.source
    isOfLines = spec.kind.name == DeviceKind.line.name
    driver = spec.kind.driver(
      DriverOptions(
        source: spec.source, timing: .source, address: spec.address, addressee: spec.addressee,
        conduct: spec.conduct, standingStatus: spec.standingStatus))
    self.stop = stop
    self.kernel = kernel
  }

  public mutating func next() throws -> StampedInput? {
    while taken == waiting.count {
      if let failure { throw failure }
      guard let more = try moreInputs() else {
        tellBadLines()
        return nil
      }
      taken = 0
      waiting = more
    }
    defer { taken += 1 }
    last = max(last, waiting[taken].time)
    return waiting[taken]
  }

  /// If the input breaks off, the session is told of the loss, for its record, before this throws.
  private mutating func moreInputs() throws(RecordingFailure) -> [StampedInput]? {
    do throws(RecordingFailure) {
      let bytes = try moreBytes()
      // At the end the driver gives what it still holds back.
      let effects = bytes.map { driver.received($0, at: .start) } ?? driver.rest
      return effects.map { $0.compactMap { StampedInput($0) } } ?? unendedLine()
    } catch {
      guard case .broken(_, let why, _) = error else { throw error }
      failure = error
      tellBadLines()
      return [StampedInput(.link(source, .lost(.other(why))), at: last)]
    }
  }

  /// Drops a last line without its end, because half a number is not a value, and says so once.
  private mutating func unendedLine() -> [StampedInput]? {
    guard isMidLine, isOfLines, !stop.isMade else { return nil }
    isMidLine = false
    return [StampedInput(.annotation(Self.unended, source: source), at: last)]
  }

  /// A few bad lines are no alarm, and where they are all there is nothing stands in the record of them.
  private mutating func tellBadLines() {
    if let first = driver.firstBadLine { tell?(first.sentence(port.endpoint, of: driver.counters.badFrames)) }
    tell = nil
  }

  static let unended = "the input ends in the middle of a line, which is not read"

  private mutating func count(_ bytes: ArraySlice<UInt8>) {
    readBytes += bytes.count
    let end = bytes.lastIndex(of: UInt8(ascii: "\n"))
    let rest = end.map { bytes[($0 + 1)...] } ?? bytes
    isMidLine = rest.contains { $0 > UInt8(ascii: " ") } || end == nil && isMidLine
  }

  /// Waits for bytes; nil at the end of the input, or when the program is asked to stop.
  private mutating func moreBytes() throws(RecordingFailure) -> ArraySlice<UInt8>? {
    if !wasTried { _ = try first(of: port.attempt(atMilliseconds: SystemClock.bootMilliseconds)) }
    wasTried = true
    // A device server is called, and perhaps looked up, before it is open.
    while port.fd >= 0 {
      var polled = [
        pollfd(fd: port.fd, events: port.interest, revents: 0),
        pollfd(fd: stop.fd, events: Int16(POLLIN), revents: 0),
      ]
      _ = kernel.wait(for: &polled, milliseconds: patience)
      if polled[1].revents != 0, stop.isMade { return nil }
      let now = SystemClock.bootMilliseconds
      let events = port.handle(polled[0].revents, atMilliseconds: now)
      if let bytes = try first(of: events) { return bytes }
      if !port.isOpen, port.fd >= 0 { _ = try first(of: port.attempt(atMilliseconds: now)) }
    }
    return nil
  }

  /// How long a call may still take; an open port is waited for as long as it likes.
  private var patience: Int32 {
    guard let due = port.nextAttemptMilliseconds else { return -1 }
    return Int32(clamping: max(0, due - SystemClock.bootMilliseconds))
  }

  private mutating func first(of events: [PortEvent]) throws(RecordingFailure) -> ArraySlice<UInt8>? {
    for event in events {
      switch event {
      case .bytes(let bytes):
        count(bytes)
        return bytes
      case .opened: wasOpen = true
      case .lost(.missing): throw .missing(port.endpoint)
      case .lost(.forbidden): throw .forbidden(port.endpoint)
      case .lost(let loss) where !wasOpen: throw .unreachable(port.endpoint, LinkLoss(loss).sentence)
      case .lost(.other(let why)): throw .broken(port.endpoint, why, behind: readBytes)
      case .lost, .damaged, .adapter: continue
      }
    }
    return nil
  }
}

extension DeviceDriver {
  /// The effects that are due when no more bytes come; nil if there are none.
  fileprivate var rest: [DriverEffect]? {
    mutating get { nextDeadline.map { advance(to: $0) } }
  }
}

/// Why a recording cannot be read at all.
public enum RecordingFailure: Error {
  case missing(Endpoint)
  case forbidden(Endpoint)
  /// It cannot be opened: a server that does not answer, a port in use.
  case unreachable(Endpoint, String)
  /// It could be read up to this time, and the rest is lost: the input did not end there.
  case broken(Endpoint, String, behind: Int)
}
