public import InfusionCore
public import TextScreen

/// The program's own flashing: IEC 60601-1-8 asks for 1.4 to 2.8 Hz at high and 0.4 to 0.8 Hz at medium
/// priority; low is steady.
enum Flash {
  /// High flashes at 2 Hz and medium at 0.66 Hz, both lit half of the time.
  static func halfPeriod(_ priority: AlarmPriority) -> Int64? {
    switch priority {
    case .high: 250
    case .medium: 758
    case .low, .info: nil
    }
  }

  static func isLit(_ priority: AlarmPriority, at now: Int64) -> Bool {
    guard let half = halfPeriod(priority) else { return true }
    return (now / half) % 2 == 0
  }

  static func nextChange(_ priority: AlarmPriority, after now: Int64) -> Int64? {
    halfPeriod(priority).map { (now / $0 + 1) * $0 }
  }

  /// How often the pages of alarms turn, ms.
  static let page: Int64 = 2000
}

extension Style {
  public static func band(_ priority: AlarmPriority) -> Style {
    switch priority {
    case .high: .bandHigh
    case .medium: .bandMedium
    case .low: .bandLow
    case .info: .bandInfo
    }
  }

  /// An alarm's words in its priority's colour.
  public static func alarm(_ priority: AlarmPriority) -> Style {
    switch priority {
    case .high: .alarmHigh
    case .medium: .alarmMedium
    case .low: .alarmLow
    case .info: .alarmInfo
    }
  }
}

extension AlarmView {
  /// The style now: a lit band, or in the dark half coloured text; an answered or latched alarm does not
  /// flash.
  func style(at now: Int64) -> Style {
    if isLatched { return .alarm(priority) }
    return !flashes || Flash.isLit(priority, at: now) ? .band(priority) : .alarm(priority)
  }
}
