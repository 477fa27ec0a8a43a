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

  public init(_ choice: SoundChoice, ring: @escaping () -> Bool) {
    output = SoundOutput(choice, ring: ring)
    schedule = BurstSchedule { SoundOutput.lengthMilliseconds(of: $0, on: choice) }
  }

  public var choice: SoundChoice { output.choice }
  public var fd: Int32 { output.fd }
  public var dueMilliseconds: Int64? { schedule.dueMilliseconds }

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
  }

  private func learn(_ board: AlarmBoard) {
    followed = board
    var sounding: [AlarmID: Urgency] = [:]
    for alarm in board.active where alarm.acknowledgement == nil {
      sounding[alarm.id] = Urgency(alarm.priority)
    }
    schedule.sound(sounding)
    for id in reminded {
      if let urgency = board.active(id).flatMap({ Urgency($0.priority) }) { schedule.remind(urgency) }
    }
    reminded = []
    schedule.pause(board.audioPause != nil)
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
