import InfusionCore
import Quantities

/// What of a patient or of the equipment asks for a hand: to be read, heard, or seen by whoever looks.
enum Need: CaseIterable, Hashable, Sendable {
  /// Hardly any breath, a low saturation, or so deep asleep that it is near.
  case breath
  case vomit
  case nausea
  case fear
  case highPressure
  /// A pulse or a pressure so low that whoever comes does what is done for a circulation.
  case circulation
  /// The oximeter says nothing, and nobody knows whether the patient breathes.
  case number
  /// The pump gives nothing.
  case flow
}

extension Measure {
  /// What each measure is in place for: the one table by which help is told from what nothing asked for.
  ///
  /// What is in place need not help: to sit up lowers no pressure, and nobody would call it wrong. What helps
  /// is the simulated patient's to say.
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
  /// Who looks sees a chest that moves so little.
  private static let seenVentilation = 0.7
  /// A face says fear and nausea long before an objective does.
  private static let seenAnxiety = 0.15
  private static let seenNausea = 0.1

  var needs: Set<Need> { Set(Need.allCases.filter { has($0) }) }

  /// A number, an alarm or what is to be seen asks for just this measure; what is said is not asked.
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
