import InfusionCore
public import JSONLines
public import Quantities

/// Which drill a session is: with this and the operator's actions it can be played again.
public struct DrillSetting: Hashable, Sendable {
  public var scenario: String
  public var seed: UInt64
  /// The version of the rules by which it is scored.
  public var rubric: Int
  /// Of a drill that was taken again: which one, and from when on it is another.
  public var branch: DrillBranch?
  /// The text of a scenario that is not a shipped one, as it was then, since its file may have changed.
  public var text: String?

  public init(
    scenario: String, seed: UInt64, rubric: Int, branch: DrillBranch? = nil, text: String? = nil
  ) {
    self.text = text
    self.scenario = scenario
    self.seed = seed
    self.rubric = rubric
    self.branch = branch
  }
}

/// Where a drill that was taken again parts from the one before. Up to there its inputs are that drill's.
public struct DrillBranch: Hashable, Sendable {
  public var session: String
  public var at: SessionTime

  public init(of session: String, at time: SessionTime) {
    self.session = session
    at = time
  }
}

/// What came of a drill, as it stands in the record: the entry `drill.score`.
public struct DrillResult: Hashable, Sendable {
  /// An objective, and what came of it.
  public struct Objective: Hashable, Sendable {
    public var id: String
    /// `met`, `late`, `missed` or `harmful`.
    public var result: String
    public var at: SessionTime?
    /// What it is about never came: `met` if somebody averted it, else `missed`.
    public var isUncalled: Bool
    /// An instructor's hand brought it about after that, not anybody at the chair: it is then `missed`.
    public var isByInstructor: Bool
    /// What kept it from coming, as far as the scenario names that.
    public var keeper: Keeper?

    public init(
      id: String, result: String, at: SessionTime?, isUncalled: Bool = false, isByInstructor: Bool = false,
      keeper: Keeper? = nil
    ) {
      self.isByInstructor = isByInstructor
      self.id = id
      self.result = result
      self.at = at
      self.isUncalled = isUncalled
      self.keeper = keeper
    }

    /// As people are told: the result, `averted` or `not called` for what never came, `instructor` for what
    /// an instructor's hand brought about.
    public var telling: String {
      if isByInstructor { return "instructor" }
      guard isUncalled else { return result }
      return result == "met" ? "averted" : "not called"
    }

    /// Whether it shows anything of the trainee: not if it never came, nor if an instructor's hand brought it
    /// about.
    public var tellsOfTheTrainee: Bool { !isByInstructor && (!isUncalled || result == "met") }
  }

  /// A deed, or the answer to another objective. Beside `met` it averted; beside `missed` nothing had asked
  /// for it.
  public struct Keeper: Hashable, Sendable {
    /// `oxygen`, `dose-corrected`.
    public var name: String
    public var at: SessionTime

    public init(name: String, at: SessionTime) {
      self.name = name
      self.at = at
    }
  }

  /// Something that harmed, or would have.
  public struct Act: Hashable, Sendable {
    public var at: SessionTime
    public var what: String
    public var wasRefused: Bool

    public init(at: SessionTime, what: String, wasRefused: Bool) {
      self.at = at
      self.what = what
      self.wasRefused = wasRefused
    }
  }

  /// Something of the right kind that did not count as an answer, because whoever did it had not looked.
  public struct NoAnswer: Hashable, Sendable {
    public var at: SessionTime
    /// `125/75 typed, the patient had 168/96`
    public var what: String

    public init(at time: SessionTime, what: String) {
      at = time
      self.what = what
    }
  }

  public var setting: DrillSetting
  public var passed: Bool
  public var objectives: [Objective]
  /// Minutes in which the patient came to harm, graver ones counted more than once.
  public var harmMinutes: Fixed
  /// Of these, while something stood that an instructor set or injected: not the trainee's.
  public var harmByInstructorMinutes: Fixed
  public var acts: [Act]
  public var noAnswers: [NoAnswer]

  public init(
    setting: DrillSetting, passed: Bool, objectives: [Objective], harmMinutes: Fixed,
    harmByInstructorMinutes: Fixed = 0, acts: [Act], noAnswers: [NoAnswer] = []
  ) {
    self.noAnswers = noAnswers
    self.harmByInstructorMinutes = harmByInstructorMinutes
    self.setting = setting
    self.passed = passed
    self.objectives = objectives
    self.harmMinutes = harmMinutes
    self.acts = acts
  }
}

extension DrillResult {
  /// The score as an object: what `--score` writes, and the entry's fields.
  public var fields: JSONObject {
    let objectives = objectives.map { objective -> JSONValue in
      var fields: JSONObject = [
        "id": .string(objective.id), "result": .string(objective.result),
        "at_s": objective.at.map { .seconds($0) } ?? .null,
      ]
      if objective.isUncalled { fields["called"] = .bool(false) }
      if objective.isByInstructor { fields["by_instructor"] = .bool(true) }
      if let keeper = objective.keeper {
        fields["kept_by"] = .string(keeper.name)
        fields["kept_at_s"] = .seconds(keeper.at)
      }
      return .object(fields)
    }
    let acts = acts.map { act -> JSONValue in
      ["at_s": .seconds(act.at), "what": .string(act.what), "refused": .bool(act.wasRefused)]
    }
    var fields: JSONObject = [
      "passed": .bool(passed), "objectives": .array(objectives), "harm": .fixed(harmMinutes),
      "harmful_acts": .array(acts), "rubric": .fixed(Fixed(setting.rubric)),
      "scenario": .string(setting.scenario), "seed": .string(String(setting.seed)),
    ]
    if harmByInstructorMinutes > 0 { fields["harm_by_instructor"] = .fixed(harmByInstructorMinutes) }
    if !noAnswers.isEmpty { fields["no_answers"] = .array(noAnswers.map(\.field)) }
    return fields
  }

  /// The file that `--score` writes.
  public var file: [UInt8] {
    var writer = JSONWriter(capacity: 1 << 10)
    writer.value(.object(fields))
    writer.newline()
    return writer.bytes
  }

  init?(_ fields: JSONObject) {
    guard let setting = DrillSetting(fields), let passed = fields["passed"]?.bool,
      let objectives = fields["objectives"]?.array, let harm = fields["harm"]?.fixed
    else { return nil }
    self.init(
      setting: setting, passed: passed, objectives: objectives.compactMap { Objective($0.object) },
      harmMinutes: harm, harmByInstructorMinutes: fields["harm_by_instructor"]?.fixed ?? 0,
      acts: fields["harmful_acts"]?.array?.compactMap { Act($0.object) } ?? [],
      noAnswers: fields["no_answers"]?.array?.compactMap { NoAnswer($0.object) } ?? [])
  }
}

extension DrillResult.NoAnswer {
  fileprivate var field: JSONValue { ["at_s": .seconds(at), "what": .string(what)] }

  fileprivate init?(_ fields: JSONObject?) {
    guard let fields, let at = fields["at_s"]?.time, let what = fields["what"]?.string else { return nil }
    self.init(at: at, what: what)
  }
}

extension DrillResult.Objective {
  fileprivate init?(_ fields: JSONObject?) {
    guard let fields, let id = fields["id"]?.string, let result = fields["result"]?.string else { return nil }
    self.init(
      id: id, result: result, at: fields["at_s"]?.time, isUncalled: fields["called"]?.bool == false,
      isByInstructor: fields["by_instructor"]?.bool == true, keeper: DrillResult.Keeper(fields))
  }
}

extension DrillResult.Keeper {
  fileprivate init?(_ fields: JSONObject) {
    guard let name = fields["kept_by"]?.string, let at = fields["kept_at_s"]?.time else { return nil }
    self.init(name: name, at: at)
  }
}

extension DrillResult.Act {
  fileprivate init?(_ fields: JSONObject?) {
    guard let fields, let at = fields["at_s"]?.time, let what = fields["what"]?.string else { return nil }
    self.init(at: at, what: what, wasRefused: fields["refused"]?.bool ?? false)
  }
}

extension DrillSetting {
  /// As the header has it: the seed as text, since a JSON number does not hold 64 bits.
  var fields: JSONObject {
    var fields: JSONObject = [
      "scenario": .string(scenario), "seed": .string(String(seed)), "rubric": .fixed(Fixed(rubric)),
    ]
    if let branch {
      fields["again_of"] = .string(branch.session)
      fields["again_from_s"] = .seconds(branch.at)
    }
    if let text { fields["text"] = .string(text) }
    return fields
  }

  init?(_ fields: JSONObject) {
    guard let scenario = fields["scenario"]?.string,
      let seed = fields["seed"]?.string.flatMap({ UInt64($0) }), let rubric = fields["rubric"]?.integer
    else { return nil }
    self.init(
      scenario: scenario, seed: seed, rubric: rubric, branch: DrillBranch(fields),
      text: fields["text"]?.string)
  }
}

extension DrillBranch {
  fileprivate init?(_ fields: JSONObject) {
    guard let session = fields["again_of"]?.string, let at = fields["again_from_s"]?.time else { return nil }
    self.init(of: session, at: at)
  }
}

extension JSONValue {
  fileprivate static func seconds(_ time: SessionTime) -> JSONValue {
    .fixed(Fixed(thousandths: Int(time.milliseconds)))
  }

  fileprivate var time: SessionTime? { fixed.map { SessionTime(milliseconds: Int64($0.thousandths)) } }
}

extension SessionHeader {
  /// Whether the session is this drill on this chair: another drill, or one that was begun there meanwhile,
  /// has a score of its own.
  public func isDrill(_ scenario: String, seed: UInt64, onChair chair: String) -> Bool {
    plan.origin == .drill && plan.chair == chair && drill?.scenario == scenario && drill?.seed == seed
  }
}
