// What a check at the patient consists of.

extension Plan {
  /// Alertness and nausea while the drug goes in; how far away the patient still is once it has.
  public static let usualCheckScales: [Phase: [String]] = [
    .infusing: ["moaas", "nausea"], .observing: ["moaas", "nausea", "dissociation"],
  ]

  /// The scales of a check in a phase. Where nothing else is said, a pause asks what the infusion does, and
  /// the end of the window what the observation does.
  public func checkScales(in phase: Phase) -> [String] {
    if let own = checkScales[phase] { return own }
    switch phase {
    case .paused: return checkScales[.infusing] ?? []
    case .ready: return checkScales[.observing] ?? []
    case .preparation, .infusing, .observing, .closed: return []
    }
  }
}

extension Session {
  /// The scales that a check now consists of. One that the clinic has switched off belongs to none.
  public var scalesOfCheck: [Scale] {
    plan.checkScales(in: phase).compactMap(setup.configuration.clinic.scale(named:))
  }
}

// MARK: - Scores

extension Session {
  /// A score outside its scale, or parts that do not make it, are a slip of the finger. A scale that the
  /// clinic does not list is taken as it is.
  func scoreRefusal(_ name: String, _ value: Int, _ parts: [PartScore]) -> Refusal.Why? {
    let sum = parts.map(\.value).reduce(0, +)
    if !parts.isEmpty, sum != value { return .valueOutOfRange("\(name) \(value), its parts make \(sum)") }
    guard let scale = setup.configuration.clinic.scale(named: name) else { return nil }
    guard scale.range.contains(value) else {
      return .valueOutOfRange("\(name) from \(scale.least) to \(scale.most)")
    }
    return scale.fault(in: parts).map { .valueOutOfRange("\(name), \($0)") }
  }
}

extension Scale {
  /// What is wrong with parts that were given; nil when nothing is, or none was.
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
