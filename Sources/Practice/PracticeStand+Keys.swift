import Devices
import InfusionCore
import PatientSimulator
import Quantities

// The infusion, and what keys do.

extension PracticeStand {
  func tendInfusion() {
    if let due = nextStart, due <= now { start() }
    if let due = endsAt, due <= now { end() }
  }

  private func start() {
    nextStart = nil
    guard endsAt == nil else { return }
    endsAt = now + infusion.duration
    follow(.infusing, infusion.rate)
    tell("infusion starts, \(infusion.rate.fixed.rounded(places: 1)) mL/h")
  }

  private func end() {
    guard endsAt != nil else { return }
    endsAt = nil
    follow(.observing, .zero)
    tell("infusion ends")
  }

  private func follow(_ phase: Phase, _ rate: MillilitresPerHour) {
    bedside.follow(phase: phase, rate: rate, concentration: infusion.concentration, at: now)
  }

  func press(_ character: Character) {
    if let number = character.wholeNumberValue { return choose(number - 1) }
    guard let key = PracticeKey(rawValue: character) else { return }
    switch key {
    case .start: start()
    case .end: end()
    case .quit: break
    case .nextCable: choose((chosen + 1) % max(1, cables.count))
    case .unplug, .garbage: disturbCable(key)
    case .probeOff, .lowPerfusion, .motion: disturb(key, .oximeter)
    case .cuffFails:
      disturb(key, .cuff)
      // A cuff's failure shows at its next measurement, so that is begun now.
      measure()
    case .measure:
      measure()
      tell(key.words)
    case .occlusion, .empty, .air, .kvo: disturb(key, .pump)
    }
  }

  private func measure() { bedside.inject(.cuffMeasure) }

  private func tell(_ words: String) {
    let seconds = now.sinceStart.wholeSeconds
    say("\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)  \(words)")
  }
}

// MARK: - Faults

extension PracticeStand {
  private static let untilPressedAgain = TimeSpan.hours(240)
  private static let pumpFaults: Set<PracticeKey> = [.occlusion, .empty, .air, .kvo]

  /// Begins what the key stands for, or ends it if it has begun.
  private func disturb(_ key: PracticeKey, _ role: DeviceRole) {
    guard bedside.specs.contains(where: { $0.carries.contains(role) }) else {
      return tell("no \(role) on this trolley")
    }
    let begins = !active.contains(key)
    // A pump is in one state at a time: another fault of it replaces the first.
    if role == .pump { active.subtract(Self.pumpFaults) }
    if begins { active.insert(key) } else { active.remove(key) }
    if let fault = fault(key, for: begins ? Self.untilPressedAgain : .zero) { bedside.inject(fault) }
    tell(begins ? key.words : "\(key.words): over")
  }

  private func fault(_ key: PracticeKey, for span: TimeSpan) -> Happening? {
    switch key {
    case .probeOff: .probeOff(span)
    case .lowPerfusion: .lowPerfusion(span)
    case .motion: .motion(span)
    case .cuffFails: .cuffFails(span)
    case .occlusion: .pump(.occluded, span)
    case .empty: .pump(.empty, span)
    case .air: .pump(.air, span)
    case .kvo: .pump(.kvo, span)
    case .unplug, .garbage, .nextCable, .measure, .start, .end, .quit: nil
    }
  }

  private func choose(_ index: Int) {
    guard cables.indices.contains(index) else { return }
    chosen = index
    tell("cable of \(cables[index].name)")
  }

  private func disturbCable(_ key: PracticeKey) {
    let begins = cableFaults[chosen] != key
    cableFaults[chosen] = begins ? key : nil
    bedside.disturbCable(begins ? (key == .unplug ? .out : .garbage) : nil, device: chosen)
    tell("\(cables[chosen].name): \(key.words)\(begins ? "" : ": over")")
  }
}
