import InfusionCore
import Quantities

/// What about a patient or the equipment asks for a hand, because somebody there can read, hear or see it.
enum Need: CaseIterable, Hashable, Sendable {
  /// Hardly any breath, a low saturation, or sleep so deep that these are near.
  case breath
  case vomit
  case nausea
  case fear
  case highPressure
  /// A pulse or a pressure so low that anybody does what is done for the circulation.
  case circulation
  /// The oximeter reports nothing, so nobody knows whether the patient breathes.
  case number
  /// The pump gives nothing.
  case flow
}

extension Measure {
  /// The needs that each measure meets: the one table that tells help from what nothing asked for.
  ///
  /// A measure that meets a need may still not help: sitting up lowers no pressure, and nobody would call it
  /// wrong. The simulated patient decides what helps.
  var meets: [Need] {
    switch self {
    case .oxygen: [.breath, .vomit, .circulation, .number]
    case .stimulation: [.breath, .circulation, .number]
    case .jawSupport: [.breath]
    case .position: [.breath, .vomit, .nausea, .fear, .highPressure, .circulation]
    case .suction: [.breath, .vomit, .nausea]
    case .reassurance: [.nausea, .fear, .highPressure]
    case .probe: [.breath, .number]
    case .line: [.flow]
    case .cuff: Need.allCases
    }
  }
}

extension Situation {
  /// Below this share of the usual ventilation, somebody who looks sees how little the chest moves.
  private static let seenVentilation = 0.7
  /// From here on a face shows fear and nausea, long before an objective calls for them.
  private static let seenAnxiety = 0.15
  private static let seenNausea = 0.1

  var needs: Set<Need> { Set(Need.allCases.filter { has($0) }) }

  /// Whether a number, an alarm or the looks of the patient ask for just this measure; words do not count.
  func asks(for measure: Measure) -> Bool { measure == .cuff || measure.meets.contains { has($0) } }

  func has(_ need: Need) -> Bool {
    switch need {
    case .breath:
      signs.spo2 < 94 || state.sedation > 0.4 || state.ventilation < Self.seenVentilation
        || alarms.contains(.limit(.spo2, .low)) || alarms.contains(.limit(.rr, .low))
    case .vomit: state.isVomiting
    case .nausea: state.nausea > Self.seenNausea
    case .fear: state.anxiety > Self.seenAnxiety
    case .highPressure: signs.sys > 160 || alarms.contains(where: \.isOfPressureHigh)
    case .circulation: signs.hr < 50 || signs.sys < 90
    case .number: alarms.contains(where: \.isOfTheProbe)
    case .flow: alarms.contains(where: \.isOfThePump)
    }
  }
}

extension AlarmID {
  var isOfPressureHigh: Bool {
    switch self {
    case .limit(.sys, .high), .limit(.dia, .high), .limit(.map, .high): true
    default: false
    }
  }

  fileprivate var isOfTheProbe: Bool {
    switch self {
    case .noValue, .device, .disagree: true
    case .limit, .nibpFailed, .nibpOverdue, .pump, .infusionNearEnd, .infusionOverrun, .checkOverdue,
      .journalFailing, .journalSpace, .soundFailing, .wallFailing, .clockStepped:
      false
    }
  }

  fileprivate var isOfThePump: Bool { if case .pump = self { true } else { false } }
}
