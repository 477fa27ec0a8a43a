import InfusionCore
import Quantities

/// Contec's and Berry's five-byte frames: only listened to. Firmware differs in what its bits mean, so each
/// that may say "no pulse" is believed.
struct Contec5ByteConversation: Conversation {
  let source: SourceID
  private var frames = 0

  init(source: SourceID) { self.source = source }

  mutating func stamp(_: Contec5ByteFrame) -> SourceStamp? {
    defer { frames += 1 }
    return .frame(frames)
  }

  mutating func interpret(_ frame: Contec5ByteFrame) -> Meaning {
    let status: SensorStatus =
      frame.probeError
      ? .off
      : frame.isSearching || frame.noSignal || frame.signalStrength == Contec5ByteFrame.noStrength
        ? .searching : .ok
    let reading = Reading(
      source: source, status: status, spo2: Sample(oximeter: frame.spo2, under: status),
      hr: Sample(oximeter: frame.pulse, under: status))
    return Meaning(reading: reading)
  }
}
