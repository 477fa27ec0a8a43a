import InfusionCore
import Quantities
import SessionJournal
import Testing

@testable import MonitorApp

private let infusing = OpenSession(id: "I1", patient: "P-1", phase: .infusing, age: .minutes(2))
private let observing = OpenSession(id: "O2", patient: "P-2", phase: .observing, age: .minutes(9))
private let prepared = OpenSession(id: "N2", patient: "P-2", phase: .preparation, age: .minutes(1))
private let old = OpenSession(id: "X3", patient: "P-3", phase: .infusing, age: .hours(13))

@Suite("Which session a yes can mean without a choice") struct EvidentSessionTests {
  @Test(
    "the only one in progress if nobody is named, else the named patient's only one",
    arguments: [
      (open: [infusing, prepared, old], named: nil, evident: "I1"),
      (open: [infusing, observing], named: nil, evident: nil),
      (open: [prepared, old], named: nil, evident: nil),
      (open: [infusing, prepared], named: "P-2", evident: "N2"),
      (open: [infusing, prepared, observing], named: "P-2", evident: nil),
      (open: [infusing, prepared], named: "P-9", evident: nil),
    ] as [(open: [OpenSession], named: String?, evident: String?)])
  func evident(open: [OpenSession], named: String?, evident: String?) {
    let request = BeginningRequest(wish: .unsaid, patient: named, hasScreen: true)
    let question = BeginningQuestion(open, request)
    #expect(question.evident?.id == evident)
    #expect(question.named == named)
    // What is watched elsewhere is not left for another's, and what cannot be read may be what is meant.
    let holder = ChairHolder(process: 812, writes: .session("I1"))
    #expect(BeginningQuestion(open, request, holder).evident?.id == (evident == "I1" ? "I1" : nil))
    #expect(BeginningQuestion(open, request, hidesUnreadable: true).evident == nil)
  }
}
