import InfusionCore
import Quantities

/// HL7 version 2 results from a monitor or a gateway; each message is answered.
struct HL7Conversation: Conversation {
  let source: SourceID
  let everyRecordIsAReading = true
  let recordsUnread = true
  private var cuff = CuffResultWatch()
  /// The time that stood beside the last cuff result that was told, whether it was the measurement's or the
  /// message's.
  private var toldStamp: MeasurementInstant?
  private var isDoubtful = false
  /// Whom the last message named that named anybody: some monitors say it once a connection.
  private var lastNamed: SourceIdentity?

  init(source: SourceID) { self.source = source }

  mutating func identity(in message: HL7Message) -> SourceIdentity? {
    let named = SourceIdentity(bed: message.bed, patient: message.patient)
    if !named.isUnknown { lastNamed = named }
    return lastNamed
  }

  func replies(toNoReading message: HL7Message) -> [HarmlessFrame]? {
    message.refusal == nil ? nil : WriteAllowList.acknowledgements(of: message)
  }

  func unread(in message: HL7Message) -> [Unread] { message.unread }

  func passOver(_ message: HL7Message) -> [HarmlessFrame] {
    WriteAllowList.acknowledgements(of: message, wasMeant: false)
  }

  mutating func interpret(_ message: HL7Message) -> Meaning {
    let figures = message.figures
    func sample(_ vital: CodedFigure) -> Sample? {
      figures[vital].map { Sample($0, isDoubtful: message.doubtful.contains(vital)) }
    }
    let ecg = sample(.hr)
    var reading = Reading(
      source: source, spo2: sample(.spo2), hr: ecg == nil || ecg == .noValue ? sample(.pulse) ?? ecg : ecg,
      rr: sample(.rr), pi: sample(.pi), etco2: sample(.etco2), temp: sample(.temp))
    reading.nibp = cuffNews(message)
    reading.pump = pump(figures)
    let isEmpty = reading == Reading(source: source)
    reading.status = isEmpty ? nil : status(message)
    return Meaning(
      reading: isEmpty ? nil : reading, replies: WriteAllowList.acknowledgements(of: message))
  }

  mutating func closed() { self = HL7Conversation(source: source) }

  /// Figures that the sender calls questionable or a demonstration count as artefacts until they no longer
  /// are.
  private mutating func status(_ message: HL7Message) -> SensorStatus? {
    let wasDoubtful = isDoubtful
    isDoubtful = !message.doubtful.isEmpty
    return isDoubtful ? .artifact : wasDoubtful ? .ok : nil
  }

  /// The pump's state is not read: it is judged by its rate.
  private func pump(_ figures: [CodedFigure: Reported]) -> PumpReport? {
    func value(_ figure: CodedFigure) -> Fixed? {
      if case .value(let value) = figures[figure] { value } else { nil }
    }
    let report = PumpReport(
      rate: value(.pumpRate).map { MillilitresPerHour($0) },
      volume: value(.pumpVolume).map { Millilitres($0) },
      vtbi: value(.pumpRemaining).map { .volume(Millilitres($0)) })
    return report == PumpReport() ? nil : report
  }
}

// MARK: - The cuff

extension HL7Conversation {
  /// Senders repeat the last result. Its own instant tells whether it is a new one; where it has the time
  /// that the message gives to everything, only other figures do.
  private mutating func cuffNews(_ message: HL7Message) -> CuffResult? {
    guard let shown = message.cuff, !shown.isDoubtful, let result = CuffResult(shown) else { return nil }
    // The message that first told of the result may have stamped it with its own time: a result that later
    // shows its true time is still the same one.
    let isOfTold = shown.instant.flatMap { own in toldStamp.map { own <= $0 } } ?? false
    let news = cuff.hear(result, measuredAt: isOfTold && cuff.shows(result) ? nil : shown.instant)
    if news != nil { toldStamp = [toldStamp, shown.stamp].compactMap { $0 }.max() }
    return news
  }
}

extension CuffResult {
  /// Nil unless the figures are a pressure. A mean alone is a measurement if the sender has nothing else.
  fileprivate init?(_ cuff: HL7Cuff) {
    let isMeanAlone = (cuff.sys ?? .missing) == .missing && (cuff.dia ?? .missing) == .missing
    if isMeanAlone, case .value(let mean) = cuff.map, mean > 0 {
      self = .measured(CuffMeasurement(sys: nil, dia: nil, map: mean))
      return
    }
    self.init(sys: cuff.sys ?? .missing, dia: cuff.dia ?? .missing, map: cuff.map ?? .missing)
  }
}

extension Sample {
  fileprivate init(_ reported: Reported, isDoubtful: Bool) {
    switch reported {
    case .value(let value): self = .value(value, isDoubtful ? .doubtful : .good)
    case .missing: self = .noValue
    }
  }
}
