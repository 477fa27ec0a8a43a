public import AlarmSound
public import InfusionCore
import Quantities
public import SessionRuns

/// Makes alarms heard: asks the alarm board which burst is due, and says whether the output works.
public final class Sounder: SessionListener {
  private let output: SoundOutput
  private var schedule: BurstSchedule<AlarmID>
  private var reminded: [AlarmID] = []
  private var isAnswered = false
  /// The board that the schedule knows already: most turns of the loop change nothing.
  private var followed: AlarmBoard?

  /// Only high alarms sound: a clinic's choice for a quiet room.
  private let isQuiet: Bool

  /// - Parameter isQuiet: the configuration's `quiet`.
  public init(_ choice: SoundChoice, isQuiet: Bool = false, ring: @escaping () -> Bool) {
    output = SoundOutput(choice, ring: ring)
    self.isQuiet = isQuiet
    schedule = BurstSchedule { SoundOutput.lengthMilliseconds(of: $0, on: choice) }
  }

  public var choice: SoundChoice { output.choice }
  public var fd: Int32 { output.fd }
  public var dueMilliseconds: Int64? {
    [schedule.dueMilliseconds, output.dueMilliseconds].compactMap { $0 }.min()
  }

  public func told(_ event: StampedEvent, by session: Session) {
    switch event.event {
    case .alarmReminded(let id): reminded.append(id)
    case .alarmAcknowledged, .audioPaused: isAnswered = true
    case .accepted, .measured, .corrected, .dose, .bound, .due, .remarked, .phase, .infusion, .observation,
      .alarmRaised, .alarmPriority, .alarmEscalated, .alarmEnded, .limitReminded, .audioResumed,
      .limitChanged, .baseline, .checkTaken, .away, .back, .holdAdvised, .holdEnded, .gap, .refused, .closed:
      break
    }
  }

  /// Follows the board; begins what is due.
  public func follow(_ board: AlarmBoard, atMilliseconds now: Int64) {
    if isAnswered {
      schedule.silence(atMilliseconds: now)
      output.silence()
      isAnswered = false
    }
    if board != followed || !reminded.isEmpty { learn(board) }
    if let urgency = schedule.popDue(atMilliseconds: now) { output.play(urgency, atMilliseconds: now) }
    output.advance(atMilliseconds: now)
  }

  private func learn(_ board: AlarmBoard) {
    followed = board
    var sounding: [AlarmID: Urgency] = [:]
    for alarm in board.active where alarm.acknowledgement == nil {
      sounding[alarm.id] = urgency(alarm)
    }
    let isEscalated = board.active.contains { $0.isEscalated && $0.acknowledgement == nil }
    schedule.sound(sounding, isEscalated: isEscalated)
    for id in reminded {
      if let urgency = board.active(id).flatMap({ urgency($0) }) { schedule.remind(urgency) }
    }
    reminded = []
    schedule.pause(board.audioPause != nil)
  }

  /// Nil for an alarm that does not sound.
  private func urgency(_ alarm: Alarm) -> Urgency? {
    guard let urgency = Urgency(alarm.priority), !isQuiet || urgency == .high else { return nil }
    return urgency
  }

  /// Sounds a high alarm once, for a person to say whether it is heard.
  public func tryOut(atMilliseconds now: Int64) { output.play(.high, atMilliseconds: now) }

  /// Whether the output works, when that is news.
  public func news(atMilliseconds now: Int64) -> SoundState? {
    switch output.report(atMilliseconds: now) {
    case nil: nil
    case .working: .working(choice.description)
    case .failing(let failure): .failing(failure.sentence)
    }
  }
}

extension Urgency {
  init?(_ priority: AlarmPriority) {
    switch priority {
    case .high: self = .high
    case .medium: self = .medium
    case .low: self = .low
    case .info: return nil
    }
  }
}

extension SoundFailure {
  public var sentence: String {
    switch self {
    case .libraryMissing(let words): "ALSA is not installed: \(words)"
    case .deviceFailed(let device, let words): "sound device \(device): \(words)"
    case .stuck(let device): "sound device \(device) takes sound and plays none"
    case .bellUnheard: "the terminal takes no bell"
    case .noThread: "no thread for the sound"
    }
  }
}
