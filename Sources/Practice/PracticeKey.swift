/// What a trainer's key does.
enum PracticeKey: Character, CaseIterable {
  case probeOff = "p"
  case lowPerfusion = "l"
  case motion = "m"
  case cuffFails = "c"
  case occlusion = "o"
  case empty = "y"
  case air = "a"
  case kvo = "k"
  case unplug = "u"
  case garbage = "g"
  case nextCable = "n"
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
    case .occlusion: "pump occluded"
    case .empty: "syringe empty"
    case .air: "air in the line"
    case .kvo: "pump keeps the vein open"
    case .unplug: "unplugged"
    case .garbage: "garbage"
    case .nextCable: "next cable, or 1 to 9"
    case .measure: "cuff measures"
    case .start: "infusion starts"
    case .end: "infusion ends"
    case .quit: "quit"
    }
  }

  static var help: String {
    """
    \(words(.probeOff, .lowPerfusion, .motion, .cuffFails))  (the same key ends it)
    \(words(.occlusion, .empty, .air, .kvo))
    \(words(.unplug, .garbage, .nextCable))
    \(words(.measure, .start, .end, .quit))
    """
  }

  private static func words(_ keys: PracticeKey...) -> String {
    keys.map { "\($0.rawValue) \($0.words)" }.joined(separator: "  ")
  }
}
