public import DeviceDrivers
import Glibc
import InfusionCore
import Quantities
public import SerialPort

extension DeviceSpec {
  /// What a device says under its own clock. A capture carries the time of each byte; everything else is
  /// timed by its protocol.
  public func recording(stop: StopRequest) -> any StampedSource {
    capture.map { CaptureRecording($0, self) } ?? DeviceRecording(self, stop: stop)
  }
}

/// A device's bytes with their own time, read as fast as they come: a file, a pipe, a pseudo-terminal that
/// hangs up.
public struct DeviceRecording: StampedSource {
  private let port: Port
  private var driver: any DeviceDriver
  private let stop: StopRequest
  private var waiting: [StampedInput] = []
  private var taken = 0

  public init(_ spec: DeviceSpec, stop: StopRequest) {
    port = Port(spec.endpoint, line: spec.kind.portLine)
    driver = spec.kind.driver(source: spec.source, timing: .source)
    self.stop = stop
  }

  public mutating func next() throws -> StampedInput? {
    while taken == waiting.count {
      guard let bytes = try moreBytes() else { return nil }
      taken = 0
      waiting = driver.received(bytes, at: .start).compactMap { StampedInput($0) }
    }
    defer { taken += 1 }
    return waiting[taken]
  }

  /// Waits for bytes; nil at the end of the input, or when the program is asked to stop.
  private func moreBytes() throws(RecordingFailure) -> ArraySlice<UInt8>? {
    _ = try first(of: port.attempt(atMilliseconds: 0))
    while port.isOpen {
      var polled = [
        pollfd(fd: port.fd, events: port.interest, revents: 0),
        pollfd(fd: stop.fd, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&polled, 2, -1) >= 0 else { continue }
      if polled[1].revents != 0 { return nil }
      if let bytes = try first(of: port.handle(polled[0].revents, atMilliseconds: 0)) { return bytes }
    }
    return nil
  }

  private func first(of events: [PortEvent]) throws(RecordingFailure) -> ArraySlice<UInt8>? {
    for event in events {
      switch event {
      case .bytes(let bytes): return bytes
      case .lost(.missing): throw .missing(port.endpoint)
      case .lost(.forbidden): throw .forbidden(port.endpoint)
      case .lost, .opened, .damaged: continue
      }
    }
    return nil
  }
}

/// Why a recording cannot be read at all.
public enum RecordingFailure: Error {
  case missing(Endpoint)
  case forbidden(Endpoint)
}

extension StampedInput {
  /// What a driver says under its source's own clock; nothing is ever sent then.
  public init?(_ effect: DriverEffect) {
    switch effect {
    case .input(let input, let time): self.init(input, at: time)
    case .time(let time): self.init(nil, at: time)
    case .send: return nil
    }
  }
}
