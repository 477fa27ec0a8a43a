/// What a cell means. The palette decides how a meaning looks, so that colour is never chosen where a number
/// is.
///
/// One meaning, one letter: a picture of a screen carries its styles as a map of these letters.
public enum Style: Character, CaseIterable, Hashable, Sendable {
  case plain = "."
  /// Rules, borders, axes: there, and not in the way.
  case faint = "f"
  /// Units, ages, captions.
  case dim = "d"
  /// The name of a value.
  case label = "l"
  /// Whose screen this is: chair, patient, a page's title.
  case heading = "t"
  /// A number that is as it should be.
  case value = "v"
  /// A number that may be old, or none: never mistaken for a value.
  case stale = "s"
  case phase = "p"
  /// As it should be, and worth saying: recording, complete.
  case good = "g"
  /// Worth seeing, but not an alarm: sound paused, a limit off, an estimate.
  case caution = "c"

  case alarmHigh = "h"
  case alarmMedium = "m"
  case alarmLow = "w"
  case alarmInfo = "i"
  /// A band filled with the priority's colour.
  case bandHigh = "H"
  case bandMedium = "M"
  case bandLow = "W"
  case bandInfo = "I"
  /// A band with advice, which is not an alarm.
  case bandHold = "A"

  case simulation = "S"
  /// A key that does something now.
  case key = "k"
  case prompt = "q"
  /// What is being typed.
  case entry = "u"
  case cursor = "C"
  case selected = "x"
  /// The part of a bar that is done, and the part to come.
  case barDone = "b"
  case barRest = "r"

  /// Traces of a trend.
  case traceFirst = "1"
  case traceSecond = "2"
  case traceThird = "3"
  case traceFourth = "4"
}
