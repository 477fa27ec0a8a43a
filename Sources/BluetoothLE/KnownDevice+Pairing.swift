import Glibc
import SystemClocks

extension KnownDevice {
  /// Pairs a device, which may have to be found first, and trusts it. BlueZ is waited for: a search takes up
  /// to half a minute, pairing up to a minute.
  ///
  /// - Parameters:
  ///   - bus: the address of the message bus; nil for the system's.
  ///   - tell: how far it is.
  /// - Throws: `unknownDevice` for one that was not seen.
  public static func pair(_ address: String, bus: String? = nil, tell: (PairingStep) -> Void)
    throws(BluetoothLoss)
  {
    let bus = try BlueZBus(at: bus ?? MessageBus.systemAddress)
    var pairing = Pairing(of: address, on: bus)
    while !pairing.isDone {
      for step in try pairing.goOn() { tell(step) }
    }
    bus.flush()
  }
}

/// A `PairingTalk` on a bus, with the times that it may take.
private struct Pairing {
  private var talk: PairingTalk
  private let bus: BlueZBus
  private var asked: [UInt32: PairingTalk.Call] = [:]
  private var hasBegun = false
  private var deadline = SystemClock.bootMilliseconds + patience
  private var atDeadline = BluetoothLoss.noBlueZ
  private(set) var isDone = false

  private static let patience: Int64 = 5000
  private static let searchMost: Int64 = 30_000
  private static let pairingMost: Int64 = 60_000
  private static let turnMilliseconds: Int32 = 100

  init(of address: String, on bus: BlueZBus) {
    talk = PairingTalk(address: address)
    self.bus = bus
  }

  mutating func goOn() throws(BluetoothLoss) -> [PairingStep] {
    var told: [PairingStep] = []
    while let message = try bus.pop() { told += perform(try hear(message)) }
    if bus.isReady && !hasBegun {
      hasBegun = true
      for call in talk.begin() { asked[bus.send(call.call)] = call }
    }
    guard !isDone else { return told }
    guard SystemClock.bootMilliseconds < deadline else { throw atDeadline }
    try bus.exchange(or: -1, milliseconds: Self.turnMilliseconds)
    return told
  }

  private mutating func hear(_ message: BusMessage) throws(BluetoothLoss) -> [PairingTalk.Step] {
    switch message.content {
    case .answered(let number, let answer):
      guard let call = asked.removeValue(forKey: number) else { return [] }
      return try talk.answered(call, answer)
    case .refused(let number, let name, let words):
      guard let call = asked.removeValue(forKey: number) else { return [] }
      return try talk.refused(call, name: name, words: words)
    case .signal(_, _, let member, let body): return talk.signal(member: member, body)
    case .called(let ticket, let member, let body):
      if talk.allows(member, body) {
        bus.answer(ticket)
      } else {
        bus.refuse(ticket, with: "org.bluez.Error.Rejected")
      }
      return []
    }
  }

  private mutating func perform(_ steps: [PairingTalk.Step]) -> [PairingStep] {
    var told: [PairingStep] = []
    for step in steps {
      switch step {
      case .call(let call): asked[bus.send(call.call)] = call
      case .tell(let step):
        told.append(step)
        begin(step)
      }
    }
    return told
  }

  private mutating func begin(_ step: PairingStep) {
    let now = SystemClock.bootMilliseconds
    switch step {
    case .searching: (deadline, atDeadline) = (now + Self.searchMost, .unknownDevice)
    case .pairing: (deadline, atDeadline) = (now + Self.pairingMost, .notReached("no answer"))
    case .done: isDone = true
    }
  }
}
