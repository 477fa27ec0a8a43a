import InfusionCore
import Quantities

/// Jumper: only listened to. All that it says about its sensor is that there is no number.
struct JumperConversation: Conversation {
  let source: SourceID

  init(source: SourceID) { self.source = source }

  func interpret(_ told: JumperMessage) -> Meaning {
    Meaning(
      reading: Reading(
        source: source, spo2: Sample(oximeter: told.spo2, under: nil),
        hr: Sample(oximeter: told.pulse, under: nil), pi: Sample(told.perfusionIndex, under: nil)))
  }
}
