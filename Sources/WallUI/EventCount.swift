import ChairBeacon

/// Counts a chair's events, and so finds those that did not come here.
///
/// A broker may bring an event twice, or late, so one that was counted already is ignored. On a socket each
/// comes once, and a number that is not higher is the first of a chair that began anew.
struct EventCount: Hashable, Sendable {
  private var last: Int?
  /// What the last state said had been told by then.
  private var told: Int?

  /// How many were missed before this one.
  mutating func hear(event number: Int, from place: ChairPlace) -> Int {
    guard let last else {
      self.last = number
      return 0
    }
    if number <= last {
      if place == .here { self.last = number }
      return 0
    }
    self.last = number
    return number - last - 1
  }

  /// Returns how many were missed. An event may still be on its way when the state that counts it arrives, so
  /// the events that one state counts must be here by the next.
  mutating func hear(told number: Int) -> Int {
    defer { told = number }
    guard let last else {
      self.last = number
      return 0
    }
    guard let told, told > last else { return 0 }
    self.last = told
    return told - last
  }
}
