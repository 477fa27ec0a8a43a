import InfusionCore
import Phrases
import Quantities
import SessionRecord
import SessionReports
import TextScreen

@testable import MonitorUI
@testable import SessionJournal

/// Checks that must hold after each life of a station, however it ended.
struct StandingChecks {
  static let engine = "simulated"

  private unowned let world: SimulatedWorld
  private let archive: SessionArchive
  /// The printed lines that must be in the record from now on.
  private var owed: [String] = []
  /// The power was cut: bytes that were not synced may lie in the record as they were never written.
  private var powerWasCut = false

  init(_ world: SimulatedWorld, _ archive: SessionArchive) {
    self.world = world
    self.archive = archive
  }

  /// The session is closed, and its record complete.
  private(set) var isSealed = false
  /// Stations died over the session again and again, in a new segment too: a new one was ordered.
  private(set) var isLeft = false

  /// A station begins a new session: only where there is none to go on with.
  ///
  /// - Parameter isPersons: somebody began the monitor, and no keeper. What was closed on a full disk is over
  ///   then, sealed or not.
  mutating func begins(_ notice: String?, isOrdered: Bool, isPersons: Bool) {
    let left = archive.folders().filter { $0.header != nil }
    isLeft = !left.isEmpty && (isOrdered || isPersons && left.allSatisfy(Self.isClosed))
    if !left.isEmpty, !isLeft {
      world.found("a new session beside \(left.map(\.name).joined(separator: ", ")): \(notice ?? "unasked")")
    }
  }

  /// By what its inputs give: a disk may have taken the word that closed it, and nothing of what came of it.
  /// Somebody must have said that word, or an engine that closes a session by itself would be believed.
  private static func isClosed(_ folder: SessionFolder) -> Bool {
    let segments = (try? folder.read()) ?? []
    let audit = SessionAudit(segments, engineVersion: engine)
    return audit.session?.phase == .closed && wasToldToClose(segments)
  }

  private static func wasToldToClose(_ segments: [SegmentBytes]) -> Bool {
    var reader = JournalReader(segments)
    while let entry = reader.next() {
      guard case .input(.action(let action, _)) = entry.content else { continue }
      switch action {
      case .close, .discharge: return true
      default: continue
      }
    }
    return false
  }

  mutating func look(afterLife life: Int, powerWasCut isPowerCut: Bool, wasClosed: Bool) {
    powerWasCut = powerWasCut || isPowerCut
    guard !isLeft else { return }
    owed += world.printed[world.printedBefore..<(isPowerCut ? world.safe : world.written)]
    let folders = archive.folders().filter { $0.header != nil }
    guard let folder = folders.first, let segments = try? folder.read() else {
      if !owed.isEmpty { world.found("no record, and \(owed.count) lines of it were printed") }
      return
    }
    let audit = SessionAudit(segments, engineVersion: Self.engine)
    isSealed = audit.isSealed
    let told = Told(segments)
    verify(audit, life)
    findOwed(told, life)
    if audit.faults.damage == nil { follow(told.events, audit) }
    if let picture = world.picture, audit.faults.damage == nil { compare(picture, segments, life) }
    if wasClosed { closed(folder, audit) }
    if let rows = Self.idleRows(of: audit, entries: told.entries) { world.found(rows) }
  }

  // MARK: The record

  /// Whole, or with a gap that is named; and its inputs give its events.
  private func verify(_ audit: SessionAudit, _ life: Int) {
    guard let damage = audit.faults.damage else { return }
    if audit.difference == nil, powerWasCut { return }
    world.found("life \(life): \(damage)")
  }

  private func findOwed(_ told: Told, _ life: Int) {
    world.reach.owed += owed.count
    let missing = owed.filter { !told.lines.contains($0) }
    if let first = missing.first {
      world.found("life \(life): \(missing.count) printed lines are not in the record, the first: \(first)")
    }
  }

  /// A closed session is sealed, and the files beside it tell what it tells.
  private func closed(_ folder: SessionFolder, _ audit: SessionAudit) {
    world.reach.closed += 1
    if !audit.isSealed { world.found("closed, and not sealed") }
    for file in audit.besideFiles where (try? Disk.read(folder.file(file.name))) != file.bytes {
      world.found("closed, and \(file.name) is not what the journal gives")
    }
  }

  /// A stretch in which nobody watched, or in which nothing was told, costs nothing, however long it is; nil
  /// if it does not.
  ///
  /// - Parameter fresh: for how many seconds of it something may still be fresh, and has its rows.
  static func idleRows(of audit: SessionAudit, entries: Int, fresh: Int = 0) -> String? {
    let rows = audit.vitals.count { $0 == 0x0A }
    return rows > 3 * entries + 200 + fresh ? "\(rows) rows of vitals for \(entries) entries" : nil
  }

  // MARK: The treatment

  /// One infusion, each thing done once, and one dose over all lives.
  private func follow(_ events: [StampedEvent], _ audit: SessionAudit) {
    var dose = ReckonedDose()
    var done: Set<String> = []
    for event in events {
      if let fault = dose.follow(event) {
        world.found("\(event.time.milliseconds) ms of the session: \(fault)")
      }
      guard case .accepted(let action, _, _, _) = event.event else { continue }
      if Self.isDoneOnce(action), !done.insert("\(action)").inserted { world.found("done twice: \(action)") }
    }
  }

  private static func isDoneOnce(_ action: Action) -> Bool {
    switch action {
    case .note(let note): note.text.hasPrefix("remark")
    case .start, .bolus: true
    default: false
    }
  }

  // MARK: The screen

  /// The last picture is the one that the record gives for its instant: the phase, the dose, the worst alarm.
  private func compare(_ picture: SimulatedWorld.Picture, _ segments: [SegmentBytes], _ life: Int) {
    guard !picture.showsPrompt, picture.screen.size.columns >= 80 else { return }
    var reader = JournalReader(segments)
    guard let header = reader.header else { return }
    var retelling = Retelling(plan: header.plan)
    _ = retelling.begin()
    var last = 0
    while let entry = reader.next(), entry.number <= picture.entries {
      retelling.retell(entry) { _, _ in }
      last = entry.number
    }
    // The picture may show entries that had not reached the disk when the station died.
    guard last == picture.entries else { return }
    _ = retelling.advance(to: picture.time)
    let again = SessionView(retelling.session, wallClock: "", record: .recording)
    let expected = view(Model(session: again), size: picture.screen.size, now: 0).plainText
    let shown = picture.screen.plainText
    world.reach.pictures += 1
    for word in ["DOSE", "WATCH"] {
      let (seen, recorded) = (Self.row(word, shown), Self.row(word, expected))
      if seen != recorded {
        world.found("life \(life): the screen has \(seen ?? "nothing"), the record \(recorded ?? "nothing")")
      }
    }
    if !shown.contains(retelling.session.phase.heading.english) {
      world.found(
        "life \(life): the record says \(retelling.session.phase.heading), the screen \(shown.prefix(80))")
    }
    let band = shown.split(separator: "\n").dropFirst().prefix(2).joined(separator: " / ")
    // If not all alarms fit, they are shown in turn, so one of them must be there.
    let texts = again.alarms.map(\.text.english)
    let stands = texts.isEmpty ? shown.contains("no alarm") : texts.contains { shown.contains($0) }
    if !stands {
      let alarms = texts.joined(separator: ", ")
      world.found(
        "life \(life), \(picture.time.milliseconds) ms: the record has \(alarms), the screen \(band)")
    }
  }

  private static func row(_ word: String, _ picture: String) -> Substring? {
    picture.split(separator: "\n").first { $0.contains(" \(word) ") }
  }
}

/// What a record tells, and how many entries it has.
private struct Told {
  private(set) var events: [StampedEvent] = []
  private(set) var lines: Set<String> = []
  private(set) var entries = 0

  init(_ segments: [SegmentBytes]) {
    var reader = JournalReader(segments)
    var links: [SourceID: Link] = [:]
    while let entry = reader.next() {
      entries += 1
      if case .input(.link(let source, let link)) = entry.content { links[source] = link }
      guard case .event(let event) = entry.content else { continue }
      let stamped = StampedEvent(event, at: entry.time)
      events.append(stamped)
      let line = HeadlessLine.bytes(stamped, loss: Self.loss(behind: event, links))
      lines.insert(String(decoding: line.dropLast(), as: UTF8.self))
    }
  }

  private static func loss(behind event: Event, _ links: [SourceID: Link]) -> LinkLoss? {
    guard case .alarmRaised(.device(let source, .lost), _, _) = event, case .lost(let loss)? = links[source]
    else { return nil }
    return loss
  }
}

/// The delivered volume, computed from the contract's text alone: rate times time while infusing, a bolus at
/// its instant, and after a gap no more than was ordered.
private struct ReckonedDose {
  private var volume = 0.0
  private var rate = 0.0
  private var isRunning = false
  private var isStarted = false
  private var at = SessionTime.start
  private static let ordered = 35.0
  private static let tolerance = 0.02

  /// What is wrong with a dose that the session told; nil if nothing is.
  mutating func follow(_ stamped: StampedEvent) -> String? {
    switch stamped.event {
    case .gap(let from, _, _): return gap(from: from, to: stamped.time)
    case .infusion(let change, let figures):
      pass(to: stamped.time)
      if change == .started {
        if isStarted { return "the infusion was started twice" }
        isStarted = true
      }
      isRunning =
        change != .paused && change != .stopped && (isRunning || change == .started || change == .resumed)
      rate = isRunning ? figures.rate.value : rate
      return compare(figures.volume.value, "infusion \(change.rawValue)")
    case .accepted(.bolus(let bolus), _, _, _):
      pass(to: stamped.time)
      // 1 mg/mL in the syringe.
      volume += bolus.dose.value
      return nil
    case .dose(let figures):
      pass(to: stamped.time)
      return compare(figures.volume.value, "dose")
    default: return nil
    }
  }

  private mutating func pass(to time: SessionTime) {
    if isRunning { volume += rate * Double((time - at).milliseconds) / 3_600_000 }
    at = max(at, time)
  }

  private mutating func gap(from: SessionTime, to time: SessionTime) -> String? {
    pass(to: from)
    let before = volume
    pass(to: time)
    volume = max(before, min(volume, Self.ordered))
    return nil
  }

  private func compare(_ told: Double, _ what: String) -> String? {
    abs(told - volume) <= Self.tolerance ? nil : "\(what) tells \(told) mL, and \(volume) mL went in"
  }
}
