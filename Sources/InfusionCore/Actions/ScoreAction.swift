public import Quantities

/// A scale's total; with its parts, where they were asked one by one.
public struct ScoreAction: OperatorAction {
  public static let name = ActionName.score
  public static let deed = "a score"
  public static let phases = Set<Phase>.untilClosed
  public static let isCorrectable = true
  public static let schema: [ActionField<ScoreAction>] = [
    .required("scale", .text, \.scale), .required("value", .whole(-1000...1000), \.value),
    .list("parts", .parts, \.parts), .optional("at", .time, \.at),
  ]

  public var scale = ""
  public var value = 0
  public var parts: [PartScore] = []
  /// When it was taken, if that was not when it was entered.
  public var at: SessionTime?

  public init() {}
  public init(scale: String, value: Int, parts: [PartScore] = [], at: SessionTime? = nil) {
    self.scale = scale
    self.value = value
    self.parts = parts
    self.at = at
  }

  public var action: Action { .score(self) }

  /// A score outside its scale, or parts that do not make it, are a slip of the finger. So is a scale that
  /// the clinic does not have. (By the first rules that was taken as it is.)
  public func refusal(in session: Session, by: String?) -> Refusal.Why? {
    if let ahead = session.timeRefusal(at) { return ahead }
    let sum = parts.map(\.value).reduce(0, +)
    if !parts.isEmpty, sum != value { return .valueOutOfRange("\(scale) \(value), its parts make \(sum)") }
    let clinic = session.setup.configuration.clinic
    guard let known = clinic.scale(named: scale) else {
      return session.setup.isBySecondRules ? .scaleUnknown(scale, known: clinic.scales.map(\.name)) : nil
    }
    guard known.range.contains(value) else {
      return .valueOutOfRange("\(scale) from \(known.least) to \(known.most)")
    }
    return known.fault(in: parts).map { .valueOutOfRange("\(scale), \($0)") }
  }

  public func perform(in session: inout Session, by: String?) {}
}

extension Action {
  public static func score(
    scale: String, value: Int, parts: [PartScore] = [], at: SessionTime? = nil
  ) -> Action {
    .score(ScoreAction(scale: scale, value: value, parts: parts, at: at))
  }
}

extension Scale {
  /// What is wrong with the given parts; nil if they are right or none was given.
  fileprivate func fault(in given: [PartScore]) -> String? {
    guard !given.isEmpty else { return nil }
    for part in given {
      guard let known = parts.first(where: { $0.name == part.name }) else {
        return "which has no part \(part.name)"
      }
      if known.anchors[part.value] == nil {
        return
          "\(part.name) is one of \(known.anchors.keys.sorted().map(String.init).joined(separator: ", "))"
      }
    }
    let missing = parts.filter { part in !given.contains { $0.name == part.name } }.map(\.name)
    return missing.isEmpty ? nil : "without \(missing.joined(separator: ", "))"
  }
}
