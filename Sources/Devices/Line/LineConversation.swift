import InfusionCore
import Quantities

/// The line protocol: every record with a value is a reading.
///
/// A status holds for the readings on its own line, also for a pressure there (in a device's own protocol it
/// is only the oximeter's). Alone on a line it holds for the whole device until the next one, and if it says
/// that there are no readings, it takes back what the device gave so far.
struct LineConversation: Conversation {
  let source: SourceID
  let everyRecordIsAReading = true
  /// Whether the sender has shown a stream; only then does its silence mean something.
  private(set) var isStreaming = false

  /// The last status that stood alone.
  private var standing: SensorStatus?
  private var given: Set<StreamedKey> = []

  /// - Parameter standing: the last status that stood alone, for a session that is resumed.
  init(source: SourceID, standing: SensorStatus? = nil) {
    self.source = source
    self.standing = standing
  }

  func unread(in record: LineRecord) -> [Unread] { record.unknown }
  func stamp(_ record: LineRecord) -> SourceStamp? { record.time.map(SourceStamp.carried) }

  mutating func interpret(_ record: LineRecord) -> Meaning {
    let spoken = record.status.map(SensorStatus.init)
    let isAlone = !record.hasValues
    if spoken != nil { standing = isAlone ? spoken : nil }
    noteStreams(record)
    if isAlone { return Meaning(reading: spoken.map(announcement)) }
    var reading = reading(record, under: spoken ?? standing)
    reading.statusStands = spoken == nil && standing.map { $0 != .ok } ?? false
    return Meaning(reading: reading)
  }

  mutating func replaced() { standing = nil }

  private mutating func noteStreams(_ record: LineRecord) {
    for key in StreamedKey.allCases where key.isGiven(in: record) { given.insert(key) }
    isStreaming =
      isStreaming || record.pump != nil || !given.isDisjoint(with: [StreamedKey.hr, .spo2, .rr])
  }

  private func reading(_ record: LineRecord, under status: SensorStatus?) -> Reading {
    var reading = Reading(source: source, status: status)
    for key in StreamedKey.allCases {
      key.put(key.value(in: record).map { Sample($0, under: status) }, in: &reading)
    }
    // If the line has no status, a rate or a saturation says that the sensor is well.
    if record.hr != nil || record.spo2 != nil { reading.status = status ?? .ok }
    let areReadings = status?.allowsReadings ?? true
    let isDoubtful = status?.quality == .doubtful
    reading.nibp = record.cuff.map {
      CuffResult(areReadings ? $0 : .failed, number: record.nid).doubtful(isDoubtful)
    }
    reading.pump = record.pump.map { PumpReport($0, withFigures: areReadings) }
    return reading
  }

  private func announcement(_ status: SensorStatus) -> Reading {
    var reading = Reading(source: source, status: status)
    reading.statusStands = status != .ok
    guard !status.allowsReadings else { return reading }
    for key in given { key.put(.noValue, in: &reading) }
    return reading
  }
}

/// The vitals that stream over the line protocol, and their places in record and reading. They are written
/// out because key paths would be followed at run time, for each field of each record.
private enum StreamedKey: CaseIterable {
  case hr, spo2, rr, pi, etco2, temp

  func isGiven(in record: LineRecord) -> Bool { value(in: record) != nil }

  func value(in record: LineRecord) -> Reported? {
    switch self {
    case .hr: record.hr
    case .spo2: record.spo2
    case .rr: record.rr
    case .pi: record.pi
    case .etco2: record.etco2
    case .temp: record.temp
    }
  }

  func put(_ sample: Sample?, in reading: inout Reading) {
    switch self {
    case .hr: reading.hr = sample
    case .spo2: reading.spo2 = sample
    case .rr: reading.rr = sample
    case .pi: reading.pi = sample
    case .etco2: reading.etco2 = sample
    case .temp: reading.temp = sample
    }
  }
}

extension LineRecord {
  fileprivate var hasValues: Bool {
    cuff != nil || pump != nil || StreamedKey.allCases.contains { $0.isGiven(in: self) }
  }
}
