import Quantities

/// What a person at the chair does. Names and fields are those of operator scripts, journal and key table
/// alike.
///
/// To add one: a file with its struct in this folder, and its lines in the three lists below.
public enum Action: Hashable, Sendable {
  case setup(SetupAction)
  case baseline(BaselineAction)
  case checklist(ChecklistAction)
  case start(StartAction)
  case pause(PauseAction)
  case resume(ResumeAction)
  case stop(StopAction)
  case rate(RateAction)
  case bolus(BolusAction)
  case dose(DoseAction)
  case withoutPressure(WithoutPressureAction)
  case confirm(ConfirmAction)
  case selfTest(SelfTestAction)
  case accept(AcceptAction)
  case check(CheckAction)
  case extend(ExtendAction)
  case away(AwayAction)
  case back(BackAction)
  case discharge(DischargeAction)
  case close(CloseAction)
  case acknowledge(AcknowledgeAction)
  case audioPause(AudioPauseAction)
  case limit(LimitAction)
  case bloodPressure(BloodPressureAction)
  case symptom(SymptomAction)
  case medication(MedicationAction)
  case intervention(InterventionAction)
  case score(ScoreAction)
  case note(NoteAction)
  case drawn(DrawnAction)
  case wasted(WastedAction)
  case hold(HoldAction)
  case amend(AmendAction)
  /// Any of these with a value that is never allowed.
  case unfit(UnfitAction)

  /// The same action as its own type, for what every action answers alike.
  public var content: any OperatorAction {
    switch self {
    case .setup(let action): action
    case .baseline(let action): action
    case .checklist(let action): action
    case .start(let action): action
    case .pause(let action): action
    case .resume(let action): action
    case .stop(let action): action
    case .rate(let action): action
    case .bolus(let action): action
    case .dose(let action): action
    case .withoutPressure(let action): action
    case .confirm(let action): action
    case .selfTest(let action): action
    case .accept(let action): action
    case .check(let action): action
    case .extend(let action): action
    case .away(let action): action
    case .back(let action): action
    case .discharge(let action): action
    case .close(let action): action
    case .acknowledge(let action): action
    case .audioPause(let action): action
    case .limit(let action): action
    case .bloodPressure(let action): action
    case .symptom(let action): action
    case .medication(let action): action
    case .intervention(let action): action
    case .score(let action): action
    case .note(let action): action
    case .drawn(let action): action
    case .wasted(let action): action
    case .hold(let action): action
    case .amend(let action): action
    case .unfit(let action): action.content
    }
  }
}

/// The actions by the names that operator scripts, the command prompt and the journal share.
public enum ActionName: String, CaseIterable, Hashable, Sendable {
  case setup, baseline, checklist, start, pause, resume, stop, rate, bolus, dose
  case withoutPressure = "nobp"
  case selfTest = "selftest"
  case confirm, accept, check, extend, away, back, discharge, close
  case acknowledge = "ack"
  case audioPause = "audio-pause"
  case limit
  case bloodPressure = "bp"
  case symptom, medication, intervention, score, note, drawn, wasted, hold, amend

  /// What carries this name.
  var kind: any OperatorAction.Type {
    switch self {
    case .setup: SetupAction.self
    case .baseline: BaselineAction.self
    case .checklist: ChecklistAction.self
    case .start: StartAction.self
    case .pause: PauseAction.self
    case .resume: ResumeAction.self
    case .stop: StopAction.self
    case .rate: RateAction.self
    case .bolus: BolusAction.self
    case .dose: DoseAction.self
    case .withoutPressure: WithoutPressureAction.self
    case .confirm: ConfirmAction.self
    case .selfTest: SelfTestAction.self
    case .accept: AcceptAction.self
    case .check: CheckAction.self
    case .extend: ExtendAction.self
    case .away: AwayAction.self
    case .back: BackAction.self
    case .discharge: DischargeAction.self
    case .close: CloseAction.self
    case .acknowledge: AcknowledgeAction.self
    case .audioPause: AudioPauseAction.self
    case .limit: LimitAction.self
    case .bloodPressure: BloodPressureAction.self
    case .symptom: SymptomAction.self
    case .medication: MedicationAction.self
    case .intervention: InterventionAction.self
    case .score: ScoreAction.self
    case .note: NoteAction.self
    case .drawn: DrawnAction.self
    case .wasted: WastedAction.self
    case .hold: HoldAction.self
    case .amend: AmendAction.self
    }
  }
}

extension ActionName {
  /// The keys in the order in which they are written; `by`, which every action may carry, is not among them.
  public var keys: [ActionKey] { Self.keys(of: kind) }
  public func key(_ name: String) -> ActionKey? { Self.key(name, of: kind) }

  /// What was wanted, to stand before "is not possible while infusing".
  var deed: String { kind.deed }

  /// Where it is possible at all.
  public var phases: Set<Phase> { kind.phases }

  private static func keys<Kind: OperatorAction>(of kind: Kind.Type) -> [ActionKey] { Kind.schema.map(\.key) }
  private static func key<Kind: OperatorAction>(_ name: String, of kind: Kind.Type) -> ActionKey? {
    Kind.schema.first { $0.key.name == name }?.key
  }
}

extension Action {
  /// Reads an action from its words; every key is checked.
  public init(_ words: ActionFields) throws(ActionError) {
    guard let name = ActionName(rawValue: words.name) else { throw .unknownAction(words.name) }
    self = try name.kind.init(reading: words.fields).action
  }

  public var name: ActionName { type(of: content).name }
  public var fields: ActionFields { content.fields }

  /// Whether a correction may cite it.
  public var isCorrectable: Bool { type(of: content).isCorrectable }

  /// Whether a correction may change these of its fields.
  func isCorrectable(_ changes: [AmendedField]) -> Bool {
    guard isCorrectable else { return false }
    let keys = type(of: content).correctableKeys
    return keys.map { keys in changes.allSatisfy { keys.contains($0.key) } } ?? true
  }

  /// The same action with every value checked, as if it had been typed: for actions that the program itself
  /// composes.
  public func checked() throws(ActionError) -> Action { try Action(fields) }

  /// The same action with some of its fields changed: what a correction makes of it.
  func corrected(_ changes: [AmendedField]) throws(ActionError) -> Action {
    var words = fields
    for change in changes {
      words.fields.removeAll { $0.key == change.key }
      words.fields.append(.init(change.key, change.value))
    }
    return try Action(words)
  }
}
