import InfusionCore
import Quantities
import SessionRecord

/// A session's vital signs as HL7 v2.6 ORU^R01 messages, one for each minute in which something was measured,
/// with what was given at once in its minute, and in the last one what was delivered; and one for each minute
/// of the infusion, of the pump's channel.
///
/// The shape is that of IHE PCD-01: MDC codes of ISO/IEEE 11073-10101 for what was observed and for units, an
/// observation time in every OBX. Segments end with CR; a message ends where the next MSH begins.
public struct HL7Messages {
  let digest: SessionDigest
  /// Nothing of a damaged record is a final result: every status is `U`.
  private let isDamaged: Bool

  public init(_ digest: SessionDigest, isDamaged: Bool = false) {
    self.digest = digest
    self.isDamaged = isDamaged
  }

  public var bytes: [UInt8] {
    let messages = (0..<minutes).flatMap { minute in
      self.messages(in: minute).map { Message(device: .monitor, observations: $0) }
        + [pumpMessage(in: minute)].compactMap { $0 }
    }
    return Array(messages.enumerated().map { message($1, number: $0 + 1) }.joined().utf8)
  }

  /// What one device said at one time.
  struct Message {
    var device: Device
    var observations: [Observation]
  }

  /// What stands at the head of a message, from the device as a whole down to the channel.
  enum Device {
    case monitor, pump

    var order: String {
      switch self {
      case .monitor: "182777000^monitoring of patient^SCT"
      case .pump: "69985^MDC_DEV_PUMP_INFUS_MDS^MDC"
      }
    }

    var containment: [(code: String, place: String)] {
      switch self {
      case .monitor: [("69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC", "1.0.0.0")]
      case .pump:
        [
          ("69985^MDC_DEV_PUMP_INFUS_MDS^MDC", "1.0.0.0"), ("69986^MDC_DEV_PUMP_INFUS_VMD^MDC", "1.1.0.0"),
          ("126978^MDC_DEV_PUMP_INFUS_CHAN_DELIVERY^MDC", "1.1.1.0"),
        ]
      }
    }
  }

  private var minutes: Int {
    let pressures = digest.chart.pressures.map { Self.minute($0.at) + 1 }
    let remarks = digest.marks.compactMap { Remark($0, digest).map { Self.minute($0.at) + 1 } }
    let doses = [amountAtStart, dose].compactMap { $0.map { Self.minute($0.at) + 1 } }
    let pump = pumpEnd.map { Self.minute($0) + 1 } ?? 0
    return ([digest.vitals.count, pump] + pressures + remarks + doses).max() ?? 0
  }
}

// MARK: - Segments

extension HL7Messages {
  private func message(_ message: Message, number: Int) -> String {
    let observations = message.observations
    let last = observations.map(\.at).max() ?? .start
    let time = timestamp(last)
    // A training message is not to be taken for a patient's.
    let processing = digest.header.plan.origin == .live ? "P" : "T"
    let chair = "CHAIRSIDE-\(digest.header.plan.chair)".hl7Escaped
    let session = digest.header.session.hl7Escaped
    let patient = digest.patient.map { "\($0.hl7Escaped)^^^CHAIRSIDE^PI||^^^^^^S" } ?? "||"
    let head = [
      "MSH|^~\\&|\(chair)||||\(time)||ORU^R01^ORU_R01|\(session)-\(number)"
        + "|\(processing)|2.6|||NE|AL||UNICODE UTF-8|||IHE_PCD_001^IHE PCD^1.3.6.1.4.1.19376.1.6.1.1.1^ISO",
      "PID|||\(patient)",
      "OBR|1||\(session)-\(number)|\(message.device.order)|||\(time)",
    ]
    let devices = message.device.containment.enumerated().map { index, object in
      "OBX|\(index + 1)||\(object.code)|\(object.place)|||||||\(isDamaged ? "U" : "X")"
    }
    let body = observations.enumerated().map { line($1, set: $0 + devices.count + 1) }
    return (head + devices + body).map { $0 + "\r" }.joined()
  }

  private func line(_ observation: Observation, set: Int) -> String {
    let kind = observation.kind
    let status = isDamaged ? "U" : observation.status.rawValue
    let doubt = observation.isDoubtful ? "QUES" : ""
    let (type, value) = (observation.value.type, observation.value.text)
    return "OBX|\(set)|\(type)|\(kind.code)|\(kind.place)|\(value)|\(kind.unit)||\(doubt)|||\(status)|||"
      + timestamp(observation.at)
  }

  /// `20261017093000+0200`.
  private func timestamp(_ time: SessionTime) -> String {
    let text = digest.wall(at: time).description
    let zone = text.suffix(6).filter { $0 != ":" }
    return text.prefix(19).filter { $0.isNumber } + zone
  }
}

// MARK: - Observations

extension HL7Messages {
  struct Observation {
    var kind: Kind
    var value: Value
    var at: SessionTime
    var status = Status.raw
    /// `QUES` of PCD-01: the source itself doubted it, or a dose is an estimate.
    var isDoubtful = false
  }

  /// HL7 table 0085.
  enum Status: String {
    /// As the device gave it, looked at by nobody.
    case raw = "R"
    /// A person's word.
    case final = "F"
    case corrected = "C"
    case struck = "D"

    init(isByHand: Bool, isCorrected: Bool, isStruck: Bool) {
      self = isStruck ? .struck : isCorrected ? .corrected : isByHand ? .final : .raw
    }
  }

  /// HL7 table 0125.
  enum Value {
    case number(Fixed)
    /// A word of an enumeration that has no code of its own.
    case word(String)
    case text(String)

    var type: String {
      switch self {
      case .number: "NM"
      case .word: "CWE"
      case .text: "ST"
      }
    }

    var text: String {
      switch self {
      case .number(let number): number.description
      case .word(let word): "^\(word)"
      case .text(let text): text.hl7Escaped
      }
    }
  }

  struct Kind {
    var code: String
    /// Its object in the containment tree of the monitor.
    var place: String
    var unit: String
  }

  static func minute(_ time: SessionTime) -> Int { Int(time.milliseconds / 60_000) }

  /// The containment tree has one value a place, so a second measurement of a minute gets a message of its
  /// own.
  private func messages(in minute: Int) -> [[Observation]] {
    let cuffs = digest.chart.pressures.filter { Self.minute($0.at) == minute }.map(observations(of:))
    let given = [amountAtStart, dose].compactMap { $0 }.filter { Self.minute($0.at) == minute }
    let first = streams(in: minute) + (cuffs.first ?? []) + remarks(in: minute) + given
    return ([first] + cuffs.dropFirst()).filter { !$0.isEmpty }
  }

  private func streams(in minute: Int) -> [Observation] {
    [Vital.spo2, .hr, .rr].compactMap { vital in
      digest.vitals.range(of: vital, minute: minute).map { range in
        Observation(
          kind: Self.kind(vital, from: range.source), value: .number(range.last), at: range.at,
          isDoubtful: range.isLastDoubtful)
      }
    }
  }

  /// What was delivered in the whole, at the end of the record; an estimate is questionable.
  private var dose: Observation? {
    guard digest.tellsSureness, digest.infusionStart != nil, let dose = digest.delivered else { return nil }
    return Observation(
      kind: Kind(code: "delivered_mg^Delivered^99CHAIRSIDE", place: "1.5.1.1", unit: Self.milligrams),
      value: .number(dose.delivered.fixed), at: digest.length, isDoubtful: dose.isEstimated)
  }

  /// What was given at once of a drug that is not infused: a person's word, in milligrams of that drug.
  private var amountAtStart: Observation? {
    digest.given.map { given in
      let label = "Given: \(given.drug)".hl7Escaped
      return Observation(
        kind: Kind(code: "given_mg^\(label)^99CHAIRSIDE", place: "1.5.1.2", unit: Self.milligrams),
        value: .number(given.amount.fixed), at: given.at,
        status: given.correction.isEmpty ? .final : .corrected)
    }
  }

  static let milligrams = "263890^MDC_DIM_MILLI_G^MDC"

  private func observations(of entry: ChartedPressure) -> [Observation] {
    let status = Status(
      isByHand: entry.isByHand, isCorrected: entry.correction != nil, isStruck: entry.isStruck)
    return [Vital.sys, .dia, .map].compactMap { vital in
      entry.measurement[vital].map {
        Observation(
          kind: Self.kind(vital, from: .manual), value: .number($0), at: entry.at, status: status,
          isDoubtful: entry.measurement.ageIsUnknown || entry.measurement.isDoubtful)
      }
    }
  }

  /// Symptoms and scores of a minute, each at a place of its own.
  private func remarks(in minute: Int) -> [Observation] {
    let found = digest.marks.compactMap { mark in
      Remark(mark, digest).map { (mark: mark, remark: $0) }
    }.filter { Self.minute($0.remark.at) == minute }
    return found.enumerated().map { index, found in
      let code = "\(found.remark.name.hl7Escaped)^\(found.remark.label.hl7Escaped)^99CHAIRSIDE"
      let status = Status(
        isByHand: true, isCorrected: found.mark.correction != nil, isStruck: found.mark.isStruck)
      return Observation(
        kind: Kind(code: code, place: "1.4.1.\(index + 1)", unit: "262656^MDC_DIM_DIMLESS^MDC"),
        value: .number(Fixed(found.remark.value)), at: found.remark.at, status: status)
    }
  }

  private static func kind(_ vital: Vital, from source: SourceID) -> Kind {
    let pressure = "266016^MDC_DIM_MMHG^MDC"
    switch vital {
    case .spo2:
      return Kind(
        code: "150456^MDC_PULS_OXIM_SAT_O2^MDC", place: "1.1.1.1", unit: "262688^MDC_DIM_PERCENT^MDC")
    case .hr:
      return Kind(code: heartRate(from: source), place: "1.1.1.2", unit: "264864^MDC_DIM_BEAT_PER_MIN^MDC")
    case .rr:
      return Kind(code: "151562^MDC_RESP_RATE^MDC", place: "1.2.1.1", unit: "264928^MDC_DIM_RESP_PER_MIN^MDC")
    case .sys: return Kind(code: "150021^MDC_PRESS_BLD_NONINV_SYS^MDC", place: "1.3.1.1", unit: pressure)
    case .dia: return Kind(code: "150022^MDC_PRESS_BLD_NONINV_DIA^MDC", place: "1.3.1.2", unit: pressure)
    case .map: return Kind(code: "150023^MDC_PRESS_BLD_NONINV_MEAN^MDC", place: "1.3.1.3", unit: pressure)
    }
  }

  /// An oximeter counts pulses. Other sources may count beats or pulses, and LOINC's code leaves that open.
  private static func heartRate(from source: SourceID) -> String {
    let oximeters = ["contec", "nonin", "masimo", "nellcor"]
    let isPulse = oximeters.contains { source.name.hasPrefix($0) }
    return isPulse ? "149530^MDC_PULS_OXIM_PULS_RATE^MDC" : "8867-4^Heart rate^LN"
  }
}
