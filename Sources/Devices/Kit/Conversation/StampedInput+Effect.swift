public import InfusionCore

extension StampedInput {
  /// What a driver's effect is to a session; nil for bytes to a device.
  public init?(_ effect: DriverEffect) {
    switch effect {
    case .input(let input, let time): self.init(input, at: time)
    case .time(let time): self.init(nil, at: time)
    case .send, .answer, .hangUp: return nil
    }
  }
}
