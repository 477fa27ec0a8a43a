import InfusionCore
import Quantities

// An end that was taken back. Without a pump the dose goes by the set rate while the session infuses, and by
// nothing in between: whether the pump ran on meanwhile only a person knows. Until somebody has said how much
// was given, that time stands on the screen.

extension SessionView {
  /// How long ago the infusion was ended; nil while it is not, and where a pump tells what it gives.
  var sinceTheEnd: TimeSpan? {
    guard infusion?.pump == nil, let stopped = engine?.infusion?.stoppedAt else { return nil }
    return now - stopped
  }

  /// The time between ends and the infusion's going on in which the pump may have run; nil where there is
  /// none, or a volume was recorded since.
  var notCounted: TimeSpan? {
    guard infusion != nil, infusion?.pump == nil, let marks = engine?.chart.marks else { return nil }
    var (end, open): (SessionTime?, TimeSpan) = (nil, .zero)
    for mark in marks {
      guard case .action(let action) = mark.what else { continue }
      switch action.content {
      case is StopAction: end = mark.at
      case is DoseAction: open = .zero
      case let resume as ResumeAction:
        if let end, !resume.saysThatThePumpStood { open += mark.at - end }
        end = nil
      default: break
      }
    }
    return open > .zero ? open : nil
  }
}

extension ResumeAction {
  /// By its reason, as the screen asks for it.
  fileprivate var saysThatThePumpStood: Bool { reason?.hasSuffix(ResumeDeed.stoodStill) ?? false }
}
