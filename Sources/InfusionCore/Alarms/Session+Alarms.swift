import Quantities

// What the alarms have to do with the rest of the session.

extension Session {
  public var board: AlarmBoard { alarms.board }
  var vitals: VitalWatches { alarms.vitals }

  /// Tells what the alarms have come to. A high alarm of the patient holds the observation, its end lets go.
  mutating func tellAlarms() {
    for news in alarms.popNews() {
      switch news {
      case .raised(let id, let signal):
        tell(.alarmRaised(id, signal, infusionContext))
        if id.isPhysiological, signal.priority == .high { watch.holdByHigh() }
      case .changed(let id, let signal, let rises):
        tell(.alarmPriority(id, signal))
        if rises, id.isPhysiological, signal.priority == .high { watch.holdByHigh() }
      case .ended(let id, let reason, let isLatched, let holds):
        tell(.alarmEnded(id, reason, isLatched: isLatched))
        if let holds { watch.endHigh(at: now, isStillHeld: holds) }
      case .acknowledged(let id, let by): tell(.alarmAcknowledged(id, by: by))
      case .reminded(let id): tell(.alarmReminded(id))
      case .escalated(let id): tell(.alarmEscalated(id))
      case .limitReminded(let vital): tell(.limitReminded(vital))
      case .audioPaused(let pause): tell(.audioPaused(until: pause.until, by: pause.by))
      case .audioResumed(let why): tell(.audioResumed(why))
      }
    }
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
    alarms.acknowledge(action, by: by, at: now)
    tellAlarms()
  }

  mutating func toggleAudioPause(by: String?) {
    alarms.toggleAudioPause(by: by, at: now)
    tellAlarms()
  }
}
