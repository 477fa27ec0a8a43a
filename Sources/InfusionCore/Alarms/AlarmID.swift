/// Which alarm condition. Its text (`spo2.low`, `nonin-df2.lost`) is the same on screen, in the journal and
/// in scripts.
public enum AlarmID: Hashable, Sendable {
  case limit(Vital, Side)
  case noValue(Vital)
  case device(SourceID, DeviceCondition)
  /// Two fresh sources of a vital part.
  case disagree(Vital)
  case nibpOverdue
  case nibpFailed
  case pump(PumpCondition)
  case journalFailing
  case journalSpace
  case soundFailing
  case wallFailing
  case clockStepped
  case infusionNearEnd
  case infusionOverrun
  case checkOverdue

  /// Physiological conditions are the patient's; technical ones the equipment's.
  public var isPhysiological: Bool {
    if case .limit = self { true } else { false }
  }
}

extension AlarmID {
  /// Where it stands in the contract's tables: the limits by vital, low before high; then the technical
  /// conditions.
  fileprivate var place: (row: Int, column: Int) {
    switch self {
    case .limit(let vital, let side): (vital.index, side == .low ? 0 : 1)
    case .noValue(let vital): (10, vital.index)
    case .device(_, let condition): (11, condition.place)
    case .disagree(let vital): (12, vital.index)
    case .nibpOverdue: (13, 0)
    case .nibpFailed: (14, 0)
    case .pump(let condition): (15, PumpCondition.allCases.firstIndex(of: condition) ?? 0)
    case .journalFailing: (16, 0)
    case .journalSpace: (17, 0)
    case .soundFailing: (18, 0)
    case .clockStepped: (19, 0)
    case .infusionNearEnd: (20, 0)
    case .infusionOverrun: (21, 0)
    case .checkOverdue: (22, 0)
    case .wallFailing: (23, 0)
    }
  }
}

extension [AlarmID] {
  /// In the order of the contract's tables; conditions that share a place keep the order they have here.
  var inTableOrder: [AlarmID] {
    enumerated().sorted { a, b in
      let (first, second) = (a.element.place, b.element.place)
      return (first.row, first.column, a.offset) < (second.row, second.column, b.offset)
    }.map(\.element)
  }
}

/// Technical conditions that a device reports about itself or that its silence tells, in the order they are
/// raised.
public enum DeviceCondition: String, CaseIterable, Hashable, Sendable {
  case lost
  case sensorOff = "sensoroff"
  case lowPerfusion = "lowperfusion"
  case artifact
  case fault
  case garbled, identity, flood, unvarying

  fileprivate var place: Int {
    switch self {
    case .lost: 0
    case .sensorOff: 1
    case .lowPerfusion: 2
    case .artifact: 3
    case .fault: 4
    case .garbled: 5
    case .identity: 6
    case .flood: 7
    case .unvarying: 8
    }
  }
}

/// Conditions of one source, each there or not.
struct DeviceConditions {
  private var places: UInt16 = 0

  mutating func insert(_ condition: DeviceCondition) { places |= 1 << condition.place }
  var isEmpty: Bool { places == 0 }
  func contains(_ condition: DeviceCondition) -> Bool { places & 1 << condition.place != 0 }
}

/// What can be wrong with a pump, by its own word or by its figures.
public enum PumpCondition: String, CaseIterable, Hashable, Sendable {
  case occluded, empty, air, kvo, mismatch, counter
}

extension AlarmID: CustomStringConvertible {
  private static let fixedNames: [(AlarmID, String)] = [
    (.nibpOverdue, "nibp.overdue"), (.nibpFailed, "nibp.failed"),
    (.journalFailing, "journal.failing"), (.journalSpace, "journal.space"),
    (.soundFailing, "sound.failing"), (.wallFailing, "wall.failing"), (.clockStepped, "clock.stepped"),
    (.infusionNearEnd, "infusion.nearend"), (.infusionOverrun, "infusion.overrun"),
    (.checkOverdue, "check.overdue"),
  ]

  public var description: String {
    switch self {
    case .limit(let vital, let side): "\(vital.rawValue).\(side.rawValue)"
    case .noValue(let vital): "\(vital.rawValue).novalue"
    case .disagree(let vital): "\(vital.rawValue).disagree"
    case .device(let source, let condition): "\(source).\(condition.rawValue)"
    case .pump(let condition): "pump.\(condition.rawValue)"
    case .nibpOverdue, .nibpFailed, .journalFailing, .journalSpace, .soundFailing, .wallFailing,
      .clockStepped, .infusionNearEnd, .infusionOverrun, .checkOverdue:
      Self.fixedNames.first { $0.0 == self }?.1 ?? ""
    }
  }

  /// Reads the text form; nil when it names no alarm.
  public init?(_ text: some StringProtocol) {
    let whole = String(text)
    if let fixed = Self.fixedNames.first(where: { $0.1 == whole }) {
      self = fixed.0
      return
    }
    guard let dot = whole.lastIndex(of: ".") else { return nil }
    let subject = String(whole[..<dot])
    let condition = String(whole[whole.index(after: dot)...])
    if let vital = Vital(rawValue: subject) {
      if let side = Side(rawValue: condition) {
        self = .limit(vital, side)
      } else if condition == "novalue" {
        self = .noValue(vital)
      } else if condition == "disagree" {
        self = .disagree(vital)
      } else {
        return nil
      }
    } else if subject == "pump", let pump = PumpCondition(rawValue: condition) {
      self = .pump(pump)
    } else if !subject.isEmpty, let device = DeviceCondition(rawValue: condition) {
      self = .device(SourceID(subject), device)
    } else {
      return nil
    }
  }
}
