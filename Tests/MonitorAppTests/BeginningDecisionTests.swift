import InfusionCore
import Phrases
import Quantities
import SessionJournal
import SessionRecord
import Testing

@testable import MonitorApp

// The sessions of the chair in these tables, and who holds the chair.

private let infusing = OpenSession(
  id: "I1", patient: "P-1", phase: .infusing, delivered: Milligrams(12), age: .minutes(2))
private let prepared = OpenSession(id: "N1", patient: "P-1", phase: .preparation, age: .minutes(1))
private let nobodys = OpenSession(id: "N0", patient: nil, phase: .preparation, age: .minutes(3))
private let other = OpenSession(id: "O2", patient: "P-2", phase: .observing, age: .minutes(9))
private let prepared2 = OpenSession(id: "N2", patient: "P-2", phase: .preparation, age: .minutes(4))
private let old = OpenSession(id: "X1", patient: "P-1", phase: .infusing, age: .hours(13))
private let simulated = OpenSession(
  id: "S1", patient: "P-1", phase: .infusing, age: .minutes(1), origin: .simulated)
private let drill = OpenSession(
  id: "T1", patient: "P-1", phase: .infusing, age: .minutes(1), origin: .drill, drill: lesson("panic", 7))
private let beforeRestart = OpenSession(
  id: "B1", patient: "P-1", phase: .infusing, age: .minutes(7), isOfThisBoot: false)
private let closed = OpenSession(id: "C1", patient: "P-1", phase: .closed, age: .minutes(1))
private let died = OpenSession(
  id: "D1", patient: "P-1", phase: .infusing, age: .seconds(1), ranUnderKeeper: true)
private let diedClosed = OpenSession(
  id: "D2", patient: "P-1", phase: .closed, age: .seconds(1), ranUnderKeeper: true)

private func held(_ writes: ChairHolder.Writes, by process: Int32? = 812) -> ChairFacts.Lock {
  .another(ChairHolder(process: process, writes: writes))
}

private func lesson(_ scenario: String, _ seed: UInt64) -> DrillSetting {
  DrillSetting(scenario: scenario, seed: seed, rubric: 1)
}

private func practice(_ scenario: String, _ seed: UInt64) -> BeginningRequest {
  BeginningRequest(origin: .drill, drill: lesson(scenario, seed), hasScreen: true)
}

private func screen(
  _ wish: BeginningRequest.Wish = .unsaid, patient: String? = nil, order: BeginningRequest.Order = .first,
  session: String? = nil
) -> BeginningRequest {
  BeginningRequest(wish: wish, patient: patient, hasScreen: true, session: session, order: order)
}

private func headless(_ wish: BeginningRequest.Wish = .unsaid, patient: String? = nil) -> BeginningRequest {
  BeginningRequest(wish: wish, patient: patient, hasScreen: false)
}

private let death = BeginningRequest.Order.resume(death: "signal 11 (SIGSEGV)")

@Suite("What a new session leaves to nobody") struct LeftUnwatchedTests {
  private func left(
    _ open: [OpenSession], watched: String? = nil, _ request: BeginningRequest = screen()
  ) -> [String] {
    let question = BeginningQuestion(open, request, watched: watched)
    return question.sessions.filter(question.isLeftByNew).map(\.id)
  }

  @Test func whoIsTreatedOrObservedIsAndWhatIsPreparedIsNot() {
    #expect(left([infusing, prepared, other]) == ["I1", "O2"])
    #expect(left([prepared], watched: "N1") == [])
    #expect(left([infusing], watched: "I1") == ["I1"])
  }

  @Test func nobodyIsTreatedInAnOldOneUnlessSomebodyWatchesIt() {
    #expect(left([old]) == [])
    #expect(left([old], watched: "X1") == ["X1"])
  }

  @Test func aPatientCountsForASimulationAndASimulationForNoPatient() {
    let simulation = BeginningRequest(origin: .simulated, hasScreen: true)
    #expect(left([infusing], watched: "I1", simulation) == ["I1"])
    #expect(left([infusing], simulation) == [])
    #expect(left([simulated], watched: "S1") == [])
    #expect(left([simulated], watched: "S1", simulation) == ["S1"])
  }

  @Test func whoLeftItAndWhyStandsInTheNewSession() {
    let left = LeftUnwatched([infusing], reason: "wrong chair", by: "KM")
    #expect(
      BeginningNotice.leftUnwatched(left).sentence(chair: "2").english
        == "left unwatched by KM (wrong chair): P-1, infusing, 12 mg given, last entry 2 min ago, I1")
  }
}

@Suite("How a monitor begins") struct BeginningDecisionTests {
  @Test(
    "a drill goes on only with its own scenario and seed",
    arguments: [
      BeginningRow("the same drill", open: [drill], practice("panic", 7), "ask T1, Enter T1"),
      BeginningRow("another seed: another patient", open: [drill], practice("panic", 8), "new"),
      BeginningRow("another scenario", open: [drill], practice("vomiting", 7), "new"),
    ])
  func drills(row: BeginningRow) { #expect(row.next == row.step) }

  @Test(
    "on a screen, on a chair that nobody else holds",
    arguments: [
      BeginningRow("an empty chair", screen(), "new"),
      BeginningRow("one session: Enter goes on", open: [infusing], screen(), "ask I1, Enter I1"),
      BeginningRow(
        "one session, of the named patient", open: [infusing], screen(patient: "P-1"), "ask I1, Enter I1"),
      BeginningRow(
        "another patient's is never the default, and one in progress not left by a mere Enter",
        open: [infusing], screen(patient: "P-8"), "ask I1, Enter nothing"),
      BeginningRow(
        "another patient's in preparation", open: [prepared], screen(patient: "P-8"), "ask N1, Enter new"),
      BeginningRow(
        "one of which nobody said whose it is, is not the named patient's", open: [nobodys],
        screen(patient: "P-1"), "ask N0, Enter new"),
      BeginningRow(
        "older than 12 h is never the default", open: [old], screen(patient: "P-1"), "ask X1, Enter new"),
      BeginningRow(
        "every one is listed, the named patient's first", open: [prepared2, infusing],
        screen(patient: "P-2"), "ask N2 I1, Enter N2"),
      BeginningRow(
        "the one in progress before a newer one", open: [prepared, infusing], screen(), "ask I1 N1, Enter I1"),
      BeginningRow(
        "two patients and none named: a person chooses", open: [other, infusing], screen(),
        "ask O2 I1, Enter nothing"),
      BeginningRow(
        "an old one of another patient makes no doubt", open: [prepared2, old], screen(),
        "ask N2 X1, Enter N2"),
      BeginningRow(
        "two of which nobody said whose they are",
        open: [nobodys, OpenSession(id: "N9", patient: nil, phase: .preparation, age: .hours(1))],
        screen(), "ask N0 N9, Enter new"),
      BeginningRow("a simulation is no patient's", open: [simulated], screen(), "new"),
      BeginningRow(
        "a simulation is listed beside, and cannot go on", open: [simulated, infusing], screen(),
        "ask I1 (S1), Enter I1"),
      BeginningRow("a closed one only lacks its seal", open: [closed, infusing], screen(), "seal C1"),
      BeginningRow(
        "and is no choice", open: [closed, infusing], screen(), after: [.sealed("C1")], "ask I1, Enter I1"),
      BeginningRow(
        "nothing is sealed where there is no lock", open: [closed], lock: .impossible, screen(), "new"),
      BeginningRow("a new one is asked for: nobody looks", open: [infusing], screen(.new), "new, unread"),
      BeginningRow(
        "the person chose", open: [other, infusing], screen(), after: [.answer(.goOn(other))],
        "resume O2, the monitor was stopped"),
      BeginningRow(
        "the person wants a new one", open: [infusing], screen(), after: [.answer(.new)], "new"),
      BeginningRow(
        "and leaves an infusion with it, for a reason", open: [infusing], screen(),
        after: [.answer(.newDespite(LeftUnwatched([infusing], reason: "wrong chair", by: "KM")))],
        "new, left unwatched: I1 wrong chair KM"),
      BeginningRow(
        "the choice became another patient's meanwhile: asked again", open: [infusing], screen(),
        after: [.answer(.goOn(OpenSession(id: "I1", patient: "P-9", phase: .infusing, age: .zero)))],
        "ask I1, Enter I1"),
      BeginningRow("the choice was closed meanwhile", screen(), after: [.answer(.goOn(infusing))], "new"),
    ])
  func onAFreeChair(row: BeginningRow) { #expect(row.next == row.step) }

  @Test(
    "--resume",
    arguments: [
      BeginningRow("none at all", screen(.resume), "refuse, nothing to resume"),
      BeginningRow("none at all, headless", headless(.resume), "refuse, nothing to resume"),
      BeginningRow("a simulation is none", open: [simulated], headless(.resume), "refuse, nothing to resume"),
      BeginningRow(
        "one", open: [infusing], screen(.resume), "resume I1, the monitor was stopped"),
      BeginningRow(
        "however old", open: [old], headless(.resume), "resume X1, the monitor was stopped"),
      BeginningRow("two on a screen", open: [other, infusing], screen(.resume), "ask O2 I1, Enter nothing"),
      BeginningRow(
        "headless: the one in progress before a newer one", open: [prepared, infusing], headless(.resume),
        "resume I1, the monitor was stopped"),
      BeginningRow(
        "the named patient's infusion before a newer preparation", open: [prepared, infusing],
        headless(.resume, patient: "P-1"), "resume I1, the monitor was stopped"),
      BeginningRow(
        "the named patient's, however many others", open: [other, infusing, prepared2],
        screen(.resume, patient: "P-1"), "resume I1, the monitor was stopped"),
      BeginningRow(
        "only others than the named patient's", open: [other], headless(.resume, patient: "P-1"),
        "refuse, another patient's: O2"),
      BeginningRow(
        "a screen refuses it, too", open: [other], screen(.resume, patient: "P-1"),
        "refuse, another patient's: O2"),
      BeginningRow(
        "the machine was off: a person confirms the time", open: [beforeRestart], screen(.resume),
        "ask B1, Enter B1"),
      BeginningRow(
        "and has confirmed it", open: [beforeRestart], screen(.resume),
        after: [.answer(.goOn(beforeRestart))],
        "resume B1, the machine was off or started again; the time since was confirmed at the screen"),
      BeginningRow(
        "headless there is nobody to confirm", open: [beforeRestart], headless(.resume),
        "resume B1, the machine was off or started again"),
    ])
  func resume(row: BeginningRow) { #expect(row.next == row.step) }

  @Test(
    "a machine that starts by itself, with nobody before it",
    arguments: [
      BeginningRow("an empty chair", screen(.resumeIfAny), "new"),
      BeginningRow(
        "after a power cut it watches at once, and the time is left for a person to confirm",
        open: [beforeRestart], screen(.resumeIfAny), "resume B1, the machine was off or started again"),
      BeginningRow(
        "a program that was killed", open: [infusing], screen(.resumeIfAny),
        "resume I1, the monitor was stopped"),
      BeginningRow(
        "one in preparation has devices that speak, too", open: [prepared], screen(.resumeIfAny),
        "resume N1, the monitor was stopped"),
      BeginningRow(
        "an infusion before a newer preparation", open: [prepared, other], screen(.resumeIfAny),
        "resume O2, the monitor was stopped"),
      BeginningRow(
        "of two in progress the one that was written to last: the other was left before",
        open: [other, infusing], screen(.resumeIfAny), "resume I1, the monitor was stopped"),
      BeginningRow(
        "an old one is not gone on with unasked; a new one begins and says so", open: [old],
        screen(.resumeIfAny), "new, left open: X1"),
      BeginningRow(
        "nor another patient's than the named one's", open: [infusing],
        screen(.resumeIfAny, patient: "P-8"), "new, left open: I1"),
      BeginningRow(
        "the named patient's", open: [other, infusing], screen(.resumeIfAny, patient: "P-2"),
        "resume O2, the monitor was stopped"),
      BeginningRow("a simulation is no patient's", open: [simulated], screen(.resumeIfAny), "new"),
      BeginningRow("a closed one only lacks its seal", open: [closed], screen(.resumeIfAny), "seal C1"),
      BeginningRow(
        "what the chair watches moves to this terminal, whatever lies beside it", open: [other, infusing],
        lock: held(.session("I1")), screen(.resumeIfAny), "hand over, 812"),
      BeginningRow(
        "another patient's watch is not ended unasked", open: [infusing], lock: held(.session("I1")),
        screen(.resumeIfAny, patient: "P-8"), "ask I1*, Enter nothing"),
      BeginningRow(
        "without a screen", open: [beforeRestart], headless(.resumeIfAny),
        "resume B1, the machine was off or started again"),
      BeginningRow("without a screen and a session", headless(.resumeIfAny), "new"),
      BeginningRow(
        "without a screen nobody is disturbed", open: [infusing], lock: held(.session("I1")),
        headless(.resumeIfAny), "new, beside another: I1"),
    ])
  func byItself(row: BeginningRow) { #expect(row.next == row.step) }

  @Test(
    "on a screen, on a chair that another process holds",
    arguments: [
      BeginningRow(
        "the only session moves to this terminal", open: [infusing], lock: held(.session("I1")), screen(),
        "hand over, 812"),
      BeginningRow(
        "so does the named patient's, whatever else lies there", open: [infusing, other],
        lock: held(.session("I1")), screen(patient: "P-1"), "hand over, 812"),
      BeginningRow(
        "and is gone on with", open: [infusing], screen(),
        after: [.answer(.goOn(infusing)), .handedOver(.session("I1"))],
        "resume I1, handed over from another terminal"),
      BeginningRow(
        "one that lay beside it was not handed over: nobody watched it", open: [infusing, other], screen(),
        after: [.answer(.goOn(other)), .handedOver(.session("I1"))], "resume O2, the monitor was stopped"),
      BeginningRow(
        "another patient's watch is not ended unasked", open: [infusing], lock: held(.session("I1")),
        screen(patient: "P-8"), "ask I1*, Enter nothing"),
      BeginningRow(
        "nor for a resume of another session", open: [infusing, other], lock: held(.session("I1")),
        screen(.resume, patient: "P-2"), "ask O2 I1*, Enter nothing"),
      BeginningRow(
        "nor for a new one", open: [infusing], lock: held(.session("I1")), screen(.new),
        "ask I1*, Enter nothing"),
      BeginningRow(
        "two recent ones and nobody named: asked while it is still watched", open: [other, infusing],
        lock: held(.session("I1")), screen(), "ask I1* O2, Enter nothing"),
      BeginningRow(
        "an old one beside it makes no doubt", open: [old, infusing], lock: held(.session("I1")), screen(),
        "hand over, 812"),
      BeginningRow(
        "the one that somebody watches is the one that is written, not the newest",
        open: [prepared, infusing], lock: held(.session("I1")), screen(.new), "ask I1* N1, Enter nothing"),
      BeginningRow(
        "a simulation runs on the chair", open: [simulated], lock: held(.session("S1")), screen(),
        "ask (S1*), Enter nothing"),
      BeginningRow(
        "a session that no disk takes is not ended unasked", lock: held(.unrecorded), screen(),
        "ask unreadable*, Enter nothing"),
      BeginningRow(
        "nor one that cannot be read", open: [prepared], lock: held(.session("U1")), screen(patient: "P-1"),
        "ask N1 unreadable*, Enter nothing"),
      BeginningRow(
        "a question on another screen gives way", open: [infusing], lock: held(.nothing), screen(),
        "hand over, 812"),
      BeginningRow(
        "the person ends the other's watch", open: [infusing], lock: held(.session("I1")),
        screen(patient: "P-8"), after: [.answer(.new)], "hand over, 812"),
      BeginningRow(
        "and begins", open: [infusing], screen(patient: "P-8"),
        after: [.answer(.new), .handedOver(.session("I1"))], "new"),
      BeginningRow(
        "the holder does not answer: a screen begins to monitor", open: [infusing],
        lock: held(.session("I1")), screen(), after: [.kept], "new, the holder keeps the chair"),
      BeginningRow(
        "a holder that does not say who it is", open: [infusing], lock: held(.nothing, by: nil), screen(),
        "new, the holder keeps the chair"),
      BeginningRow(
        "nothing to resume is found before anybody is disturbed", open: [other], lock: held(.nothing),
        screen(.resume, patient: "P-1"), "refuse, another patient's: O2"),
    ])
  func takeOver(row: BeginningRow) { #expect(row.next == row.step) }

  @Test(
    "without a screen",
    arguments: [
      BeginningRow(
        "the default is new, and said", open: [infusing, old], headless(), "new, left open: I1 X1"),
      BeginningRow("nothing to say", headless(), "new"),
      BeginningRow("new is new", open: [prepared, old], headless(.new), "new"),
      BeginningRow(
        "who is left to nobody is said", open: [prepared, infusing], headless(.new), "new, left open: I1"),
      BeginningRow(
        "nobody is disturbed for a new one", open: [infusing], lock: held(.session("I1")), headless(),
        "new, beside another: I1"),
      BeginningRow(
        "nor for one that is asked for", open: [infusing], lock: held(.session("I1")), headless(.new),
        "new, beside another: I1"),
      BeginningRow(
        "--resume takes the session over", open: [infusing], lock: held(.session("I1")), headless(.resume),
        "hand over, 812"),
      BeginningRow(
        "the one that is watched, though another is older or newer", open: [other, infusing],
        lock: held(.session("I1")), headless(.resume), "hand over, 812"),
      BeginningRow(
        "the named patient's that is watched, though another of hers is newer", open: [prepared, infusing],
        lock: held(.session("I1")), headless(.resume, patient: "P-1"), "hand over, 812"),
      BeginningRow(
        "whoever mistypes the chair ends nobody's watch", open: [infusing, other],
        lock: held(.session("I1")), headless(.resume, patient: "P-2"), "refuse, watched: I1"),
      BeginningRow(
        "nor the watch over what no disk takes", open: [infusing], lock: held(.unrecorded),
        headless(.resume), "refuse, watched: unrecorded"),
      BeginningRow(
        "the holder does not answer", open: [infusing], lock: held(.session("I1")), headless(.resume),
        after: [.kept], "refuse, not handed over"),
    ])
  func headlessly(row: BeginningRow) { #expect(row.next == row.step) }

  @Test(
    "after the station died",
    arguments: [
      BeginningRow(
        "its session goes on without a question", open: [prepared, died, infusing], screen(order: death),
        "resume D1, the monitor ended by signal 11 (SIGSEGV)"),
      BeginningRow(
        "whatever was asked for at first", open: [died], screen(.new, patient: "P-8", order: death),
        "resume D1, the monitor ended by signal 11 (SIGSEGV)"),
      BeginningRow(
        "never an older one that happens to be open", open: [infusing], screen(order: death),
        "new, nothing to read after a death"),
      BeginningRow(
        "the one that it wrote, though it died before its resumption was on the disk",
        open: [prepared, infusing],
        screen(order: death, session: "I1"), "resume I1, the monitor ended by signal 11 (SIGSEGV)"),
      BeginningRow(
        "the one that it wrote, before another that ran under this keeper", open: [died, infusing],
        screen(order: death, session: "I1"), "resume I1, the monitor ended by signal 11 (SIGSEGV)"),
      BeginningRow("it was closed", open: [diedClosed], screen(order: death), "seal D2"),
      BeginningRow(
        "and is over", open: [diedClosed], screen(order: death), after: [.sealed("D2")], "leave, closed(nil)"),
      BeginningRow(
        "another terminal was quicker", open: [died], lock: held(.session("D1")), screen(order: death),
        "leave, watchedElsewhere, unread"),
      BeginningRow(
        "after three deaths it goes on all the same", open: [prepared, died],
        screen(order: .newSegment(death: "signal 11")),
        "resume D1, the monitor ended three times in a minute, the last time by signal 11"),
      BeginningRow(
        "unless another terminal watches", open: [died], lock: held(.session("D1")),
        screen(order: .newSegment(death: "signal 11")), "leave, watchedElsewhere, unread"),
      BeginningRow(
        "what cannot be gone on with alive is left for a new session", open: [died],
        screen(order: .newSession), "new, died three times, unread"),
      BeginningRow(
        "nor that where another terminal watches", open: [died], lock: held(.session("D1")),
        screen(order: .newSession), "leave, watchedElsewhere, unread"),
    ])
  func afterADeath(row: BeginningRow) { #expect(row.next == row.step) }
}
