import Devices
public import InfusionCore
public import Quantities

/// A simulated bedside on cables: its devices' bytes go through the same drivers as those of real ones.
public struct CabledBedside {
  private var bedside: SimulatedBedside
  private var drivers: [any DeviceDriver]
  public let sources: [SourceDescription]
  /// Whether its cables are plugged in already, as they are for a patient met again in the middle of a drill.
  public private(set) var isBegun = false

  public init(_ bedside: SimulatedBedside) {
    self.bedside = bedside
    let kinds = bedside.specs.map(\.kind)
    let named = zip(kinds, kinds.sources)
    drivers = named.map { $0.driver(source: $1) }
    sources = named.map { SourceDescription(id: $1, nominalInterval: $0.nominalInterval) }
  }

  /// When the patient changes next.
  public var deadline: SessionTime { bedside.nextSecond }

  /// Advances the patient through a time in which nobody listened to the devices.
  public mutating func skip(to now: SessionTime) { _ = bedside.advance(to: now) }

  /// Goes on with a resumed session, in its middle, knowing what the session was told of its sources.
  public mutating func goOn(in session: Session, from now: SessionTime) {
    skip(to: now)
    drivers = zip(bedside.specs, sources).map { spec, source in
      spec.kind.driver(source: source.id, conduct: session.devices[source.id]?.conduct ?? .follows)
    }
  }

  /// Plugs the cables in; does nothing the second time.
  public mutating func begin(at now: SessionTime) -> [StampedInput] {
    guard !isBegun else { return [] }
    isBegun = true
    var inputs: [StampedInput] = []
    for index in drivers.indices { inputs += perform(drivers[index].opened(at: now), from: index, at: now) }
    return inputs
  }

  /// Unplugs the cables because the listener died; the next `begin` plugs them in again.
  public mutating func pullCables(at now: SessionTime) {
    isBegun = false
    for index in drivers.indices { drivers[index].closed(at: now) }
  }

  /// What the devices say up to an instant, in the order of time. Goes from one question of a driver to the
  /// next, so that each is answered when it is asked.
  public mutating func advance(to now: SessionTime) -> [StampedInput] {
    var inputs: [StampedInput] = []
    while true {
      let step = min(now, drivers.compactMap(\.nextDeadline).min() ?? now)
      inputs += deliver(upTo: step)
      for index in drivers.indices {
        inputs += perform(drivers[index].advance(to: step), from: index, at: step)
      }
      while bedside.isAsked { inputs += deliver(upTo: step) }
      if step == now { return inputs }
    }
  }

  /// Gives the drivers what the devices say up to `step`. What the drivers answer reaches the devices at the
  /// next call.
  private mutating func deliver(upTo step: SessionTime) -> [StampedInput] {
    var inputs: [StampedInput] = []
    var answered: [(device: Int, effects: [DriverEffect])] = []
    while let sent = bedside.next(upTo: step) {
      guard drivers.indices.contains(sent.device) else { continue }
      let effects = deliver(sent)
      // Most frames complete nothing.
      if effects.isEmpty { continue }
      inputs += effects.compactMap(StampedInput.init)
      answered.append((sent.device, effects))
    }
    for (device, effects) in answered { send(effects, to: device, at: step) }
    return inputs + spoken()
  }

  private mutating func deliver(_ sent: Transmission) -> [DriverEffect] {
    var effects = drivers[sent.device].advance(to: sent.time)
    switch sent.content {
    case .bytes(let bytes):
      let heard = drivers[sent.device].received(bytes[...], at: sent.time)
      effects = effects.isEmpty ? heard : effects + heard
    case .pluggedIn: effects += drivers[sent.device].opened(at: sent.time)
    case .unplugged:
      drivers[sent.device].closed(at: sent.time)
      effects.append(.input(.link(sources[sent.device].id, .lost(.vanished)), at: sent.time))
    }
    return effects
  }

  /// What the patient has said since the last call, as inputs.
  private mutating func spoken() -> [StampedInput] {
    bedside.unheardUtterances().map { StampedInput(.annotation($0.words, source: Self.patient), at: $0.at) }
  }

  /// Tells the bedside where the session stands, so that the patient answers to what the operator does.
  public mutating func follow(_ session: Session, at now: SessionTime) { bedside.follow(session, at: now) }

  /// Tells the bedside every second what the session takes to be true.
  public mutating func look(at session: Session) { bedside.look(at: session) }

  /// Tells the bedside of an operator's action, accepted or refused: a bolus, help such as oxygen, an entry
  /// in the record.
  public mutating func answer(to action: Action, isAccepted: Bool, at now: SessionTime) {
    bedside.answer(to: action, isAccepted: isAccepted, at: now)
  }

  /// What a trainee made of rules does in this second.
  public func acts(of trainee: inout Trainee, in session: Session) -> [Action] {
    trainee.acts(in: session, bedside.situation)
  }

  /// Carries out an instructor's instruction, given in the words of the record. Words that it cannot read do
  /// nothing.
  public mutating func obey(_ instruction: Instruction) {
    guard case .patient(let words) = instruction, let wanted = PatientInstruction(words: words) else {
      return
    }
    bedside.obey(wanted)
  }

  /// What only an instructor sees: how the patient and the devices truly are.
  public var truth: DrillTruth { bedside.truth }
  /// The score of the drill so far.
  public var score: ScenarioScore { bedside.score }
  /// What is true now.
  public var situation: Situation { bedside.situation }

  /// The source, in the record, of what the patient says.
  public static let patient = SourceID("patient")

  private mutating func perform(_ effects: [DriverEffect], from device: Int, at now: SessionTime)
    -> [StampedInput]
  {
    send(effects, to: device, at: now)
    return effects.compactMap(StampedInput.init)
  }

  private mutating func send(_ effects: [DriverEffect], to device: Int, at now: SessionTime) {
    for case .send(let frame) in effects { bedside.received(frame.bytes, device: device, at: now) }
  }
}
