public import InfusionCore
public import PatientSimulator
public import Quantities
public import SessionRecord
import SessionRuns

/// A drill as it was recorded: its patient, and what was done when. The same patient can be met again.
public struct RecordedDrill: Sendable {
  public let setting: DrillSetting
  let header: SessionHeader
  /// The patient, and what was ordered.
  public var plan: SessionPlan { header.plan }
  /// Everything that was done or tried, and an instructor's acts, in their order.
  let acts: [StampedInput]
  /// An instructor's acts in words, with those that the simulated patient does not notice.
  public let instructions: [Instructed]
  /// When an instructor ended it to have it taken again; nil if it came to its own end.
  public let cutOffAt: SessionTime?
  /// When it was scored, or for a drill that was broken off, when it ended.
  let until: SessionTime

  /// What an instructor did.
  public struct Instructed: Hashable, Sendable {
    public var at: SessionTime
    /// The words as they are typed at the console.
    public var words: String
  }

  /// Nil if the session is no drill, or has no header.
  ///
  /// - Parameter rubric: the version of the scoring rules; nil takes the record's.
  public init?(_ segments: [SegmentBytes], scoredBy rubric: Int? = nil) {
    var reader = JournalReader(segments, checksHashes: false, skipsReadings: true)
    guard let header = reader.header, var setting = header.drill else { return nil }
    setting.rubric = rubric ?? setting.rubric
    var acts: [StampedInput] = []
    var told: [Instructed] = []
    var (scored, cutOff): (SessionTime?, SessionTime?)
    while let entry = reader.next() {
      switch entry.content {
      case .input(let input):
        if case .instruction(let instruction) = input {
          told.append(Instructed(at: entry.time, words: instruction.words))
          if case .again = instruction { cutOff = entry.time }
        }
        if input.isByAPerson { acts.append(StampedInput(input, at: entry.time, entry: entry.number)) }
      case .anchor(let anchor):
        if let speed = anchor.givenSpeed { told.append(Instructed(at: entry.time, words: "speed \(speed)")) }
      case .drillScore: scored = entry.time
      case .event, .header, .recovered, .seal, .other: break
      }
    }
    self.header = header
    self.setting = setting
    self.acts = acts
    instructions = told
    cutOffAt = cutOff
    until = scored ?? reader.lastTime
  }
}

extension RecordedDrill {
  /// The score by today's rules; nil if those are the record's rules.
  public func rescored(in scenario: Scenario) -> DrillResult? {
    guard setting.rubric != ScenarioScore.currentRubric else { return nil }
    let score = DrillRerun(self, of: scenario).played().score
    return DrillResult(score, scenario: setting.scenario, seed: setting.seed)
  }

  /// The last speed that an instructor gave a drill; nil if none did.
  public static func speed(of segments: [SegmentBytes]) -> Int? {
    var reader = JournalReader(segments, checksHashes: false, skipsReadings: true)
    var last: Int?
    while let entry = reader.next() {
      if case .anchor(let anchor) = entry.content { last = anchor.speed ?? last }
    }
    return last
  }

  /// Every input of a record up to an instant, with which a drill that is taken again from there begins.
  public static func inputs(of segments: [SegmentBytes], until end: SessionTime) -> [StampedInput] {
    var reader = JournalReader(segments, checksHashes: false)
    var inputs: [StampedInput] = []
    while let entry = reader.next(), entry.time <= end {
      switch entry.content {
      case .input(.instruction(.again)): break
      case .input(let input): inputs.append(StampedInput(input, at: entry.time))
      case .event, .header, .anchor, .recovered, .seal, .drillScore, .other: break
      }
    }
    return inputs
  }
}

extension Input {
  /// Whether the trainee or the instructor did it, so that the simulated patient hears it from nowhere else.
  /// To take a drill again ends it, and does nothing to the patient.
  fileprivate var isByAPerson: Bool {
    switch self {
    case .instruction(.again): false
    case .action, .instruction: true
    case .reading, .link, .identity, .conduct, .annotation, .recorder, .sound, .publication, .clockStepped,
      .gap, .history:
      false
    }
  }
}

extension Instruction {
  /// The words that an instructor types for it.
  fileprivate var words: String {
    switch self {
    case .patient(let words): words
    case .freeze: "freeze"
    case .goOn: "go"
    case .again(let time): "again, from \(time.sinceStart.clock) of the session: this drill ended here"
    }
  }
}
