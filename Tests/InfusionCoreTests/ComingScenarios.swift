import InfusionCore
import Quantities
import Testing

/// Somebody tells at the wall that they are on the way: a note by their name, and nothing else.
@Suite struct ComingScenarios {
  private func chair(listens: Bool = true) -> Session {
    var plan = SessionPlan.quiet
    plan.configuration.hearsWall = listens
    var session = Session(plan: plan)
    _ = session.begin()
    return session
  }

  /// What the wall says at a second, done at the chair; the events that come of it.
  private func say(_ by: String, at seconds: Int64, in session: inout Session) -> [String] {
    _ = session.advance(to: SessionTime(milliseconds: seconds * 1000 - 1))
    guard let action = session.action(forComing: by) else { return [] }
    return session.receive(.action(action, by: by), at: .seconds(seconds), entry: 3).events.map(\.line)
  }

  @Test func `it is a note by name, and stands for five minutes`() {
    var session = chair()
    #expect(say("KM", at: 10, in: &session) == ["10 accepted note"])
    #expect(session.whoIsComing.map(\.by) == ["KM"])
    #expect(session.whoIsComing.first?.at == .seconds(10))
    #expect(session.marks.map(\.by) == ["KM"])
    _ = session.advance(to: SessionTime(milliseconds: 309_999))
    #expect(session.whoIsComing.count == 1)
    _ = session.advance(to: .seconds(310))
    #expect(session.whoIsComing.isEmpty)
  }

  @Test func `a wall that goes on saying it adds nothing`() {
    var session = chair()
    for second in 10..<300 { _ = say("KM", at: Int64(second), in: &session) }
    #expect(session.marks.count == 1)
    #expect(say("KM", at: 311, in: &session) == ["311 accepted note"])
  }

  @Test func `however many names a wall invents, three stand`() {
    var session = chair()
    for (index, letter) in "abcdefghijklmnopqrstuvwxyz".enumerated() {
      _ = say(String(letter), at: Int64(10 + index), in: &session)
    }
    #expect(session.whoIsComing.map(\.by) == ["a", "b", "c"])
    #expect(session.marks.count == 3)
  }

  @Test func `a chair that does not listen hears nothing`() {
    var session = chair(listens: false)
    #expect(say("KM", at: 10, in: &session).isEmpty)
    #expect(session.marks.isEmpty)
  }

  @Test func `another note of the same person is no coming, and one that is struck is none any more`() {
    var session = chair()
    session.receive(.action(.note("KM is coming"), by: "KM"), at: .seconds(5), entry: 3)
    #expect(session.whoIsComing.isEmpty)
    _ = say("AB", at: 6, in: &session)
    session.receive(.action(.note("AB is coming (told at the wall)"), by: "CD"), at: .seconds(7), entry: 5)
    #expect(session.whoIsComing.map(\.by) == ["AB"])
  }
}
