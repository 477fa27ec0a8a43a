import InfusionCore
import Quantities

/// Alaris Asena: asked for the state of its infusion once a second, for the reason when it has an alarm, and
/// now and then for the volume at which it will stop. One question at a time: the next is asked when the last
/// was answered.
struct AsenaConversation: Conversation {
  let source: SourceID
  let pollInterval: TimeSpan? = .seconds(1)
  private var infusion: AsenaInfusion?
  private var alarm = AsenaAlarm.none
  /// The rate while there was no alarm.
  private var usualRate: Fixed?
  private var vtbi: VolumeToBeInfused?
  private var answersUntilVTBI = 0

  /// The volume to be infused is set once and counts slowly.
  private static let answersBetweenVTBI = 5

  init(source: SourceID) { self.source = source }

  func identity(in reply: AsenaReply) -> SourceIdentity? {
    guard case .infusion(let infusion) = reply, !infusion.serialNumber.isEmpty else { return nil }
    return SourceIdentity(serial: infusion.serialNumber)
  }

  func greeting() -> [HarmlessFrame] { [WriteAllowList.asenaInfusion] }
  func poll(isHeard: Bool) -> [HarmlessFrame] { [WriteAllowList.asenaInfusion] }

  mutating func interpret(_ reply: AsenaReply) -> Meaning {
    switch reply {
    case .infusion(let infusion):
      self.infusion = infusion
      if !infusion.hasAlarm { (alarm, usualRate) = (.none, infusion.rate) }
      return Meaning(reading: reading(infusion), replies: [question(after: infusion)].compactMap { $0 })
    case .alarm(let alarm):
      self.alarm = alarm
      return Meaning(reading: infusion.map(reading))
    case .vtbi(let reported):
      switch reported {
      case .value(let volume): vtbi = .volume(Millilitres(volume))
      case .missing: vtbi = .unlimited
      }
      return Meaning(reading: infusion.map(reading))
    }
  }

  private mutating func question(after infusion: AsenaInfusion) -> HarmlessFrame? {
    if infusion.hasAlarm { return WriteAllowList.asenaAlarm }
    answersUntilVTBI -= 1
    guard answersUntilVTBI < 0 else { return nil }
    answersUntilVTBI = Self.answersBetweenVTBI - 1
    return WriteAllowList.asenaVTBI
  }

  mutating func closed() {
    infusion = nil
    usualRate = nil
    vtbi = nil
    answersUntilVTBI = 0
    alarm = .none
  }

  private func reading(_ infusion: AsenaInfusion) -> Reading {
    Reading(
      source: source, status: isFaulty ? .error : .ok,
      pump: PumpReport(
        state: state(infusion), rate: MillilitresPerHour(infusion.rate),
        volume: Millilitres(infusion.volume), vtbi: vtbi))
  }

  private var isFaulty: Bool {
    switch alarm {
    case .fault, .disturbed: true
    case .none, .occlusion, .syringeEmpty, .endAtKVO, .volumeInfused, .volumeInfusedAtKVO,
      .volumeInfusedStopped,
      .nearEnd, .other:
      false
    }
  }

  /// Nil if the pump's word alone does not say whether it runs.
  private func state(_ infusion: AsenaInfusion) -> PumpState? {
    switch alarm {
    case .occlusion: return .occluded
    case .syringeEmpty: return .empty
    case .endAtKVO, .volumeInfusedAtKVO: return .kvo
    case .volumeInfusedStopped: return .stopped
    // A trickle is not an infusion, whatever the pump calls it.
    case .volumeInfused where infusion.rate > 0: return infusion.rate == usualRate ? .running : .kvo
    case .volumeInfused, .none, .nearEnd, .fault, .disturbed, .other: break
    }
    switch infusion.mode {
    case "HLD": return .paused
    case "SET": return infusion.rate > 0 ? nil : .stopped
    default: return infusion.rate > 0 ? .running : .stopped
    }
  }
}
