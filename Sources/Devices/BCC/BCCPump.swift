import InfusionCore
import Quantities

/// What one pump of a stack has said, parameter by parameter.
struct BCCPump: Hashable, Sendable {
  private var said: [BCCParameter: Fixed] = [:]
  /// The rate while it infused.
  private var usualRate: Fixed?

  mutating func update(_ value: BCCBlock.Value) {
    switch value.figure {
    case .value(let figure): said[value.parameter] = figure
    case .missing: said[value.parameter] = nil
    }
  }

  private func isSet(_ flag: BCCParameter) -> Bool { said[flag].map { $0 != 0 } ?? false }

  /// It cannot go on until somebody comes.
  var isFaulty: Bool {
    [.batteryEmpty, .standbyOver, .ccAlarm, .syringe, .doorOpen, .drops].contains(where: isSet)
  }

  var report: PumpReport {
    mutating get {
      let state = state
      if state == .running { usualRate = said[.rate] }
      return PumpReport(
        state: state, rate: said[.rate].map { MillilitresPerHour($0) },
        volume: said[.volume].map { Millilitres($0) },
        vtbi: said[.volumeToBeInfused].map { .volume(Millilitres($0)) })
    }
  }

  /// The alarm first, then what it says of itself, then the rate.
  private var state: PumpState? {
    if isSet(.pressure) { return .occluded }
    if isSet(.air) { return .air }
    if isSet(.syringeEmpty) { return .empty }
    let flows = (said[.rate] ?? 0) > 0
    let isPumping = said[.isPumping].map { $0 != 0 && flows } ?? flows
    if isSet(.volumeInfused) || isSet(.timeOver), isPumping {
      return said[.rate] == usualRate ? .running : .kvo
    }
    if isPumping { return .running }
    if isSet(.isInStandby) { return .paused }
    return said[.rate] == nil && said[.isPumping] == nil ? nil : .stopped
  }
}
