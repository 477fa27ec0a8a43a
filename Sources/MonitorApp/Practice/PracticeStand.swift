import Glibc
public import InfusionCore
public import PatientSimulator
public import Quantities

/// Simulated devices on real ports: the trolley of a simulated patient for any program that speaks with
/// serial devices.
public final class PracticeStand {
  /// What the pump is set to when the infusion starts.
  public struct Infusion: Hashable, Sendable {
    public var rate: MillilitresPerHour
    public var concentration: MilligramsPerMillilitre
    public var duration: TimeSpan
    /// When it starts by itself; nil waits for the key.
    public var startsAt: SessionTime?

    public init(_ order: Order, duration: TimeSpan, startsAt: SessionTime?) {
      rate = order.rate
      concentration = order.concentration
      self.duration = duration
      self.startsAt = startsAt
    }
  }

  var station: SimulatedStation
  let infusion: Infusion
  var active: Set<PracticeKey> = []
  private let ports: [PracticePort]
  private let began = SystemClock.bootMilliseconds
  private var endsAt: SessionTime?
  private var nextStart: SessionTime?
  /// A port that is there, as KIND PATH.
  private let offer: (String) -> Void
  /// What happens, for a person.
  private let say: (String) -> Void

  /// How often the devices speak: bytes come in small bundles, as through a USB adapter.
  private static let paceMilliseconds: Int64 = 50

  /// - Parameter linkFolder: where stable links to the ports are put; nil for none.
  public init(
    _ station: SimulatedStation, infusion: Infusion, linkFolder: String?,
    offer: @escaping (String) -> Void, say: @escaping (String) -> Void
  ) {
    self.station = station
    self.infusion = infusion
    self.offer = offer
    self.say = say
    nextStart = infusion.startsAt
    ports = SimulatedDeviceSpec.names(of: station.specs).map {
      PracticePort(name: $0, linkFolder: linkFolder)
    }
  }

  /// Offers the ports until somebody asks to stop.
  public func run(_ signals: StationSignals) throws(PracticeFailure) {
    defer { for port in ports { port.unplug() } }
    for port in ports { try plugIn(port) }
    var keys = KeyTerminal()
    if keys != nil { say(PracticeKey.help) }
    while true {
      let ready = wait(signals, keys)
      if ready.isAsked, signals.take().contains(where: { $0 != .resized }) { return }
      if ready.hasKeys {
        guard let pressed = keys?.take() else {
          keys = nil
          continue
        }
        for key in pressed.compactMap(PracticeKey.init(rawValue:)) {
          if key == .quit { return }
          press(key)
        }
      }
      listen()
      tendInfusion()
      try speak()
    }
  }

  var now: SessionTime { SessionTime(milliseconds: SystemClock.bootMilliseconds - began) }

  private func wait(_ signals: StationSignals, _ keys: KeyTerminal?) -> (isAsked: Bool, hasKeys: Bool) {
    var polled = [signals.fd, keys?.fd ?? -1].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    polled += ports.map { pollfd(fd: $0.fd, events: Int16(POLLIN), revents: 0) }
    let pause = Self.paceMilliseconds - now.milliseconds % Self.paceMilliseconds
    guard poll(&polled, nfds_t(polled.count), Int32(pause)) > 0 else { return (false, false) }
    return (polled[0].revents != 0, polled[1].revents != 0)
  }

  private func listen() {
    for index in ports.indices {
      let bytes = ports[index].read()
      if !bytes.isEmpty { station.received(bytes, device: index, at: now) }
    }
  }

  private func speak() throws(PracticeFailure) {
    for sent in station.advance(to: now) {
      let port = ports[sent.device]
      switch sent.content {
      case .bytes(let bytes): port.write(bytes)
      case .unplugged: port.unplug()
      case .pluggedIn: try plugIn(port)
      }
    }
  }

  private func plugIn(_ port: PracticePort) throws(PracticeFailure) {
    try port.plugIn()
    offer("\(port.name) \(port.path)")
  }
}

// MARK: - The infusion, and what keys do

extension PracticeStand {
  private func tendInfusion() {
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
    station.follow(phase: phase, rate: rate, concentration: infusion.concentration, at: now)
  }

  private func press(_ key: PracticeKey) {
    switch key {
    case .start: return start()
    case .end: return end()
    case .quit: return
    case .measure:
      station.inject(.cuffMeasure)
      return tell(key.words)
    case .occlusion where !carried.contains(.pump): return tell("no pump on this trolley")
    case .probeOff, .lowPerfusion, .motion, .cuffFails, .unplug, .garbage, .occlusion: break
    }
    let begins = active.insert(key).inserted
    if !begins { active.remove(key) }
    if let fault = fault(key, for: begins ? Self.untilPressedAgain : .zero) { station.inject(fault) }
    // A cuff that fails is seen at its next measurement: let that be now.
    if key == .cuffFails { station.inject(.cuffMeasure) }
    tell(begins ? key.words : "\(key.words): over")
  }

  private static let untilPressedAgain = TimeSpan.hours(240)

  private func fault(_ key: PracticeKey, for span: TimeSpan) -> Happening? {
    switch key {
    case .probeOff: .probeOff(span)
    case .lowPerfusion: .lowPerfusion(span)
    case .motion: .motion(span)
    case .cuffFails: .cuffFails(span)
    case .unplug: .unplug(cable, span)
    case .garbage: .garbage(cable, span)
    case .occlusion: .pump(.occluded, span)
    case .measure, .start, .end, .quit: nil
    }
  }

  /// The cable that is pulled: the oximeter's where there is one.
  private var cable: DeviceRole { DeviceRole.allCases.first { carried.contains($0) } ?? .oximeter }

  private var carried: Set<DeviceRole> { Set(station.specs.flatMap(\.carries)) }

  private func tell(_ words: String) {
    let seconds = now.sinceStart.wholeSeconds
    say("\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)  \(words)")
  }
}
