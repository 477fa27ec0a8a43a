import InfusionCore
import Quantities

/// HL7 version 2 results from a monitor or a gateway; each is answered with "received".
struct HL7Conversation: Conversation {
  let source: SourceID
  let everyRecordIsAReading = true
  private var cuff = CuffResultWatch()
  private var cuffTime: String?

  init(source: SourceID) { self.source = source }

  func identity(in message: HL7Message) -> SourceIdentity? {
    let named = SourceIdentity(bed: message.bed, patient: message.patient)
    return named.isUnknown ? nil : named
  }

  func passOver(_ message: HL7Message) -> [HarmlessFrame] {
    [WriteAllowList.acknowledgement(of: message)]
  }

  mutating func interpret(_ message: HL7Message) -> Meaning {
    let figures = message.figures
    func sample(_ vital: HL7Vital) -> Sample? { figures[vital].map { Sample($0, under: nil) } }
    let ecg = sample(.hr)
    var reading = Reading(
      source: source, spo2: sample(.spo2), hr: ecg == nil || ecg == .noValue ? sample(.pulse) ?? ecg : ecg,
      rr: sample(.rr), etco2: sample(.etco2), temp: sample(.temp))
    reading.nibp = cuffNews(message)
    reading.pump = pump(figures)
    let isEmpty = reading == Reading(source: source)
    return Meaning(reading: isEmpty ? nil : reading, replies: [WriteAllowList.acknowledgement(of: message)])
  }

  mutating func closed() {
    cuff.closed()
    cuffTime = nil
  }

  /// Its state is not read: it is judged by its rate.
  private func pump(_ figures: [HL7Vital: Reported]) -> PumpReport? {
    func value(_ figure: HL7Vital) -> Fixed? {
      if case .value(let value) = figures[figure] { value } else { nil }
    }
    let report = PumpReport(
      rate: value(.pumpRate).map { MillilitresPerHour($0) },
      volume: value(.pumpVolume).map { Millilitres($0) },
      vtbi: value(.pumpRemaining).map { .volume(Millilitres($0)) })
    return report == PumpReport() ? nil : report
  }

  /// Senders repeat the last cuff result: new is one with other values, or with another time of its own.
  private mutating func cuffNews(_ message: HL7Message) -> CuffResult? {
    if let time = message.cuffTime {
      if let known = cuffTime, known != time { cuff.measurementEnded() }
      cuffTime = time
    }
    let figures = message.figures
    guard let sys = figures[.sys], let dia = figures[.dia] else { return nil }
    return cuff.hear(CuffResult(sys: sys, dia: dia, map: figures[.map] ?? .missing))
  }
}
