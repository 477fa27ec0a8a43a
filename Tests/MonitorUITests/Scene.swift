import InfusionCore
import MonitorUI
import Phrases
import Quantities
import TextScreen

/// A chair whose session the engine itself plays, second by second, shown on a screen.
struct Scene {
  private(set) var session: Session
  private(set) var model: Model
  var record = RecordView.recording
  /// The values that the devices send each second from here on; with nil they send none.
  var hr: Fixed? = 72
  var spo2: Fixed? = 97

  static let oximeter = SourceID("nonin-df2")

  init(
    patient: String? = "P-0142", weight: Kilograms? = .init(70), plan: String? = "trd-40",
    origin: Origin = .live,
    checklist: [ChecklistItem] = [], holds: [HoldRule] = [],
    secondPerson: Set<TwoPersonDeed> = [], display: Display = Display(),
    mode: Mode = .monitor, change: (inout Configuration) -> Void = { _ in }
  ) {
    var configuration = Configuration.shipped
    change(&configuration)
    configuration.checklist = checklist
    configuration.clinic.holdRules = holds
    configuration.secondPerson = secondPerson
    session = Session(
      plan: SessionPlan(
        configuration: configuration, chair: "2", patient: patient, weight: weight, plan: plan,
        sources: [SourceDescription(id: Self.oximeter)], origin: origin))
    model = Model(
      session: SessionView(session, wallClock: "", record: .recording), display: display, mode: mode)
    hear(session.begin())
    _ = receive(.sound(.working("bell")))
  }

  /// The number of the last entry, counted as in a record, but without those of events.
  private var entries = 0
  private mutating func nextEntry() -> Int {
    entries += 1
    return entries
  }

  private mutating func hear(_ events: [StampedEvent]) {
    model.follow(session)
    model.show(shown)
    model.hear(events, now: session.now.milliseconds)
  }

  /// Whether the chair has a simulated monitor with a cuff.
  var hasSimulatedCuff = false
  /// Names of measures that a simulated patient answers to and the clinic's lists lack.
  var patientMeasures: [String] = []
  var patientMedicines: [String] = []
  /// Whether an instructor has frozen the drill.
  var isFrozen = false
  /// The last entry that is on the disk; nil if all are.
  var writtenThrough: Int?

  private var shown: SessionView {
    var view = SessionView(session, wallClock: wallClock, record: record)
    view.midnight = .seconds(-37_200)
    view.writtenThrough = writtenThrough ?? .max
    view.hasSimulatedCuff = hasSimulatedCuff
    view.patientMeasures = patientMeasures
    view.patientMedicines = patientMedicines
    view.isFrozen = isFrozen
    return view
  }

  /// The session began at 10:20 in the morning.
  private var wallClock: String {
    let seconds = 37_200 + session.now.sinceStart.wholeSeconds
    let two = { (number: Int64) in number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
  }

  @discardableResult
  mutating func receive(_ input: Input) -> [StampedEvent] {
    let step = session.receive(input, at: session.now, entry: nextEntry())
    hear(step.events)
    return step.events
  }

  mutating func act(_ action: Action, by: String? = "KM") { receive(.action(action, by: by)) }

  /// Runs for whole seconds; in each the devices send first.
  mutating func run(_ span: TimeSpan) {
    for _ in 0..<span.wholeSeconds {
      let next = SessionTime.seconds(session.now.sinceStart.wholeSeconds + 1)
      var reading = Reading(source: Self.oximeter, spo2: spo2.map { .value($0) }, hr: hr.map { .value($0) })
      // The perfusion index varies as on a living finger; else the alarm for unvarying values would come.
      if hr != nil { reading.pi = .value(Fixed(thousandths: 2000 + Int(next.milliseconds / 1000 % 7))) }
      let step = session.receive(.reading(reading), at: next, entry: nextEntry())
      model.follow(session)
      hear(step.events + session.advance(to: next))
    }
  }

  /// Lets time pass without any input.
  mutating func pass(_ span: TimeSpan) { hear(session.advance(to: session.now + span)) }

  mutating func cuff(_ sys: Fixed, _ dia: Fixed) {
    receive(.reading(Reading(source: SourceID("line"), nibp: .measured(.pressure(sys: sys, dia: dia)))))
  }

  /// How much time typing has taken since the session's last second, ms: a hand reads between two keys.
  private var hand: Int64 = 0
  private static let betweenTwoKeys: Int64 = 400

  /// Presses a key, and does what the program does with it: actions go to the session.
  @discardableResult
  mutating func press(_ keys: Key...) -> [Effect] { press(keys, after: Self.betweenTwoKeys) }

  /// Presses keys so quickly that nobody reads anything between them.
  @discardableResult
  mutating func pressAtOnce(_ keys: [Key], after milliseconds: Int64 = 30) -> [Effect] {
    hand += Self.betweenTwoKeys
    return press(keys, after: milliseconds)
  }

  private mutating func press(_ keys: [Key], after milliseconds: Int64) -> [Effect] {
    keys.flatMap { key in
      hand += milliseconds
      let effects = model.update(key, now: session.now.milliseconds + hand)
      for effect in effects {
        if case .action(let action, let by) = effect { receive(.action(action, by: by)) }
      }
      return effects
    }
  }

  /// Types every character of a text as a key; `\n` is Enter, `\t` Tab, `\u{8}` Backspace.
  @discardableResult
  mutating func type(_ text: String) -> [Effect] { text.flatMap { press(Self.key($0)) } }

  private static func key(_ character: Character) -> Key {
    switch character {
    case "\n": .enter
    case "\t": .tab
    case "\u{8}": .backspace
    default: .character(character)
    }
  }

  /// Types like `type`, but without time to read between the keys.
  @discardableResult
  mutating func typeAtOnce(_ text: String) -> [Effect] { pressAtOnce(text.map(Self.key)) }

  /// Types like `type`, and gives initials wherever they are asked for.
  @discardableResult
  mutating func typeSigned(_ text: String) -> [Effect] {
    text.flatMap { character in
      let effects = press(Self.key(character))
      return model.prompt?.question.label == "Your initials" ? effects + type("KM\n") : effects
    }
  }

  /// The same scene with an operator whose initials are known.
  func by(_ initials: String) -> Scene {
    var scene = self
    scene.model.initials = initials
    return scene
  }

  mutating func change(_ body: (inout Model) -> Void) { body(&model) }

  /// Paints the screen, so that it counts as seen.
  mutating func paint(columns: Int = 80, rows: Int = 24, after milliseconds: Int64 = 0) {
    let size = Size(columns: columns, rows: rows)
    model.painted(painting(model, size: size, now: session.now.milliseconds + hand + milliseconds))
  }

  /// The screen, the given number of milliseconds after the last second.
  func screen(columns: Int = 80, rows: Int = 24, after milliseconds: Int64 = 0) -> Screen {
    view(model, size: Size(columns: columns, rows: rows), now: session.now.milliseconds + milliseconds)
  }
}

// Each scene is played once and then copied.
extension Scene {
  private static let preparedOnce = Dictionary(
    uniqueKeysWithValues: Origin.allCases.map { ($0, livedPreparation($0)) })
  private static let infusingOnce = Dictionary(
    uniqueKeysWithValues: [Origin.live, .simulated].map { ($0, livedInfusion($0)) })
  private static let observingOnce = livedObservation()

  /// Ten minutes of preparation with a baseline.
  static func prepared(display: Display = Display(), origin: Origin = .live) -> Scene {
    (preparedOnce[origin] ?? livedPreparation(origin)).shown(on: display)
  }

  /// 12:31 into 35 mg over 40 min.
  static func infusing(display: Display = Display(), origin: Origin = .live) -> Scene {
    (infusingOnce[origin] ?? livedInfusion(origin)).shown(on: display)
  }

  /// Nine minutes into the observation.
  static func observing(display: Display = Display()) -> Scene { observingOnce.shown(on: display) }

  /// The clinic's rule of two high pressures has just been met; `more` are further rules of the clinic.
  static func held(_ advice: HoldRule.Advice = .pause, and more: [HoldRule] = []) -> Scene {
    let rule = HoldRule(
      name: "systolic", isOn: true, vital: .sys, side: .high, bound: 180, times: 2, apart: .minutes(5),
      advice: advice)
    var scene = Scene(holds: [rule] + more)
    scene.run(.seconds(5))
    scene.act(.start(override: nil))
    scene.cuff(184, 96)
    scene.run(.minutes(6))
    scene.cuff(188, 98)
    scene.run(.seconds(12))
    return scene
  }

  private func shown(on display: Display) -> Scene {
    var scene = self
    scene.model.display = display
    return scene
  }

  private static func livedPreparation(_ origin: Origin) -> Scene {
    var scene = Scene(origin: origin)
    scene.run(.minutes(4))
    scene.cuff(124, 78)
    scene.run(.minutes(5))
    scene.act(.baseline())
    scene.run(.minutes(1))
    return scene
  }

  private static func livedInfusion(_ origin: Origin) -> Scene {
    var scene = prepared(origin: origin)
    scene.act(.start(override: nil))
    for minute in 0..<12 {
      scene.hr = Fixed(72 + minute)
      scene.spo2 = Fixed(98 - minute / 4)
      if minute == 9 { scene.cuff(144, 88) }
      scene.run(.minutes(1))
    }
    scene.run(.seconds(31))
    return scene
  }

  private static func livedObservation() -> Scene {
    var scene = infusing()
    for minutes in [2, 13] {
      scene.run(.minutes(Int64(minutes)))
      scene.act(.check())
    }
    scene.run(.minutes(12))
    scene.cuff(138, 84)
    scene.run(.seconds(40))
    scene.act(.stop(reason: "complete"))
    scene.run(.minutes(9))
    return scene
  }
}
