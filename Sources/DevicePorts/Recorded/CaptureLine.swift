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

  func attempt(_ now: Int64) -> [CaptureEntry.Content] {
    let offset = offsetMilliseconds ?? now - (next?.time.milliseconds ?? 0)
    offsetMilliseconds = offset
    var due: [CaptureEntry.Content] = []
    while let entry = next, entry.time.milliseconds + offset <= now {
      due.append(entry.content)
      step()
    }
    if next == nil && !isOver {
      isOver = true
      if due.last != .lost(.endOfInput) { due.append(.lost(.endOfInput)) }
    }
    return due
  }

  func handle(_ revents: Int16, _ now: Int64) -> [CaptureEntry.Content] { [] }

  /// Nobody listens; what the device answered then comes in any case.
  func send(_ frame: [UInt8]) -> Bool { false }

  func close() { isOver = true }

  /// What was behind the port then is in the capture.
  func bind(to adapter: String?) {}

  /// The whole file was read once before it is played, so an error cannot come here; it would be the end.
  private func step() { next = try? reader.next() }
}
