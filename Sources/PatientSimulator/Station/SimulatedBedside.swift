import Devices
public import InfusionCore
public import Quantities

/// A simulated patient whose devices speak bytes, heard through the same drivers as real ones.
public struct SimulatedBedside {
  private var station: SimulatedStation
  private var drivers: [any DeviceDriver]
  public let sources: [SourceDescription]

  public init(_ station: SimulatedStation) {
    self.station = station
    let kinds = station.specs.map(\.kind)
    let named = zip(kinds, kinds.sources)
    drivers = named.map { $0.driver(source: $1) }
    sources = named.map { SourceDescription(id: $1, nominalInterval: $0.nominalInterval) }
  }

  /// When the patient changes next.
  public var deadline: SessionTime { station.nextSecond }

  /// Lets the patient live through what nobody heard: a session that is resumed begins in its middle.
  public mutating func skip(to now: SessionTime) { _ = station.advance(to: now) }

  /// The cables are plugged in.
  public mutating func begin(at now: SessionTime) -> [StampedInput] {
    var inputs: [StampedInput] = []
    for index in drivers.indices { inputs += perform(drivers[index].opened(at: now), from: index, at: now) }
    return inputs
  }

  /// What the devices say up to an instant, in the order of time: from one question to the next, so that each
  /// is answered when it is asked.
  public mutating func advance(to now: SessionTime) -> [StampedInput] {
    var inputs: [StampedInput] = []
    while true {
      let step = min(now, drivers.compactMap(\.nextDeadline).min() ?? now)
      inputs += hear(upTo: step)
      for index in drivers.indices {
        inputs += perform(drivers[index].advance(to: step), from: index, at: step)
      }
      while station.isAsked { inputs += hear(upTo: step) }
      if step == now { return inputs }
    }
  }

  private mutating func hear(upTo step: SessionTime) -> [StampedInput] {
    var inputs: [StampedInput] = []
    for sent in station.advance(to: step) where drivers.indices.contains(sent.device) {
      var effects = drivers[sent.device].advance(to: sent.time)
      switch sent.content {
      case .bytes(let bytes): effects += drivers[sent.device].received(bytes[...], at: sent.time)
      case .pluggedIn: effects += drivers[sent.device].opened(at: sent.time)
      case .unplugged:
        drivers[sent.device].closed(at: sent.time)
        effects.append(.input(.link(sources[sent.device].id, .lost(.vanished)), at: sent.time))
      }
      inputs += perform(effects, from: sent.device, at: step)
    }
    return inputs
  }

  /// The patient answers to what the operator does.
  public mutating func follow(_ session: Session, at now: SessionTime) {
    let rate = session.infusion?.rate ?? session.order?.rate ?? .zero
    station.follow(phase: session.phase, rate: rate, concentration: session.plan.concentration, at: now)
  }

  /// A dose at once, or help such as oxygen.
  public mutating func follow(_ action: Action, at now: SessionTime) {
    if case .bolus(let bolus) = action { station.bolus(bolus.dose, at: now) }
    if let help = Intervention(action) { station.receive(help) }
  }

  private mutating func perform(_ effects: [DriverEffect], from device: Int, at now: SessionTime)
    -> [StampedInput]
  {
    effects.compactMap { effect in
      if case .send(let frame) = effect { station.received(frame.bytes, device: device, at: now) }
      return StampedInput(effect)
    }
  }
}
