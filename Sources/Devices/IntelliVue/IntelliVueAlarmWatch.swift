/// Tells what a monitor says of its own alarms: that one is on, or was switched off there. This changes no
/// reading and no alarm of ours, but the record should have it.
///
/// Each is told when it begins, and again only when it was gone for a minute: an alarm may come and go every
/// second.
struct IntelliVueAlarmWatch: Hashable, Sendable {
  /// Answers since the monitor last said so.
  private var quiet: [Word: Int] = [:]

  private struct Word: Hashable {
    let name: String
    let isOff: Bool
  }

  private static let answersAMinute = 60
  /// More than a monitor has figures: one that names them anew with every answer is not followed.
  private static let most = 64

  mutating func hear(_ figures: IntelliVueFigures) -> [String] {
    for word in quiet.keys { quiet[word, default: 0] += 1 }
    let news = words(figures).filter {
      (quiet[$0] != nil || quiet.count < Self.most) && quiet.updateValue(0, forKey: $0) == nil
    }
    quiet = quiet.filter { $0.value < Self.answersAMinute }
    return [
      Self.sentence("in alarm at the monitor", news.filter { !$0.isOff }),
      Self.sentence("its alarm is off at the monitor", news.filter(\.isOff)),
    ].compactMap { $0 }
  }

  private func words(_ figures: IntelliVueFigures) -> [Word] {
    figures.alarms.flatMap { name, state in
      [
        state.contains(.inAlarm) ? Word(name: name, isOff: false) : nil,
        state.contains(.alarmOff) ? Word(name: name, isOff: true) : nil,
      ].compactMap { $0 }
    }
  }

  private static func sentence(_ what: String, _ words: [Word]) -> String? {
    words.isEmpty ? nil : "\(what): \(words.map(\.name).joined(separator: ", "))"
  }
}
