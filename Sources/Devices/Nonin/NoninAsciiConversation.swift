import InfusionCore
import Quantities

/// All that Nonin's one-line output says about the sensor is that there is no number.
struct NoninAsciiConversation: Conversation {
  let source: SourceID
  private var lines = 0

  init(source: SourceID) { self.source = source }

  mutating func stamp(_: NoninAsciiLine) -> SourceStamp? {
    defer { lines += 1 }
    return .frame(lines)
  }

  mutating func interpret(_ line: NoninAsciiLine) -> Meaning {
    let reading = Reading(
      source: source, spo2: Sample(oximeter: line.spo2, under: nil),
      hr: Sample(oximeter: line.pulse, under: nil))
    return Meaning(reading: reading)
  }
}
