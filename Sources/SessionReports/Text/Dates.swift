import SessionRecord

extension WallTime {
  /// `2026-10-17 10:02:03`, as that clock showed it.
  var dateAndTime: String { "\(date) \(timeOfDay)" }

  var date: String { String(description.prefix(10)) }
  var timeOfDay: String { String(description.dropFirst(11).prefix(8)) }
  var hourAndMinute: String { String(description.dropFirst(11).prefix(5)) }
}
