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

extension Session {
  mutating func takeCheck(without: [String], by: String?) {
    watch.takeCheck(at: now)
    // One that was still due from an earlier phase is taken now; from here on the phase's own interval holds.
    watch.beginChecks(every: plan.checkInterval[phase], from: phaseStartedAt)
    // A record of the first rules has it in the action alone.
    tell(.checkTaken(without: setup.isBySecondRules ? without : [], by: by))
  }
}
