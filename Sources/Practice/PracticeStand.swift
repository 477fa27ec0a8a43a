import Devices
import Glibc
public import InfusionCore
public import PatientSimulator
public import ProcessSignals
public import Quantities
public import SerialPort
import SystemClocks

/// Simulated devices on real ports: a simulated patient's trolley for any program that speaks with serial
/// devices.
public final class PracticeStand {
  /// What the pump is set to when the infusion starts.
  public struct Infusion: Hashable, Sendable {
    public var rate: MillilitresPerHour
    public var concentration: MilligramsPerMillilitre
    public var duration: TimeSpan
    /// When it starts by itself; nil if it waits for the key.
    public var startsAt: SessionTime?

    public init(_ order: Order, duration: TimeSpan, startsAt: SessionTime?) {
      rate = order.rate
      concentration = order.concentration
      self.duration = duration
      self.startsAt = startsAt
    }
  }

  var bedside: SimulatedBedside
  let infusion: Infusion
  /// The keys whose effect has begun and not ended.
  var active: Set<PracticeKey> = []
  var cableFaults: [Int: PracticeKey] = [:]
  /// The index of the cable that keys for one cable act on.
  var chosen = 0
  var endsAt: SessionTime?
  var nextStart: SessionTime?
  let cables: [any PracticeCable]
  private let began = SystemClock.bootMilliseconds
  /// Announces a port that can be opened, as KIND PATH.
  private let offer: (String) -> Void
  /// Tells a person what happens.
  let say: (String) -> Void

  /// How often the devices speak: bytes come in small bundles, as through a USB adapter.
  private static let paceMilliseconds: Int64 = 50

  /// - Parameters:
  ///   - linkFolder: where stable links to the ports are put; nil for none.
  ///   - host: the address that devices call, if they can call; nil makes them wait for a call.
  public init(
    _ bedside: SimulatedBedside, infusion: Infusion, linkFolder: String?, calling host: Endpoint? = nil,
    offer: @escaping (String) -> Void, say: @escaping (String) -> Void
  ) {
    self.bedside = bedside
    self.infusion = infusion
    self.offer = offer
    self.say = say
    nextStart = infusion.startsAt
    let kinds = bedside.specs.map(\.kind)
    cables = zip(kinds, kinds.sources).map { kind, source -> any PracticeCable in
      switch kind.medium {
      case .serialLine, .bluetooth: PracticePort(name: source.name, linkFolder: linkFolder)
      case .datagrams: PracticePostbox(name: source.name)
      case .connection:
        host.map { PracticeCall(name: source.name, calling: $0) } ?? PracticeSocket(name: source.name)
      }
    }
  }

  /// Offers the ports until somebody asks to stop.
  public func run(_ signals: TerminalSignals) throws(PracticeFailure) {
    defer { for cable in cables { cable.unplug() } }
    for cable in cables { try plugIn(cable) }
    var keys = KeyTerminal()
    if keys != nil { say(PracticeKey.help) }
    while true {
      let ready = wait(signals, keys)
      if ready.isAsked, signals.read().contains(where: { $0 != .resized }) { return }
      if ready.hasKeys {
        guard let pressed = keys?.read() else {
          keys = nil
          continue
        }
        for key in pressed {
          if key == PracticeKey.quit.rawValue { return }
          press(key)
        }
      }
      listen()
      tendInfusion()
      try speak()
    }
  }

  var now: SessionTime { SessionTime(milliseconds: SystemClock.bootMilliseconds - began) }

  private func wait(_ signals: TerminalSignals, _ keys: KeyTerminal?) -> (isAsked: Bool, hasKeys: Bool) {
    var polled = [signals.fd, keys?.fd ?? -1].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    polled += cables.map { pollfd(fd: $0.fd, events: Int16(POLLIN), revents: 0) }
    let pause = Self.paceMilliseconds - now.milliseconds % Self.paceMilliseconds
    switch KernelWait.ofThisMachine.wait(for: &polled, milliseconds: Int32(pause)) {
    case .ready: return (polled[0].revents != 0, polled[1].revents != 0)
    case .nothing: return (false, false)
    // Reading keys that are not there would block; reading signals does not.
    case .unanswered: return (true, false)
    }
  }

  private func listen() {
    for index in cables.indices {
      let bytes = cables[index].read()
      if !bytes.isEmpty { bedside.received(bytes, device: index, at: now) }
    }
  }

  private func speak() throws(PracticeFailure) {
    for sent in bedside.advance(to: now) {
      let cable = cables[sent.device]
      switch sent.content {
      case .bytes(let bytes): cable.write(bytes)
      case .unplugged: cable.unplug()
      case .pluggedIn: try plugIn(cable)
      }
    }
  }

  private func plugIn(_ cable: any PracticeCable) throws(PracticeFailure) {
    try cable.plugIn()
    offer("\(cable.name) \(cable.path)")
  }
}
