import Quantities

/// What the alarms have to tell: the session tells it as events, and carries on what it entails.
enum AlarmNews: Hashable, Sendable {
  case raised(AlarmID, AlarmSignal)
  case changed(AlarmID, AlarmSignal, rises: Bool)
  /// - `holds`: after the end of a high physiological alarm, whether another one stands; nil after any other.
  case ended(AlarmID, AlarmEnd, isLatched: Bool, holds: Bool?)
  case acknowledged(AlarmID, by: String?)
  case reminded(AlarmID)
  case escalated(AlarmID)
  case limitReminded(Vital)
  case audioPaused(AudioPause)
  case audioResumed(AudioResumption)
}
