import InfusionCore
import Quantities
import SessionJournal
import Testing

@testable import MonitorApp

/// A chair with a clock of its own: waiting takes no time.
private struct ScriptedChair: BeginningWorld {
  var holder: ChairHolder?
  /// When the holder is gone after it was asked, ms; nil: never.
  var handsOverAfter: Int64?
  /// Who has the chair then; nil: nobody.
  var successor: ChairHolder?
  var open: [OpenSession] = []
  /// What the sessions are after the hand-over, if not the same.
  var openLater: [OpenSession]?
  var answers: [BeginningDecision.Answer] = []
  var sealed: Set<String> = []
  /// What the disk says when a record is to be sealed or completed.
  var trouble: String?

  private(set) var now: Int64 = 0
  private(set) var story: [String] = []
  private var askedAt: Int64?

  init(holder: ChairHolder? = nil, handsOverAfter: Int64? = nil, open: [OpenSession] = []) {
    self.holder = holder
    self.handsOverAfter = handsOverAfter
    self.open = open
  }

  mutating func lock() -> ChairFacts.Lock {
    if let askedAt, let handsOverAfter, holder != nil, now >= askedAt + handsOverAfter {
      holder = successor
      open = openLater ?? open
    }
    return holder.map { .another($0) } ?? .ours
  }

  mutating func sessions() -> [OpenSession] {
    story.append("look")
    return open
  }

  mutating func complete(_ id: String) -> UnwrittenRecord? {
    story.append("complete \(id)")
    return unwritten(id)
  }

  private func unwritten(_ id: String) -> UnwrittenRecord? {
    trouble.map { UnwrittenRecord(SessionFolder(path: id), trouble: $0) }
  }

  func isSealed(_ id: String) -> Bool { sealed.contains(id) }

  mutating func seal(_ id: String) -> UnwrittenRecord? {
    story.append("seal \(id)")
    if trouble == nil { open.removeAll { $0.id == id } }
    return unwritten(id)
  }

  mutating func askToHandOver(_ process: Int32) {
    story.append("ask \(process) to hand over")
    askedAt = now
  }

  mutating func ask(_ question: BeginningQuestion) -> BeginningDecision.Answer {
    story.append("ask a person of \(question.sessions.map(\.id).joined(separator: " "))")
    return answers.isEmpty ? .leave : answers.removeFirst()
  }

  mutating func wait(milliseconds: Int64) { now += milliseconds }
}

@Suite("Doing what a beginning decides") struct BeginnerTests {
  private let session = OpenSession(id: "I1", patient: "P-1", phase: .infusing, age: .seconds(2))
  private let other = OpenSession(id: "O2", patient: "P-2", phase: .observing, age: .minutes(9))
  private let holder = ChairHolder(process: 812, writes: .session("I1"))

  private func begin(
    _ chair: ScriptedChair, wish: BeginningRequest.Wish = .unsaid, hasScreen: Bool = true
  ) -> (end: BeginningEnd?, chair: ScriptedChair) {
    var beginner = Beginner(chair)
    let end = beginner.begin(BeginningRequest(wish: wish, hasScreen: hasScreen))
    return (end, beginner.world)
  }

  @Test func theHolderIsAskedOnceAndItsSessionReadAgain() {
    let (end, chair) = begin(ScriptedChair(holder: holder, handsOverAfter: 300, open: [session]))
    #expect(end == .resume(session, because: .handedOver))
    #expect(chair.story == ["look", "ask 812 to hand over", "look"])
    #expect(chair.now == 300)
  }

  @Test func nothingIsWaitedForThatIsThere() {
    let (_, chair) = begin(ScriptedChair(holder: holder, handsOverAfter: 0, open: [session]))
    #expect(chair.now <= 20)
  }

  @Test func aHolderThatDoesNotAnswerIsWaitedForSixSeconds() {
    let (end, chair) = begin(ScriptedChair(holder: holder, open: [session]))
    #expect(end == .begin(.holderKeepsTheChair))
    #expect(chair.now == 6000)
    let resumed = begin(ScriptedChair(holder: holder, open: [session]), wish: .resume, hasScreen: false)
    #expect(resumed.end == .refuse(.notHandedOver))
  }

  @Test func aThirdTerminalThatWasQuickerIsNotAskedAgain() {
    var chair = ScriptedChair(holder: holder, handsOverAfter: 100, open: [session])
    chair.successor = ChairHolder(process: 900, writes: .nothing)
    let (end, after) = begin(chair)
    #expect(end == .begin(.holderKeepsTheChair))
    #expect(after.now == 100)
    #expect(after.story.filter { $0.hasPrefix("ask") } == ["ask 812 to hand over"])
  }

  @Test func whatIsAnotherPatientsWhenItIsHandedOverIsAskedFor() {
    var chair = ScriptedChair(holder: holder, handsOverAfter: 100, open: [session])
    var renamed = session
    renamed.patient = "P-9"
    chair.openLater = [renamed]
    let (end, after) = begin(chair)
    #expect(end == nil)
    #expect(after.story.last == "ask a person of I1")
  }

  @Test func whatIsClosedWhenItIsHandedOverIsSealedAndOver() {
    var chair = ScriptedChair(holder: holder, handsOverAfter: 100, open: [session])
    var closed = session
    closed.phase = .closed
    chair.openLater = [closed]
    let (end, after) = begin(chair)
    #expect(end == .begin(nil))
    #expect(after.story.last == "seal I1")
  }

  @Test func theOtherWatchesOnWhileAPersonIsAsked() {
    var chair = ScriptedChair(holder: holder, handsOverAfter: 100, open: [session, other])
    chair.answers = [.goOn(other)]
    let (end, after) = begin(chair)
    #expect(end == .resume(other, because: .stopped))
    #expect(after.story == ["look", "ask a person of I1 O2", "look", "ask 812 to hand over", "look"])
  }

  @Test func whatWasSealedBeforeTheStationDiedIsOver() {
    var chair = ScriptedChair(open: [other])
    chair.sealed = ["I1"]
    var beginner = Beginner(chair)
    let request = BeginningRequest(hasScreen: true, session: "I1", order: .resume(death: "signal 9"))
    #expect(beginner.begin(request) == .leave(.closed(nil)))
    #expect(beginner.world.story == ["complete I1"])
  }

  @Test func aDiskThatKeepsASealedRecordFromBeingWholeIsNamed() {
    var chair = ScriptedChair(open: [other])
    chair.sealed = ["I1"]
    chair.trouble = "no space left"
    let request = BeginningRequest(hasScreen: true, session: "I1", order: .resume(death: "signal 9"))
    var beginner = Beginner(chair)
    let record = UnwrittenRecord(SessionFolder(path: "I1"), trouble: "no space left")
    #expect(beginner.begin(request) == .leave(.closed(record)))
  }

  @Test func aDiskThatDoesNotTakeTheSealIsNamed() {
    var closed = session
    closed.phase = .closed
    var chair = ScriptedChair(open: [closed])
    chair.trouble = "no space left"
    let request = BeginningRequest(hasScreen: true, session: "I1", order: .resume(death: "signal 9"))
    var beginner = Beginner(chair)
    let record = UnwrittenRecord(SessionFolder(path: "I1"), trouble: "no space left")
    #expect(beginner.begin(request) == .leave(.closed(record)))
    #expect(beginner.world.story == ["look", "seal I1"])
  }

  @Test func whoeverLeavesHasDisturbedNobody() {
    let (end, after) = begin(ScriptedChair(holder: holder, open: [session, other]))
    #expect(end == nil)
    #expect(after.story == ["look", "ask a person of I1 O2"])
  }
}
