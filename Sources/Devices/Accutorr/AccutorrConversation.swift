import InfusionCore
import Quantities

/// Datascope Accutorr 3: asked for its patient's line; for its prompt where it did not answer.
///
/// Its lines have no checksum, so pressures are used when two lines in a row say the same. Its pulse may be
/// the cuff's, so it is not used.
struct AccutorrConversation: Conversation {
  let source: SourceID
  let pollInterval: TimeSpan? = .seconds(2)
  private var cuff = CuffResultWatch()
  private var cuffAge = CuffAge()
  /// What the last line said of the cuff.
  private var lastCuff: AccutorrCuff?
  private var promptIsAsked = false
  /// A monitor whose oximeter was never in use tells nothing about a finger.
  private var oximeterIsInUse = false

  init(source: SourceID) { self.source = source }

  mutating func greeting() -> [HarmlessFrame] { poll(isHeard: false) }

  /// A prompt that was asked for a poll ago is there.
  mutating func poll(isHeard: Bool) -> [HarmlessFrame] {
    promptIsAsked = !isHeard && !promptIsAsked
    return [promptIsAsked ? WriteAllowList.accutorrPrompt : WriteAllowList.accutorrPatient]
  }

  mutating func interpret(_ line: AccutorrLine) -> Meaning {
    if line.spo2 != .missing { oximeterIsInUse = true }
    let news = news(of: AccutorrCuff(line))
    guard oximeterIsInUse else {
      return Meaning(reading: news.map { Reading(source: source, nibp: $0) })
    }
    let status = Self.status(line)
    return Meaning(
      reading: Reading(
        source: source, status: status, spo2: Sample(oximeter: line.spo2, under: status), nibp: news))
  }

  mutating func closed() { self = AccutorrConversation(source: source) }

  private static func status(_ line: AccutorrLine) -> SensorStatus {
    guard line.oximeter.isCertain, line.oximeterFault == .none else { return .error }
    if line.oximeter.has(.noSensor) || line.oximeter.has(.sensorOff) { return .off }
    if line.oximeter.has(.pulseSearch) { return .searching }
    if line.oximeter.has(.interference) { return .artifact }
    return line.spo2 == .missing ? .off : .ok
  }

  private mutating func news(of told: AccutorrCuff) -> CuffResult? {
    defer { lastCuff = told }
    guard let lastCuff, told.figures == lastCuff.figures, told.flags == lastCuff.flags else { return nil }
    if told.flags.has(.overpressure) { return cuff.hear(.failed()) }
    // With flags set, something else is said of the cuff, and the meaning of the figures is unknown.
    guard told.flags == .none else { return nil }
    if cuffAge.hasFallen(to: told.minutes) { cuff.measurementEnded() }
    return cuff.hear(told.result)
  }
}

/// What a line says of the cuff.
private struct AccutorrCuff: Hashable {
  var figures: [Reported]
  var flags: AccutorrFlags
  var minutes: Int?

  init(_ line: AccutorrLine) {
    figures = [line.sys, line.dia, line.map]
    flags = line.cuff
    minutes = line.minutes
  }

  /// Nil while it has not measured.
  var result: CuffResult? {
    minutes == nil ? nil : CuffResult(sys: figures[0], dia: figures[1], map: figures[2])
  }
}
