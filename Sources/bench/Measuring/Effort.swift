/// How often, and for how long, something is measured.
struct Effort {
  /// Rounds of a call, of which the best counts, and how long a round lasts at least.
  var rounds: Int
  var roundSeconds: Double
  /// Starts of a program until its exit.
  var runs: Int
  /// First paints.
  var paints: Int
  /// A screen before its minute, and the minute.
  var warmSeconds: Int
  var steadySeconds: Int
  var alarms: Int

  /// For figures to quote. The screen warms up until the start of the infusion and its first words are over.
  static let full = Effort(
    rounds: 5, roundSeconds: 0.05, runs: 41, paints: 15, warmSeconds: 15, steadySeconds: 60, alarms: 300)

  /// Everything once: it shows that each measurement still works, and its figures mean nothing.
  static let quick = Effort(
    rounds: 1, roundSeconds: 0, runs: 1, paints: 1, warmSeconds: 1, steadySeconds: 2, alarms: 2)

  static let quickArgument = "--quick"
  /// `--steady=600` measures for ten minutes what is usually measured for one.
  static let steadyArgument = "--steady="

  static let asked: Effort = {
    var effort = CommandLine.arguments.contains(quickArgument) ? quick : full
    let word = CommandLine.arguments.last { $0.hasPrefix(steadyArgument) }
    if let seconds = word.flatMap({ Int($0.dropFirst(steadyArgument.count)) }), seconds > 0 {
      effort.steadySeconds = seconds
    }
    return effort
  }()
}
