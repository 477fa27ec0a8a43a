import Devices
import InfusionCore
import Quantities

/// Plays a capture under the wall clock, with its own pauses; the first entry comes at once.
final class CaptureLine: DeviceLine {
  let settings: String
  let fd: Int32 = -1
  let interest: Int16 = 0

  private var reader: CaptureReader
  private var next: CaptureEntry?
  /// Session time less capture time, once it began.
  private var offsetMilliseconds: Int64?
  private var isOver = false

  init(_ reader: CaptureReader) {
    settings = reader.header.line
    self.reader = reader
    step()
  }

  var nextAttemptMilliseconds: Int64? {
    if isOver { return nil }
    guard let offsetMilliseconds, let next else { return .min }
    return next.time.milliseconds + offsetMilliseconds
  }

  func attempt(_ now: Int64) -> [LineEvent] {
    let offset = offsetMilliseconds ?? now - (next?.time.milliseconds ?? 0)
    offsetMilliseconds = offset
    var due: [LineEvent] = []
    while let entry = next, entry.time.milliseconds + offset <= now {
      due.append(LineEvent(entry.content, of: entry.caller))
      step()
    }
    if next == nil && !isOver {
      isOver = true
      if due.last?.content != .lost(.endOfInput) { due.append(LineEvent(.lost(.endOfInput))) }
    }
    return due
  }

  func handle(_ revents: Int16, _ now: Int64) -> [LineEvent] { [] }

  /// Sends nothing: the device's answers are in the capture already.
  func send(_ frame: [UInt8], to caller: Caller?) -> Bool { false }

  func close() { isOver = true }

  /// The file was read through before, so no error is expected; an error would end the capture.
  private func step() { next = try? reader.next() }
}
