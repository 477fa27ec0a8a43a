import Devices
import InfusionCore
import Quantities

/// A capture under its own clock: its times are the session's, and what came of the port and of its silence
/// then comes of it again.
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
      let due = entry.content == .closed ? entry.time : entry.time - .milliseconds(1)
      let effects = ear.advance(to: due) + ear.hear(entry.content, at: entry.time)
      waiting = (effects.compactMap { StampedInput($0) } + [StampedInput(nil, at: entry.time)])[...]
    }
  }
}
