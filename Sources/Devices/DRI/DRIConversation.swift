import InfusionCore
import Quantities

/// GE / Datex-Ohmeda S/5: sends its displayed values every 10 s once it was asked. Its cuff result stays in
/// every record until the next one.
struct DRIConversation: Conversation {
  let source: SourceID
  let pollInterval: TimeSpan? = .seconds(30)
  private var cuff = DRICuff()
  private var records = 0

  init(source: SourceID) { self.source = source }

  func greeting() -> [HarmlessFrame] { [WriteAllowList.driDisplayedValues] }
  func poll(isHeard: Bool) -> [HarmlessFrame] { isHeard ? [] : [WriteAllowList.driDisplayedValues] }

  mutating func stamp(_: DRIRecord) -> SourceStamp? {
    defer { records += 1 }
    return .frame(records)
  }

  mutating func interpret(_ record: DRIRecord) -> Meaning {
    let rr = record.breathRate == .missing ? record.chestRate : record.breathRate
    var reading = Reading(
      source: source, spo2: Sample(oximeter: record.spo2, under: nil),
      hr: record.hr == .missing ? Sample(oximeter: record.pulse, under: nil) : Sample(record.hr, under: nil),
      rr: Sample(rr, under: nil), etco2: Sample(record.etco2, under: nil),
      temp: Sample(record.temp, under: nil))
    reading.nibp = cuff.hear(record)
    return Meaning(reading: reading)
  }

  mutating func closed() { cuff.closed() }
}
