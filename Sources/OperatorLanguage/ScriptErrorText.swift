import InfusionCore
import Quantities

extension ScriptError {
  /// The reason without its place.
  public var sentence: String {
    switch why {
    case .notText: "this is not UTF-8 text"
    case .timeMissing(let found): "the line begins with \"\(found)\", not with a time such as @60"
    case .badTime(let text): "\"\(text)\" is not a time in seconds such as @60 or @812.4"
    case .timeGoesBack(let time, let previous): "the time \(time.inSeconds) is before \(previous.inSeconds)"
    case .timeBeyond(let time):
      "\(time.inSeconds) is no time of a session: \(SessionTime.latestOfASession.inSeconds) is the latest"
    case .line(let error): error.sentence
    }
  }

  /// `morning.script:12: there is no action "puase"`.
  public func sentence(file: String) -> String { "\(file):\(line): \(sentence)" }
}

extension [ScriptedAction] {
  /// What is said of lines whose time may be a slip: `morning.script:12: @900000 is more than a day ...`.
  public func remarksOnWaits(file: String) -> [String] {
    behindALongWait.map { late, isFirst in
      let before = isFirst ? "the session's beginning" : "the line before"
      return "\(file):\(late.line): \(late.time.inSeconds) is more than a day after \(before); is that meant?"
    }
  }
}

extension SessionTime {
  fileprivate var inSeconds: String { "@\(Fixed(thousandths: Int(milliseconds)))" }
}
