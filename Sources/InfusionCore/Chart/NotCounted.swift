public import Quantities

// An end that was taken back. Without a pump the dose follows the set rate while the session infuses, and
// does not rise in between: only a person knows whether the pump ran on meanwhile.

extension Chart {
  /// The time between such an end and the resumption, in which the pump may have run. Nil if there is none,
  /// or if somebody said that the pump stood or how much was given since.
  public var notCounted: TimeSpan? {
    var (end, open): (SessionTime?, TimeSpan) = (nil, .zero)
    for mark in marks {
      guard case .action(let action) = mark.what else { continue }
      switch action.content {
      case is StopAction: end = mark.at
      case is DoseAction: (open, end) = (.zero, end.map { _ in mark.at })
      case let resume as ResumeAction:
        if let end, resume.ranOn != false { open += mark.at - end }
        end = nil
      default: break
      }
    }
    return open > .zero ? open : nil
  }
}
