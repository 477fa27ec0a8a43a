import InfusionCore
import Quantities

// Whether something asks for just this help now. Who helps before there is a reason has prevented nothing:
// the same oxygen would stand there on anybody. Figures are those at which whoever looks sees it.

extension Situation {
  /// What the patient says is a reason for so long.
  private static let wordsCount = TimeSpan.minutes(3)
  /// Who looks sees a chest that moves so little.
  private static let seenVentilation = 0.7
  /// A face says fear and nausea long before an objective does.
  private static let seenAnxiety = 0.15
  private static let seenNausea = 0.1

  /// A number, an alarm, the patient's looks or words.
  func hasReason(for deed: Deed) -> Bool {
    if let complainedAt, now - complainedAt <= Self.wordsCount { return true }
    return switch deed {
    case .measure(let measure): asks(for: measure)
    case .medicine(let medicine):
      medicine.effect.settlesNausea > 0 ? isSick : medicine.isIndicated(in: self)
    case .word(let word): word == .pause || word == .stop ? isUnwell : true
    }
  }

  /// What was ordered has gone in, but for a little: to end it now is what was planned.
  var isAllIn: Bool {
    guard let orderedVolume, concentration.value > 0 else { return false }
    return delivered.value / concentration.value >= 0.98 * orderedVolume.value
  }

  /// A number, an alarm or what is to be seen asks for just this measure; what is said is not asked.
  func asks(for measure: Measure) -> Bool {
    switch measure {
    case .jawSupport: breathesBadly
    case .oxygen: breathesBadly || state.isVomiting || isFailing
    case .stimulation: breathesBadly || isFailing
    case .position: breathesBadly || isSick || isFailing
    case .suction: breathesBadly || isSick
    case .reassurance: isAfraid
    case .probe: alarms.contains(where: \.isOfTheProbe) || breathesBadly
    case .line: alarms.contains(where: \.isOfThePump)
    case .cuff: true
    }
  }

  private var breathesBadly: Bool {
    signs.spo2 < 94 || state.sedation > 0.4 || state.ventilation < Self.seenVentilation
      || alarms.contains(.limit(.spo2, .low)) || alarms.contains(.limit(.rr, .low))
  }

  /// A pulse or a pressure so low that whoever comes does what is done for a circulation.
  private var isFailing: Bool { signs.hr < 50 || signs.sys < 90 }
  private var isSick: Bool { state.nausea > Self.seenNausea || state.isVomiting }
  private var isAfraid: Bool { state.anxiety > Self.seenAnxiety }

  /// A number, an alarm or the patient's looks ask for an interruption.
  var isUnwell: Bool {
    breathesBadly || isSick || isAfraid || signs.sys > 160 || signs.sys < 90 || signs.hr < 50
      || signs.hr > 120 || alarms.contains { $0.isPhysiological || $0.isOfThePump }
  }
}

extension AlarmID {
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
