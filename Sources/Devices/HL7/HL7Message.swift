import Quantities

/// An unsolicited result (ORU^R01) of HL7 version 2, as far as it holds vitals that we know.
public struct HL7Message: Hashable, Sendable {
  /// MSH-10, which the answer must name.
  public var controlID: String
  public var figures: [HL7Vital: Reported]
  /// When the cuff measured, as the sender wrote it (OBX-14), where that is not just the time of the message.
  public var cuffTime: String?
  /// Whose results they are (PID-3, else PID-2), and where that patient lies (PV1-3), as the sender writes
  /// it.
  public var patient: String?
  public var bed: String?
  /// More than one pump speaks in it.
  var hasSeveralPumps = false

  public init(controlID: String, figures: [HL7Vital: Reported] = [:], cuffTime: String? = nil) {
    self.controlID = controlID
    self.figures = figures
    self.cuffTime = cuffTime
  }
}

/// A vital, or a figure of a pump, by its codes: LOINC, and ISO/IEEE 11073-10101 (MDC) by number and by name.
public enum HL7Vital: CaseIterable, Hashable, Sendable {
  case hr, pulse, spo2, rr, sys, dia, map, temp, etco2
  /// What flows, what has gone in, and what is still to go before the pump stops by itself.
  case pumpRate, pumpVolume, pumpRemaining

  static let ofPumps: [HL7Vital] = [.pumpRate, .pumpVolume, .pumpRemaining]

  var codes: [String] {
    switch self {
    case .hr: ["8867-4", "147842", "MDC_ECG_HEART_RATE", "MDC_ECG_CARD_BEAT_RATE"]
    case .pulse: ["8889-8", "149530", "MDC_PULS_OXIM_PULS_RATE"]
    case .spo2: ["59408-5", "2708-6", "150456", "MDC_PULS_OXIM_SAT_O2"]
    case .rr: ["9279-1", "151562", "MDC_RESP_RATE"]
    case .sys: ["8480-6", "150021", "MDC_PRESS_BLD_NONINV_SYS"]
    case .dia: ["8462-4", "150022", "MDC_PRESS_BLD_NONINV_DIA"]
    case .map: ["8478-0", "150023", "MDC_PRESS_BLD_NONINV_MEAN"]
    case .temp: ["8310-5", "150344", "MDC_TEMP", "MDC_TEMP_BODY"]
    case .etco2: ["19889-5", "MDC_AWAY_CO2_ET"]
    case .pumpRate: ["157784", "MDC_FLOW_FLUID_PUMP"]
    case .pumpVolume: ["157993", "MDC_VOL_FLUID_DELIV_TOTAL"]
    case .pumpRemaining: ["157872", "MDC_VOL_FLUID_TBI_REMAIN"]
    }
  }

  /// What the unit may be called; a figure in another unit is passed over, never converted by guess.
  var units: [String] {
    switch self {
    case .hr, .pulse: ["", "/min", "{beats}/min", "bpm", "264864", "MDC_DIM_BEAT_PER_MIN"]
    case .rr: ["", "/min", "{breaths}/min", "rpm", "264928", "MDC_DIM_RESP_PER_MIN"]
    case .spo2: ["", "%", "262688", "MDC_DIM_PERCENT"]
    case .sys, .dia, .map, .etco2: ["", "mm[Hg]", "mmHg", "266016", "MDC_DIM_MMHG"]
    case .temp: ["Cel", "C", "268192", "MDC_DIM_DEGC"]
    case .pumpRate: ["mL/h", "ml/h", "265266", "MDC_DIM_MILLI_L_PER_HR"]
    case .pumpVolume, .pumpRemaining: ["mL", "ml", "263762", "MDC_DIM_MILLI_L"]
    }
  }

  var accepted: ClosedRange<Fixed> {
    switch self {
    case .hr, .pulse, .sys, .dia, .map: 0...350
    case .spo2: 0...100
    case .rr: 0...120
    case .temp: 10...50
    case .etco2: 0...150
    case .pumpRate: 0...2000
    case .pumpVolume, .pumpRemaining: 0...10_000
    }
  }

  static let byCode: [String: HL7Vital] = Dictionary(
    uniqueKeysWithValues: allCases.flatMap { vital in vital.codes.map { ($0, vital) } })
}
