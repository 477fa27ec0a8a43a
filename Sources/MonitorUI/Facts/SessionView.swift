public import InfusionCore
public import Phrases
public import Quantities

/// Everything the screen shows of a session at one instant, as plain values: what is not in here is not on
/// the screen.
public struct SessionView: Sendable {
  /// The session itself: for what the engine would say to an action, and what would come of it. Nil of a view
  /// that was made without one.
  var engine: Session?
  public var now: SessionTime = .start
  /// The wall clock's time of day, `10:42:07`; made at the edge.
  public var wallClock = ""
  /// The session time of the last midnight, had time gone by as on the wall clock; nil where none is known.
  public var midnight: SessionTime?
  /// The entries of the record up to this one are on the disk.
  public var writtenThrough = 0
  public var chair = ""
  public var patient: String?
  public var weight: Kilograms?
  /// Empty until one is chosen.
  public var planName = ""
  public var planNames: [String] = []
  /// What the clinic offers when a symptom or a medicine is marked.
  public var symptoms: [String] = []
  public var medicines: [Medicine] = []
  public var interventions: [String] = []
  /// What a simulated patient answers to, whatever the clinic's lists hold; empty for a real patient.
  public var patientMeasures: [String] = []
  public var patientMedicines: [String] = []
  public var hasInfusion = true
  /// What is given at the start of a plan without an infusion, and in which amounts it comes.
  public var drug = ""
  public var fixedDoses: [Milligrams] = []
  /// How much of it was given, as it reads now; nil before the start, and where nobody said.
  public var given: Milligrams?
  /// Whether the plan takes a bolus at all.
  public var takesBolus = true
  /// Sources at which something else is than the session began with.
  public var foreignSources: [ForeignSource] = []
  public var hasUnconfirmedGap = false
  /// Readings that the plan wants at times of their own, and that were not taken yet.
  public var due: [DueView] = []
  /// Each measurement of the cuff as it reads now: for the trends.
  public var pressures: [PressureView] = []
  /// What the plan expects in the bag.
  public var concentration: MilligramsPerMillilitre?
  public var phase: Phase = .preparation
  public var origin: Origin = .live
  /// A key here starts the cuff: it is a simulated one.
  public var hasSimulatedCuff = false
  /// Time stands still for the whole drill, because its instructor wants it so: no pause of the infusion.
  public var isFrozen = false
  /// In how long it goes on by itself, because its instructor has left.
  public var goesOnIn: TimeSpan?
  public var startedAt: SessionTime?
  public var outcome: Outcome?

  public var hr = Readout(.hr)
  public var spo2 = Readout(.spo2)
  public var rr = Readout(.rr)
  public var cuff = CuffReadout()

  public var order: Order?
  /// What a pump is set to before the start; nil where it does not say.
  public var pumpVTBI: VTBIView?
  /// The rate that will flow from the start on, if another than the order's.
  public var rateBeforeStart: MillilitresPerHour?
  public var infusion: InfusionView?
  public var observation: ObservationView?
  /// What still holds the start back, and what holds the patient here.
  public var startObstacles: [StillMissing] = []
  public var dischargeObstacles: [StillMissing] = []
  /// The checklist of the stage that comes next.
  public var checklist: [ChecklistItemView] = []
  /// The discharge checklist is judged once the infusion has ended; until then there is none to answer.
  public var checklistWaits = false
  public var nextCheckDue: SessionTime?
  /// What a check consists of now, and every scale that the clinic has.
  public var scalesOfCheck: [Scale] = []
  public var scales: [Scale] = []
  public var awayUntil: SessionTime?
  public var hasBaseline = false
  /// Sound, disk, clock and devices were tried in this session.
  public var isTried = false
  /// What is known of the patient's earlier treatments; nil before anybody has looked.
  public var history: PatientHistory?

  /// The highest priority first, then the newest.
  public var alarms: [AlarmView] = []
  /// What the clinic's rules advise, the most urgent first.
  public var holds: [HoldAdvice] = []
  public var audioPause: PauseView?
  public var sound: SoundState = .working("")
  /// The clinic's choice that only high alarms sound, which is always shown beside the output.
  public var soundsHighOnly = false
  public var record: RecordView = .recording
  public var devices: [DeviceView] = []

  public init() {}
}

/// A source at which something else is than the session began with, each in words.
public struct ForeignSource: Hashable, Sendable {
  public var device: String
  public var bound: Phrase
  public var present: Phrase
}

/// An item of the checklist, and how it was answered last, as far as that answer counts for its stage.
public struct ChecklistItemView: Hashable, Sendable {
  public var item: ChecklistItem
  public var answer: ChecklistAnswer?

  public init(item: ChecklistItem, answer: ChecklistAnswer?) {
    self.item = item
    self.answer = answer
  }
}

/// A reading with a time of its own: `NIBP at 40 min`.
public struct DueView: Hashable, Sendable {
  public var text: Phrase
  public var at: SessionTime
  /// Until when it is in time.
  public var latest: SessionTime

  public init(text: Phrase, at: SessionTime, latest: SessionTime) {
    self.text = text
    self.at = at
    self.latest = latest
  }

  /// `NIBP at 40 min: in 12:30`, `NIBP at 40 min: due 0:30 ago`, `... MISSED`.
  func words(at now: SessionTime) -> Phrase {
    if now < at { return "\(text): in \((at - now).clock)" }
    return now <= latest ? "\(text): now, due \((now - at).clock) ago" : "\(text): OVERDUE"
  }
}

/// A measured pressure on the screen, mmHg.
public struct PressureView: Hashable, Sendable {
  public var at: SessionTime
  public var sys: Fixed
  public var dia: Fixed
}

/// Something that a person marked, and the number of its entry.
public struct MarkView: Hashable, Sendable {
  public var entry: Int
  public var action: Action
  public var at: SessionTime
  /// `#41 nausea 2 of 3, 10:42:37`: a time of day is as true while the list is open.
  public var text: Phrase

  public init(entry: Int, action: Action, at: SessionTime, text: Phrase) {
    self.entry = entry
    self.action = action
    self.at = at
    self.text = text
  }
}

/// Whether what happens is being written down.
public enum RecordView: Hashable, Sendable {
  case recording
  case lowSpace
  /// Closed, and all of it is on the disk: nothing comes after it.
  case sealed
  /// Why not: "replay", "disk full".
  case notRecording(String)
}

/// Until when sound is paused, and who did it.
public struct PauseView: Hashable, Sendable {
  public var until: SessionTime
  public var by: String?

  public init(until: SessionTime, by: String?) {
    self.until = until
    self.by = by
  }
}

/// One alarm as it stands on the screen.
public struct AlarmView: Hashable, Sendable {
  public var id: AlarmID
  public var priority: AlarmPriority
  /// Without its mark: `SpO2 84 < 85`.
  public var text: Phrase
  /// When it was raised; of a latched one, when it ended.
  public var since: SessionTime
  public var isLatched: Bool
  public var isAcknowledged: Bool
  public var acknowledgedBy: String?
  /// It was high at some time, and so holds the observation even if it has fallen.
  public var wasHigh = false
  /// When it came to stand where it stands among the others: raised, risen, fallen, or ended.
  var placedAt: SessionTime

  public init(
    id: AlarmID, priority: AlarmPriority, text: Phrase, since: SessionTime, isLatched: Bool = false,
    isAcknowledged: Bool = false, acknowledgedBy: String? = nil
  ) {
    self.id = id
    self.priority = priority
    self.text = text
    self.since = since
    placedAt = since
    self.isLatched = isLatched
    self.isAcknowledged = isAcknowledged
    self.acknowledgedBy = acknowledgedBy
  }

  public var mark: String { id.mark(priority) }
  /// Only what is active and unanswered flashes.
  public var flashes: Bool { !isLatched && !isAcknowledged }
}

/// A device, and what is wrong with it; nil when nothing is.
public struct DeviceView: Hashable, Sendable {
  public var name: String
  public var trouble: Phrase?
  /// It gave a good reading, and is not lost.
  public var isHeard: Bool

  public init(name: String, trouble: Phrase? = nil, isHeard: Bool = true) {
    self.name = name
    self.trouble = trouble
    self.isHeard = isHeard
  }
}

extension SessionView {
  /// Why the engine would refuse an action now; nil if it would not.
  func refusal(of action: Action, by: String?) -> Refusal.Why? { engine?.refusal(of: action, by: by) }

  /// The session as it would be after some actions: for figures that must be seen before anything is done.
  func after(_ actions: [Action], by: String?) -> SessionView {
    guard !actions.isEmpty, var next = engine else { return self }
    for action in actions { next.receive(.action(action, by: by), at: next.openInstant) }
    var view = SessionView(next, wallClock: wallClock, record: record)
    view.midnight = midnight
    view.writtenThrough = writtenThrough
    return view
  }

  /// What a nurse still does before the start: what it is refused without, who the patient is, the checklist
  /// though nothing of it is required, the baseline.
  var toDo: [Phrase] {
    let checklist = startObstacles.contains { $0.key == "k" } ? nil : checklistToDo
    let obstacles = startObstacles.map { $0.key == "k" ? $0.named : $0.words }
    let patient: [Phrase] = patient == nil ? ["patient"] : []
    let rest: [Phrase?] = [checklist.map { "\($0) (k)" }, hasBaseline ? nil : "baseline (B)"]
    return patient + obstacles + rest.compactMap { $0 }
  }

  /// Whether the plan has a pressure that is due at a time of its own.
  var wantsPressureAtItsTime: Bool { engine?.plan.due.contains { $0.what == .nibp } ?? false }

  /// What is due at a time of its own, counted down.
  var dueLines: [Phrase] { due.map { $0.words(at: now) } }

  func scale(_ name: String) -> Scale? { scales.first { $0.name == name } }

  /// The value of now; nil when there is none that is fresh.
  func freshValue(of vital: Vital) -> Fixed? {
    switch vital {
    case .spo2: Self.fresh(spo2.state)
    case .hr: Self.fresh(hr.state)
    case .rr: Self.fresh(rr.state)
    case .sys: Self.fresh(cuff.state)
    case .dia: Self.fresh(cuff.state) == nil ? nil : cuff.dia
    case .map: Self.fresh(cuff.state) == nil ? nil : cuff.map
    }
  }

  private static func fresh(_ state: VitalState) -> Fixed? {
    if case .fresh(let number) = state { number.value } else { nil }
  }
}
