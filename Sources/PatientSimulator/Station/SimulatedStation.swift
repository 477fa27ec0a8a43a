import Devices
public import InfusionCore
public import Quantities

/// A whole simulated chair: the patient, the trolley's devices and the scenario that befalls them.
///
/// It is told what the operator does (`follow`, `bolus`, `receive`) and asked for the bytes up to an instant.
/// The same seed, scenario and calls give the same bytes, however `advance(to:)` divides the time.
public struct SimulatedStation: Sendable {
  public let specs: [SimulatedDeviceSpec]
  public private(set) var patient: SimulatedPatient
  /// When the patient changes next: a live loop that comes by at these instants, once a second, misses
  /// nothing.
  public private(set) var nextSecond = SessionTime.start

  private var player: ScenarioPlayer
  private var devices: [SimulatedDevice]
  private var faults = Faults()
  private var cableFaults: [Int: CableFault] = [:]
  private var probe = OximeterProbe()
  private var cuff: CuffUnit
  private var pump = PumpUnit()
  private var concentration = MilligramsPerMillilitre(1)
  private var signals = BedsideSignals.none
  private var chance: SplitMix64

  /// - Parameters:
  ///   - person: the seed of the patient where it is not the session's: one patient comes several times.
  ///   - specs: nil takes the usual trolley.
  ///   - cuffIntervals: the plan's; the cuff measures on the first of each programme.
  public init(
    seed: UInt64, person: UInt64? = nil, scenario: Scenario = .uneventful, weight: Kilograms = .init(70),
    specs: [SimulatedDeviceSpec]? = nil, cuffIntervals: [Phase: NIBPProgramme] = Plan.unchosen.nibpInterval
  ) {
    let root = SplitMix64(seed: seed)
    var birth = SplitMix64(seed: person ?? seed).stream(Stream.traits)
    let trolley = specs ?? SimulatedDeviceSpec.usual(for: scenario)
    self.specs = trolley
    patient = SimulatedPatient(traits: .calm(&birth), weight: weight, noise: root.stream(Stream.patient))
    player = ScenarioPlayer(scenario)
    devices = trolley.enumerated().map {
      SimulatedDevice($1, chance: root.stream(Stream.devices + UInt64($0)))
    }
    cuff = CuffUnit(intervals: cuffIntervals.mapValues(\.first))
    chance = root.stream(Stream.bedside)
  }

  /// Everything that is sent up to and including `time`, in the order of time, then of devices.
  public mutating func advance(to time: SessionTime) -> [Transmission] {
    var sent: [Transmission] = []
    while true {
      sent += speech(upTo: min(time, nextSecond - TimeSpan.milliseconds(1)))
      guard nextSecond <= time else { return sent }
      sent += tick(to: nextSecond)
      nextSecond = nextSecond + .seconds(1)
    }
  }

  /// Bytes that the host wrote to a device. It hears them when `advance` comes to this time.
  public mutating func received(_ bytes: [UInt8], device: Int, at time: SessionTime) {
    guard devices.indices.contains(device) else { return }
    devices[device].received(bytes, at: time)
  }

  /// Whether a device was told something that it has not heard yet.
  public var isAsked: Bool { devices.contains(where: \.isAsked) }

  private enum Stream {
    static let traits: UInt64 = 1
    static let patient: UInt64 = 2
    static let bedside: UInt64 = 3
    static let devices: UInt64 = 100
  }
}

extension SimulatedStation {
  /// Where the session stands: to be called whenever its phase, rate or concentration has changed.
  public mutating func follow(
    phase: Phase, rate: MillilitresPerHour, concentration: MilligramsPerMillilitre?, at time: SessionTime
  ) {
    player.follow(phase, at: time)
    cuff.follow(phase, at: time)
    self.concentration = concentration ?? self.concentration
    pump.follow(phase, rate: rate, at: time)
    patient.infuse(pump.flow * self.concentration, from: time)
  }

  public mutating func bolus(_ dose: Milligrams, at time: SessionTime) { patient.bolus(dose, at: time) }

  /// Somebody helps. `Intervention(action)` tells whether an operator's entry is such help.
  public mutating func receive(_ help: Intervention) { patient.receive(help) }

  /// Makes something happen now, beside the scenario: a trainer's key.
  public mutating func inject(_ what: Happening) { begin(what, at: nextSecond) }

  /// A trainer's hand on one cable, from the next second until it lets go (nil).
  public mutating func disturbCable(_ fault: CableFault?, device: Int) { cableFaults[device] = fault }

  private mutating func tick(to now: SessionTime) -> [Transmission] {
    for what in player.due(at: now) { begin(what, at: now) }
    pump.force(faults.pumpState(at: now), at: now)
    patient.infuse(pump.flow * concentration, from: now)
    patient.step(to: now)
    probe.step(patient.signs, faults.disturbance(at: now), &chance)
    let result = cuff.step(to: now, patient.signs, failing: faults.cuffFails(at: now), &chance)
    signals = BedsideSignals(
      oximetry: probe.signal, heartRate: Int(patient.signs.hr.rounded()),
      respiration: Int(patient.signs.rr.rounded()),
      cuff: result, cuffModule: cuff.module, pump: pump.signal)
    return plugging(at: now)
  }

  private mutating func plugging(at now: SessionTime) -> [Transmission] {
    devices.indices.compactMap { index in
      let isOut = cableFaults[index] == .out || devices[index].isHit { faults.isUnplugged($0, at: now) }
      return devices[index].plug(!isOut, at: now).map { Transmission(time: now, device: index, content: $0) }
    }
  }

  private mutating func speech(upTo limit: SessionTime) -> [Transmission] {
    let second = nextSecond - TimeSpan.seconds(1)
    var sent: [Transmission] = []
    for index in devices.indices {
      let isGarbled =
        cableFaults[index] == .garbage || devices[index].isHit { faults.isGarbled($0, at: second) }
      sent += devices[index].speech(upTo: limit, signals, isGarbled: isGarbled).map {
        Transmission(time: $0.0, device: index, content: .bytes($0.1))
      }
    }
    return sent.sorted { ($0.time, $0.device) < ($1.time, $1.device) }
  }

  private mutating func begin(_ what: Happening, at now: SessionTime) {
    switch what {
    case .rest(let values): patient.rest(values)
    case .response(let sys, let dia, let hr, let span):
      patient.change(
        rise: sys?.doubleValue, dia?.doubleValue, hr?.doubleValue, seconds: Double(span.milliseconds) / 1000)
    case .episode(let vital, let target, let onset, let hold, let recovery):
      patient.begin(
        Episode(
          vital: vital, target: target.doubleValue, onset: Double(onset.milliseconds) / 1000,
          hold: Double(hold.milliseconds) / 1000, recovery: Double(recovery.milliseconds) / 1000))
    case .probeOff(let span): faults.pullOffProbe(until: now + span)
    case .lowPerfusion(let span): faults.weakenPerfusion(until: now + span)
    case .motion(let span): faults.shake(until: now + span)
    case .cuffMeasure: cuff.measure(at: now)
    case .cuffFails(let span): faults.failCuff(until: now + span)
    case .garbage(let role, let span): faults.garble(role, until: now + span)
    case .unplug(let role, let span): faults.unplug(role, until: now + span)
    case .pump(let state, let span): faults.keepPump(in: state, until: now + span)
    }
  }
}
