public import InfusionCore
public import Quantities
import SessionRecord

/// One limit as it was in force from the beginning to the end.
public struct LimitCourse: Sendable {
  /// From when on which limit was in force.
  public struct Step: Sendable {
    public var from: SessionTime
    /// Nil while it was off.
    public var value: Fixed?
  }
  public let steps: [Step]

  public init(_ vital: Vital, _ kind: LimitChange.Kind, _ digest: SessionDigest) {
    let changes = digest.limitChanges.filter { $0.change.vital == vital && $0.change.kind == kind }
    let configured = digest.header.plan.configuration.limits[vital]
    let first = changes.first.map(\.change.from) ?? (kind == .low ? configured?.low : configured?.high)
    steps = [Step(from: .start, value: first)] + changes.map { Step(from: $0.at, value: $0.change.to) }
  }
}
