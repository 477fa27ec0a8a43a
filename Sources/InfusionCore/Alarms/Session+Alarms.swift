import Quantities

// The board's transitions, told, with what each entails.

extension Session {
  mutating func raise(_ id: AlarmID, _ signal: AlarmSignal) {
    board.raise(id, signal, at: now)
    tell(.alarmRaised(id, signal, infusionContext))
    sounded(id, signal.priority)
  }

  mutating func change(_ id: AlarmID, to signal: AlarmSignal) {
    let before = board.active(id)?.priority
    board.change(id, to: signal, at: now)
    tell(.alarmPriority(id, signal))
    if let before, signal.priority > before { sounded(id, signal.priority) }
  }

  mutating func end(_ id: AlarmID, _ reason: AlarmEnd) {
    let wasHigh = board.active(id)?.wasHigh ?? false
    let isLatched = board.end(id, reason, alwaysLatches: setup.configuration.latching.contains(id), at: now)
    tell(.alarmEnded(id, reason, isLatched: isLatched))
    guard wasHigh, id.isPhysiological, observation != nil else { return }
    let isStillHeld = isHighPhysiologicalActive
    observation?.highEnded(at: now, isStillHeld: isStillHeld)
  }

  /// Raised and over in the same instant.
  mutating func tellMomentary(_ id: AlarmID, _ priority: AlarmPriority) {
    raise(id, AlarmSignal(priority))
    end(id, .cleared)
  }

  /// A physiological alarm that was high and has not ended.
  var isHighPhysiologicalActive: Bool { board.active.contains { $0.id.isPhysiological && $0.wasHigh } }

  /// Something new is to be heard: an audio pause does not outlive it, and a high one holds the observation.
  private mutating func sounded(_ id: AlarmID, _ priority: AlarmPriority) {
    if priority == .high, id.isPhysiological { observation?.holdByHigh() }
    guard priority >= .medium, board.audioPause != nil else { return }
    board.audioPause = nil
    tell(.audioResumed(.alarm))
  }

  private var infusionContext: InfusionContext {
    let figures = infusion?.figures(at: now)
    return InfusionContext(
      elapsed: startedAt.map { now - $0 }, rate: figures?.rate ?? .zero,
      delivered: figures?.delivered ?? .zero,
      deliveredPerKilogram: figures?.deliveredPerKilogram)
  }
}

// MARK: - What people answer

extension Session {
  mutating func acknowledge(_ action: AcknowledgeAction, by: String?) {
    let reminder = setup.configuration.reminder
    for id in board.acknowledge(by: by, at: now, reminder: reminder, where: action.covers) {
      tell(.alarmAcknowledged(id, by: by))
    }
  }

  mutating func toggleAudioPause(by: String?) {
    if board.audioPause != nil {
      board.audioPause = nil
      return tell(.audioResumed(.byOperator))
    }
    let until = now + setup.configuration.audioPause
    board.audioPause = AudioPause(until: until, by: by)
    tell(.audioPaused(until: until, by: by))
  }
}

// MARK: - Reminders, escalation, the end of an audio pause

extension Session {
  mutating func remindDue() {
    let reminded = board.takeDueReminders(at: now, every: setup.configuration.reminder)
    // By the first rules they came in the order in which they were raised.
    for id in setup.isBySecondRules ? reminded.inTableOrder : reminded { tell(.alarmReminded(id)) }
    if setup.isBySecondRules {
      let escalated = board.takeDueEscalations(at: now, after: setup.configuration.escalateAfter)
      for id in escalated.inTableOrder { tell(.alarmEscalated(id)) }
    }
    for vital in Vital.allCases {
      guard let due = vitals[vital].offReminderAt, due <= now else { continue }
      vitals[vital].off?.nextReminder = now + LimitsOff.reminderInterval
      tell(.limitReminded(vital))
    }
  }

  mutating func endAudioPauseIfDue() {
    guard let pause = board.audioPause, pause.until <= now else { return }
    board.audioPause = nil
    tell(.audioResumed(.expired))
  }
}
