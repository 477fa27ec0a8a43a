import InfusionCore
import Quantities

/// Nonin's one-line output says nothing about the sensor but that there is no number.
struct NoninAsciiConversation: Conversation {
  let source: SourceID
  private var lines = 0

  init(source: SourceID) { self.source = source }

  mutating func interpret(_ line: NoninAsciiLine) -> Meaning {
    defer { lines += 1 }
    let reading = Reading(
      source: source, spo2: Sample(line.spo2, under: nil), hr: Sample(line.pulse, under: nil))
    return Meaning(reading: reading, stamp: .frame(lines))
  }
}
