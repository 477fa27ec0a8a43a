import InfusionCore
import Quantities

/// Ivy 450C: everything in one message a second. Its cuff result stands there for ever, so only a change of
/// it is new.
struct AnsarBConversation: Conversation {
  let source: SourceID
  private var cuff = CuffResultWatch()
  private var messages = 0

  init(source: SourceID) { self.source = source }

  mutating func stamp(_: AnsarBMessage) -> SourceStamp? {
    defer { messages += 1 }
    return .frame(messages)
  }

  mutating func interpret(_ message: AnsarBMessage) -> Meaning {
    var reading = Reading(
      source: source, spo2: Sample(oximeter: message.spo2, under: nil),
      hr: message.hr == .missing
        ? Sample(oximeter: message.pulse, under: nil) : Sample(message.hr, under: nil),
      rr: Sample(message.rr, under: nil),
      etco2: Sample(message.etco2, under: nil), temp: Sample(message.temp, under: nil))
    reading.nibp = cuff.hear(CuffResult(sys: message.sys, dia: message.dia, map: message.map))
    return Meaning(reading: reading)
  }

  mutating func closed() { cuff.closed() }
}
