import Devices
import Foundation
import InfusionCore
import OperatorLanguage
import PatientSimulator
import Quantities
import SessionRuns
import Testing

@testable import ProcessSignals

/// A session run over a source: what goes in, in which order, and what comes of it.
@Suite struct SourceRunTests {
  private let book = InputBook()
  private let notes = RecordedInputs(
    [10, 20, 30].map { StampedInput(.action(.note("at \($0)"), by: nil), at: .seconds($0)) })

  @Test func aNewSessionReceivesEveryInputAtItsTime() {
    let session = SourceRun(runner(), inputs: notes).run()
    #expect(book.inputs == ["10 note", "20 note", "30 note"])
    #expect(book.firstWords > 0)
    #expect(session.now == .seconds(30))
  }

  @Test func aResumedSessionHasTheGapAndThenOnlyWhatIsNew() {
    _ = SourceRun(runner(), inputs: notes, resumedAfter: end(at: 20)).run()
    #expect(book.inputs == ["30 gap from 20", "30 note"])
    #expect(book.firstWords == 0)
  }

  @Test func aResumedSessionWithoutNewInputsHasNoGap() {
    let end = SourceRun(runner(), inputs: notes, resumedAfter: end(at: 30)).runToEnd()
    #expect(book.inputs == [])
    #expect(end.passedOver == 3)
  }

  /// A power cut may fall between two inputs of one instant.
  @Test func whatARecordHasNotOfItsLastInstantIsNew() throws {
    let script = try script(
      "@10 note text=one\n@20 note text=two\n@20 note text=three\n@20 close reason=home\n")
    let two = Input.action(.note("two"), by: nil)
    let end = RecordedEnd(.seconds(20), inputs: [two])
    let session = SourceRun(runner(), inputs: RecordedInputs(script), resumedAfter: end).run()
    #expect(book.inputs == ["20 gap from 20", "20 note", "20 close"])
    #expect(session.phase == .closed)
  }

  /// An input that the record has is never taken twice, even if a new one comes before it.
  @Test func whatARecordHasIsPassedOverBehindWhatIsNew() throws {
    let script = try script("@20 note text=new\n@20 note text=had\n@30 note text=later\n")
    let end = RecordedEnd(.seconds(20), inputs: [.action(.note("had"), by: nil)])
    _ = SourceRun(runner(), inputs: RecordedInputs(script), resumedAfter: end).run()
    #expect(book.inputs == ["20 gap from 20", "20 note", "30 note"])
  }

  @Test func nothingIsReceivedBehindTheClose() throws {
    let script = try script("@10 close reason=home\n@20 note text=late\n")
    let session = SourceRun(runner(), inputs: RecordedInputs(script)).run()
    #expect(session.phase == .closed)
    #expect(book.inputs == ["10 close"])
  }

  @Test func theArchiveIsAskedOnceAPatientAndItsAnswerFollowsTheName() throws {
    let script = try script("@10 note text=before\n@20 setup patient=P-1\n@30 note text=after\n")
    let asked = Asked()
    let inputs = LookBackInputs(RecordedInputs(script), lookBack: asked.history)
    _ = SourceRun(runner(), inputs: inputs).run()
    #expect(book.inputs == ["10 note", "20 setup", "20 history", "30 note"])
    #expect(asked.patients == ["P-1"])
  }

  @Test func aPatientWhoIsKnownFromTheStartIsLookedUpBeforeTheFirstInput() {
    let inputs = LookBackInputs(notes, lookBack: Asked().history)
    _ = SourceRun(runner(patient: "P-2"), inputs: inputs).run()
    #expect(book.inputs.prefix(2) == ["0 history", "10 note"])
  }

  @Test func everySourceOfAMergerHearsWhatCameOfEachInput() throws {
    let listening = Listening()
    _ = try SourceRun(runner(), inputs: MergedInputs([listening, notes])).run()
    #expect(listening.accepted == ["at 10", "at 20", "at 30"])
  }

  /// The pump gives what the session says flows, and a resumed session says so at once.
  @Test func aSimulatedPumpRunsOnInAResumedSession() throws {
    let bedside = CabledBedside(SimulatedBedside(seed: 3, specs: [.line([.pump])]))
    let begun = try script("@60 start override=practice\n@300 note text=x\n")
    let whole = try begun + script("@420 note text=y\n")
    let session = SourceRun(
      runner(sources: bedside.sources), inputs: SimulatedInputs(bedside, script: begun)
    ).run()
    #expect(session.phase == .infusing)
    #expect(book.pumps.last == .running)
    let rest = InputBook()
    let runner = SessionRunner(session, book: rest, listeners: [rest])
    let end = RecordedEnd(.seconds(300), inputs: book.inputs(at: .seconds(300)))
    _ = SourceRun(runner, inputs: SimulatedInputs(bedside, script: whole), resumedAfter: end).run()
    #expect(rest.inputs.last == "420 note")
    #expect(rest.inputs.count == 2)
    #expect(rest.firstWords == 0)
    #expect(rest.pumps.last == .running)
  }

  /// A script may go on in eleven days, by a slip or on purpose: somebody must be able to end the wait.
  @Test func whoStopsARunIsHeardInALongWait() throws {
    let script = try script("@60 start override=practice\n@999999 note text=late\n")
    let stopper = Stopper(after: .minutes(180))
    let plan = SessionPlan(weight: Kilograms(70), plan: "trd-40")
    let runner = SessionRunner(Session(plan: plan), book: book, listeners: [book, stopper])
    let session = SourceRun(runner, inputs: RecordedInputs(script), stop: stopper.request).run()
    #expect(book.inputs == ["60 start"])
    #expect(session.phase == .infusing)
    #expect(session.now >= .minutes(180) && session.now <= .minutes(241))
  }

  @Test func howOftenARunLooksUpChangesNothingThatIsTold() throws {
    let script = try script("@60 start override=practice\n@50000 note text=late\n@90000 stop reason=done\n")
    let plan = SessionPlan(weight: Kilograms(70), plan: "trd-40")
    let (run, direct) = (Telling(), Telling())
    _ = SourceRun(
      SessionRunner(Session(plan: plan), book: UnwrittenBook(), listeners: [run]),
      inputs: RecordedInputs(script)
    ).run()
    var runner = SessionRunner(Session(plan: plan), book: UnwrittenBook(), listeners: [direct])
    runner.begin()
    for scripted in script { runner.receive(StampedInput(scripted)) }
    runner.advance(to: .seconds(90_000))
    #expect(run.told == direct.told)
    #expect(run.told.count > 100)
  }

  /// A record that has the note of its last instant.
  private func end(at seconds: Int64) -> RecordedEnd {
    RecordedEnd(.seconds(seconds), inputs: [.action(.note("at \(seconds)"), by: nil)])
  }

  private func runner(patient: String? = nil, sources: [SourceDescription] = []) -> SessionRunner {
    let plan = SessionPlan(patient: patient, weight: Kilograms(70), plan: "trd-40", sources: sources)
    return SessionRunner(Session(plan: plan), book: book, listeners: [book])
  }

  private func script(_ text: String) throws -> [ScriptedAction] {
    try OperatorScript.parse(Array(text.utf8))
  }
}

/// What was entered, in words; of readings only what a pump says.
private final class InputBook: EntryBook, SessionListener {
  private(set) var inputs: [String] = []
  private(set) var pumps: [PumpState] = []
  /// How many events were told before the first input.
  private(set) var firstWords = 0
  private var last = 0
  private var entered: [SessionTime: [Input]] = [:]

  func inputs(at time: SessionTime) -> [Input] { entered[time] ?? [] }

  func enter(_ input: Input, at time: SessionTime, recorded: Int?, by session: Session) -> Int {
    entered[time, default: []].append(input)
    let second = time.milliseconds / 1000
    if case .action(let action, _) = input { inputs.append("\(second) \(action.name.rawValue)") }
    if case .history = input { inputs.append("\(second) history") }
    if case .gap(let from, _, _) = input { inputs.append("\(second) gap from \(from.milliseconds / 1000)") }
    if case .reading(let reading) = input, let state = reading.pump?.state { pumps.append(state) }
    last += 1
    return last
  }

  func told(_ event: StampedEvent, by session: Session) { if last == 0 { firstWords += 1 } }
}

/// Everything that was told.
private final class Telling: SessionListener {
  private(set) var told: [StampedEvent] = []

  func told(_ event: StampedEvent, by session: Session) { told.append(event) }
}

/// Somebody who stops a run as soon as anything is told from a time on.
private final class Stopper: SessionListener {
  private let (pipe, time): (Pipe, SessionTime)

  init(after time: SessionTime) { (pipe, self.time) = (Pipe(), time) }

  var request: StopRequest { StopRequest(fd: pipe.fileHandleForReading.fileDescriptor) }

  func told(_ event: StampedEvent, by session: Session) {
    if event.time >= time { pipe.fileHandleForWriting.write(Data([1])) }
  }
}

/// An archive that knows nobody, and whom it was asked for.
private final class Asked {
  private(set) var patients: [String] = []

  func history(of patient: String) -> PatientHistory {
    patients.append(patient)
    return PatientHistory(patient: patient, number: 1, daysSinceLast: nil, last: [], unread: 0)
  }
}

/// A source that says nothing and hears what others' notes came to.
private final class Listening: StampedSource {
  private(set) var accepted: [String] = []

  func next() -> StampedInput? { nil }

  func heed(_ told: [StampedEvent], by session: Session) {
    for case .accepted(.note(let note), _, _, _) in told.map(\.event) { accepted.append(note.text) }
  }
}
