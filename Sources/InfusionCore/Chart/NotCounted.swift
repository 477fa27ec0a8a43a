public import Quantities

// An end that was taken back. Without a pump the dose goes by the set rate while the session infuses, and by
// nothing in between: whether the pump ran on meanwhile only a person knows.

extension Chart {
  /// The time between ends and the infusion's going on in which the pump may have run; nil where there is
  /// none, where somebody said that it stood, or said how much was given since.
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
