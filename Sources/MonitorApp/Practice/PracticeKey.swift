/// What a trainer's key does.
enum PracticeKey: Character, CaseIterable {
  case probeOff = "p"
  case lowPerfusion = "l"
  case motion = "m"
  case cuffFails = "c"
  case unplug = "u"
  case garbage = "g"
  case occlusion = "o"
  case measure = "b"
  case start = "s"
  case end = "e"
  case quit = "q"

  var words: String {
    switch self {
    case .probeOff: "probe off"
    case .lowPerfusion: "low perfusion"
    case .motion: "motion"
    case .cuffFails: "cuff fails"
    case .unplug: "unplugged"
    case .garbage: "garbage"
    case .occlusion: "pump occluded"
    case .measure: "cuff measures"
    case .start: "infusion starts"
    case .end: "infusion ends"
    case .quit: "quit"
    }
  }

  static var help: String {
    let faults = allCases.prefix { $0 != .measure }.map { "\($0.rawValue) \($0.words)" }
    let others = allCases.drop { $0 != .measure }.map { "\($0.rawValue) \($0.words)" }
    return "\(faults.joined(separator: "  "))  (the same key ends it)\n\(others.joined(separator: "  "))"
  }
}
