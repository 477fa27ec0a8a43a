import Devices
import InfusionCore
import Quantities

/// A capture under its own clock: its times are the session's, so that bytes and silences give the same
/// inputs as when they were captured.
struct CaptureRecording: StampedSource {
  private var reader: CaptureReader
  private var ear: DeviceEar
  private var waiting: ArraySlice<StampedInput> = []

  init(_ reader: CaptureReader, _ spec: DeviceSpec) {
    self.reader = reader
    ear = DeviceEar(spec, line: reader.header.line)
  }

  mutating func next() throws -> StampedInput? {
    while true {
      if let input = waiting.popFirst() { return input }
      guard let entry = try reader.next() else { return nil }
      // As live: a byte at the very instant of a deadline is heard first, the end of a session is not.
      let isEnd = entry.content == .closed && entry.caller == nil
      let due = isEnd ? entry.time : entry.time - .milliseconds(1)
      let effects =
        ear.advance(to: due) + ear.hear(LineEvent(entry.content, of: entry.caller), at: entry.time)
      waiting = (effects.compactMap { StampedInput($0) } + [StampedInput(nil, at: entry.time)])[...]
    }
  }
}
