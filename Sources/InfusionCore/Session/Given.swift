/// What a session was begun with. It never changes, so that the session and its parts carry it as a
/// reference.
final class Given: Sendable {
  let setup: SessionPlan
  let isBySecondRules: Bool

  init(_ setup: SessionPlan) {
    self.setup = setup
    isBySecondRules = setup.isBySecondRules
  }

  var configuration: Configuration { setup.configuration }
}
