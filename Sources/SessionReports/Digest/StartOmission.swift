public import InfusionCore
public import Quantities
import SessionRecord

/// Something that a start went over without a reason, because none is asked for it.
public enum StartOmission: Hashable, Sendable {
  /// Nobody opened it.
  case checklist
  /// Items that nobody answered, though others were.
  case answers([ChecklistItem])
  /// Nothing was measured before the start to compare with.
  case baseline
}

extension SessionDigest {
  /// When the infusion began; of a plan without one, when the dose was given.
  public var startedAt: SessionTime? { firstTime(of: .infusing) ?? firstTime(of: .observing) }

  /// Empty for a session that was never started. What was overridden with a reason is not among them.
  public var startOmissions: [StartOmission] {
    guard startedAt != nil else { return [] }
    return [checklistOmission, baseline.isEmpty ? .baseline : nil].compactMap { $0 }
  }

  private var checklistOmission: StartOmission? {
    let items = header.plan.configuration.checklist.filter { $0.stage == .start }
    let open = items.filter { answersInTurn(to: $0.name).isEmpty }
    guard !open.isEmpty else { return nil }
    guard open.count < items.count else { return .checklist }
    let unsaid = open.filter { !$0.isRequired }
    return unsaid.isEmpty ? nil : .answers(unsaid)
  }
}
