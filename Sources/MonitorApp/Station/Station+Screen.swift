import Glibc
import InfusionCore
import MonitorUI
import PatientSimulator
import Phrases
import Quantities
import SessionArchives
import SessionRecord
import SessionRuns

// The terminal's part: keys to effects, the session to a screen.

extension Station {
  func handleConsole(_ revents: Int16) {
    guard let console else { return }
    if revents & Int16(POLLOUT) != 0, !console.flush() { return loseTerminal() }
    guard revents & ~Int16(POLLOUT) != 0 else { return }
    guard let effects = console.readKeys(now: clock.machineMilliseconds) else { return loseTerminal() }
    for effect in effects { perform(effect) }
  }

  /// A screen that begins a session asks for what is missing.
  func greet(_ way: StationBeginning, notice: Phrase?) {
    if let notice { receive(.action(.note(notice.english), by: nil)) }
    guard let console else { return }
    if way.isAgain { console.forgetNews() }
    // Drawn once first, so that the session's first events do not push the notice off the line.
    _ = console.draw(sessionView, now: clock.machineMilliseconds)
    if way == .new {
      lookForKnownPatients()
      for effect in console.model.askForWhatIsMissing() { perform(effect) }
    }
    console.model.asksWhoIsHere = way == .resumed
    console.model.soundCheck = setup.soundCheck?.phrase
    if way == .resumed, clock.isFrozen {
      console.model.say(Self.frozenSentence, isRefusal: false, now: clock.machineMilliseconds)
    }
    if let notice { console.model.say(notice, isRefusal: true, now: clock.machineMilliseconds) }
  }

  private func perform(_ effect: Effect) {
    switch effect {
    case .action(let action, let by):
      if !isOver, !refuseWhileFrozen() { act(action, by: by) }
    case .saveDisplay(let path): saveDisplay(to: path)
    case .repaint: console?.repaint()
    case .tryMachine:
      sounder?.tryOut(atMilliseconds: clock.machineMilliseconds)
      console?.model.clockIsSynchronised = ClockDiscipline.isSynchronised
    case .leave(let reason):
      if let reason, !isOver { act(.note("left the monitor: \(reason)"), by: console?.model.initials) }
      leaveOpen()
    case .begin, .replay: break  // Asked before a session begins, and in a replay.
    }
  }

  func draw() {
    guard let console, console.drawDue <= clock.machineMilliseconds, outcome == nil else { return }
    if !isOver { passToNow() }
    if !console.draw(sessionView, now: clock.machineMilliseconds) { loseTerminal() }
  }

  var sessionView: SessionView {
    let now = clock.now
    let time = clock.wall(at: now).civil
    var view = SessionView(session, wallClock: time.clockText, record: recordView)
    view.midnight = now - time.sinceMidnight
    view.writtenThrough = recorder.writtenThrough
    view.hasSimulatedCuff = bedside != nil
    if bedside != nil {
      view.patientMeasures = Measure.allCases.map(\.rawValue)
      view.patientMedicines = PatientSimulator.Medicine.all.map(\.name)
    }
    // Nothing plays here, so what a resumed session last said of its sound no longer holds.
    if sounder == nil { view.sound = .working("none") }
    view.isFrozen = clock.isFrozen
    view.goesOnIn = goesOnIn
    return view
  }

  private var recordView: RecordView {
    if isSealed { return .sealed }
    if isOver { return .notRecording(recorder.trouble ?? "the disk does not answer") }
    return switch session.recorder {
    case .safe: .recording
    case .lowSpace: .lowSpace
    case .failing(let why): .notRecording(why)
    }
  }

  private func saveDisplay(to path: String) {
    guard let console else { return }
    let text = console.display(now: clock.machineMilliseconds, for: path)
    let failure = TextFile.write(text, to: path)
    let sentence = failure.map { Phrase(verbatim: "\(path): \($0)") } ?? "screen saved to \(path)"
    console.model.say(sentence, isRefusal: failure != nil, now: clock.machineMilliseconds)
  }
}

extension SoundChecks.Entry {
  /// `heard on bell, 2026-11-29 08:10`.
  fileprivate var phrase: Phrase {
    let clock = String(at.description.prefix(16)).replacing("T", with: " ")
    return isHeard ? "heard on \(output), \(clock)" : "NOT HEARD on \(output), \(clock)"
  }
}

extension CivilTime {
  /// `10:42:07`.
  var clockText: String {
    [hour, minute, second].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }

  var sinceMidnight: TimeSpan {
    .seconds(Int64(hour * 3600 + minute * 60 + second)) + .milliseconds(Int64(millisecond))
  }
}

/// A small text file, written whole.
enum TextFile {
  /// Returns the system's reason if the file cannot be written.
  static func write(_ text: String, to path: String) -> String? {
    let fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard fd >= 0 else { return String(cString: strerror(errno)) }
    defer { Glibc.close(fd) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(fd, $0.baseAddress, $0.count) }
      guard count > 0 else { return String(cString: strerror(errno)) }
      rest = rest.dropFirst(count)
    }
    return nil
  }
}
