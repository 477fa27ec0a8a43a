import BeaconSockets
import ChairBeacon
import InfusionCore
import MonitorUI
import Phrases
import Quantities
import SessionJournal
import SessionRecord
import SessionRuns

/// Tells whoever watches this chair from elsewhere how it stands: every event at once, and the whole state
/// once a second. Without a listener it costs a look a second.
final class ChairTeller: SessionListener {
  private let port: BeaconPort
  private let chair: String
  private var events: [UInt8] = []
  private var number = 0
  private var hasNews = false
  private var nextAt: Int64 = .min
  private var hearAt: Int64 = .min

  private static let every: Int64 = 1000

  /// Nil where this process does not hold the chair, or no socket can be had.
  init?(_ setup: StationSetup) {
    guard setup.right != nil else { return nil }
    chair = setup.plan.chair
    let name = BeaconFolder.name(ofChair: ChairFileName.encoded(chair))
    guard let port = BeaconPort(folder: setup.archive.chairsFolder, name: name) else { return nil }
    self.port = port
  }

  func told(_ event: StampedEvent, by session: Session) {
    number += 1
    hasNews = true
    guard port.hasListeners else { return }
    events += BeaconLine.event(HeadlessLine.bytes(event), number: number)
  }

  /// When it speaks next though nothing happens, ms of the machine.
  var due: Int64 { hasNews && port.hasListeners ? .min : nextAt }

  /// Speaks if that is due. `state` is asked for only if somebody listens.
  func speak(at now: Int64, _ state: () -> ChairState) {
    guard due <= now else { return }
    if now >= nextAt { nextAt = (now / Self.every + 1) * Self.every }
    hasNews = false
    if port.answerCallers() { port.say(events + state().line) }
    events = []
  }

  /// What listeners have said; nil if it is not time to look. It looks once a second, so whoever floods wakes
  /// nobody.
  func readWords(at now: Int64) -> [ListenerWord]? {
    guard now >= hearAt else { return nil }
    hearAt = (now / Self.every + 1) * Self.every
    var words: [ListenerWord] = []
    port.readLines(atMost: ListenerWord.lineMax) { line in
      guard let word = ListenerWord(line: line) else { return false }
      words.append(word)
      return true
    }
    return words
  }

  /// Says that the chair is free from now on, unless it only changes hands.
  func leave(isFree: Bool) {
    if isFree { port.say(BeaconLine.farewell(of: chair)) }
    port.close()
  }
}

extension ChairState {
  /// What the chair's own screen shows, told to others.
  init(_ view: SessionView, session: String?, hasScreen: Bool) {
    self.init()
    chair = view.chair
    self.session = session
    origin = view.origin
    phase = view.phase
    patient = view.patient
    clock = view.wallClock
    spo2 = ToldNumber(view.spo2.state, at: view.now)
    hr = ToldNumber(view.hr.state, at: view.now)
    rr = ToldNumber(view.rr.state, at: view.now)
    pressure = ToldPressure(view.cuff, at: view.now)
    alarms = view.alarms.map { ToldAlarm($0, at: view.now) }
    fillCourse(view)
    recordTrouble = view.record.trouble
    silence = view.silence
    listens = view.hearsWall
    coming = view.whoIsComing.map { ToldComing(by: $0.by, age: view.now - $0.at) }
    self.hasScreen = hasScreen
  }

  private mutating func fillCourse(_ view: SessionView) {
    if let infusion = view.infusion, let order = view.order {
      dose = ToldDose(
        delivered: infusion.delivered, ordered: order.dose, isEstimated: infusion.isEstimated,
        isUpTo: infusion.isUpTo, rate: infusion.rate)
    }
    if let window = view.observation {
      elapsed = window.counted
      planned = window.target
    } else {
      elapsed = view.infusion?.elapsed
      planned = view.infusion?.planned
    }
  }
}

extension ToldPressure {
  fileprivate init?(_ cuff: CuffReadout, at now: SessionTime) {
    switch ToldNumber(cuff.state, at: now) {
    case .fresh(_, let age): self.init(cuff, isFresh: true, age: age)
    case .old(_, let age): self.init(cuff, isFresh: false, age: age)
    case .absent: return nil
    }
  }

  private init(_ cuff: CuffReadout, isFresh: Bool, age: TimeSpan) {
    self.init(
      sys: cuff.sys, dia: cuff.dia, map: cuff.map, isFresh: isFresh, age: age, isDoubtful: cuff.isDoubtful)
  }
}

extension ToldAlarm {
  fileprivate init(_ alarm: AlarmView, at now: SessionTime) {
    self.init(
      id: alarm.id.name, priority: alarm.priority, text: alarm.text.english, age: now - alarm.since,
      isLatched: alarm.isLatched, isAcknowledged: alarm.isAcknowledged,
      acknowledgedBy: alarm.acknowledgedBy)
  }
}

extension RecordView {
  fileprivate var trouble: String? {
    switch self {
    case .recording, .lowSpace, .sealed: nil
    case .notRecording(let why): why
    }
  }
}

extension SessionView {
  /// Why nothing would be heard at the chair.
  fileprivate var silence: String? {
    if let pause = audioPause {
      return "sound paused\(pause.by.map { " by \($0)" } ?? ""), \((pause.until - now).clock) left"
    }
    if case .failing(let why) = sound { return "no sound: \(why)" }
    return nil
  }
}
