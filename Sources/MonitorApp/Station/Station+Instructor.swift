import ChairBeacon
import InfusionCore
import InstructorUI
import MonitorUI
import OperatorLanguage
import PatientSimulator
import Phrases
import Quantities
import SessionJournal
import SessionRecord
import SessionRuns

// The instructor of a drill: orders from the second terminal, and what that terminal is told.

extension Station {
  func hearInstructor() {
    guard let instructor = setup.instructor else { return }
    for request in instructor.requests() where outcome == nil {
      let answer = isOver ? Self.overAnswer : obey(request.order)
      instructor.answer(request, answer)
    }
  }

  /// A sealed record can be neither resumed nor branched.
  private static let overAnswer = DeskAnswer(
    "the drill is closed: nothing is done to it any more, and it cannot be taken again; begin it anew with "
      + "the same seed",
    isRefusal: true)

  private func obey(_ order: InstructorOrder) -> DeskAnswer {
    switch order {
    case .patient(let wanted):
      instruct(.patient(wanted.words))
      return DeskAnswer(wanted.words)
    case .freeze:
      guard !clock.isFrozen else { return DeskAnswer("it is frozen already", isRefusal: true) }
      freeze()
      return DeskAnswer("frozen: time stands still until go")
    case .goOn:
      guard clock.isFrozen else { return DeskAnswer("it is not frozen", isRefusal: true) }
      goOn()
      return DeskAnswer("it goes on")
    case .speed(let speed):
      setSpeed(speed)
      return DeskAnswer("\(speed) s in a second from now on")
    case .again(let minute): return again(from: minute)
    }
  }

  /// The simulated patient lives up to now first, so that the instruction falls into the same second when the
  /// drill is played again.
  private func instruct(_ instruction: Instruction) {
    liveUpToNow()
    receive(.instruction(instruction))
    bedside?.obey(instruction)
    if let words = instruction.words {
      setup.instructor?.remember(ToldDeed(at: session.now, words: words, isInstructors: true))
    }
  }

  func freeze() {
    instruct(.freeze)
    clock.freeze()
    console?.model.say(Self.frozenSentence, isRefusal: false, now: clock.machineMilliseconds)
    console?.repaintSoon()
  }

  /// The record has the wall clock's times before and behind it; the patient notices nothing.
  private func setSpeed(_ speed: Int) {
    liveUpToNow()
    clock.go(at: speed)
    recorder.record(
      .anchor(clock.anchor(because: ClockAnchor.reason(ofSpeed: speed))), at: session.now, of: session)
    setup.instructor?.remember(ToldDeed(speed: speed, at: session.now))
    console?.repaintSoon()
  }

  private func goOn() {
    instruct(.goOn)
    clock.goOn()
    recorder.record(.anchor(clock.anchor(because: "the drill was frozen")), at: session.now, of: session)
    console?.model.say("the drill goes on", isRefusal: false, now: clock.machineMilliseconds)
    console?.repaintSoon()
  }

  /// After this long without a console, ms, a frozen drill goes on by itself. It leaves time for a lost line
  /// to come back.
  static let aloneMilliseconds: Int64 = 60_000

  /// How long until a frozen drill goes on by itself because no console listens; nil while one does. For a
  /// frozen drill that is resumed without an instructor this counts from its beginning.
  var goesOnIn: TimeSpan? {
    guard clock.isFrozen else { return nil }
    let alone: Int64? = if let instructor = setup.instructor { instructor.aloneSince } else { runsSince }
    guard let since = alone else { return nil }
    return .milliseconds(max(0, since + Self.aloneMilliseconds - clock.machineMilliseconds))
  }
  static let frozenSentence: Phrase = "frozen by the instructor: time stands still"

  /// Refuses an action while session time stands still. Returns whether it did.
  func refuseWhileFrozen() -> Bool {
    guard clock.isFrozen else { return false }
    console?.model.say(Model.frozenRefusal, isRefusal: true, now: clock.machineMilliseconds)
    return true
  }

  /// A drill that is taken again begins where the instructor said, and stands still. Its own record gets the
  /// speed too, because a later resume reads that record only.
  func beginAgain(keeping speed: Int?) {
    setup.instructor?.forget(after: session.now)
    freeze()
    guard let speed else { return }
    let kept = clock.anchor(because: ClockAnchor.reason(ofKeptSpeed: speed))
    recorder.record(.anchor(kept), at: session.now, of: session)
  }

  /// Ends this session where it stands; another goes on from that minute.
  private func again(from minute: TimeSpan) -> DeskAnswer {
    guard let started = session.startedAt else {
      return DeskAnswer("the infusion was not started: there is no minute \(minute.clock)", isRefusal: true)
    }
    let time = started + minute
    guard time <= session.now else {
      return DeskAnswer("minute \(minute.clock) has not come yet", isRefusal: true)
    }
    guard recorder.folder != nil else {
      return DeskAnswer("this drill is in no record, from which it could be taken again", isRefusal: true)
    }
    instruct(.again(from: time))
    againFrom = time
    return DeskAnswer("taken again from minute \(minute.clock), which is frozen until go")
  }

  /// Tells the console how it stands, once a second and after whatever was done.
  func tellInstructor() {
    guard outcome == nil else { return }
    if let instructor = setup.instructor, let drill = setup.drill, let bedside {
      instructor.speak(
        at: clock.machineMilliseconds, bedside.truth, of: drill, isFrozen: clock.isFrozen,
        ChairState(sessionView, session: recorder.folder?.name, hasScreen: console != nil))
    }
    if goesOnIn == .zero { goOn() }
  }

  /// A trainee's deed, for the console.
  func tellInstructor(of action: Action, isAccepted: Bool) {
    guard let instructor = setup.instructor else { return }
    instructor.remember(ToldDeed(action, isAccepted: isAccepted, at: session.now))
  }
}
