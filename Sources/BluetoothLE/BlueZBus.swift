/// The message bus with BlueZ at its other end: what comes here is BlueZ's own. It belongs to one thread.
final class BlueZBus {
  private let bus: MessageBus
  private var peer = BlueZPeer()
  private var asked: [UInt32: BlueZPeer.Question] = [:]

  /// Whether it is known who BlueZ is: nothing is heard of it, or said to it, before.
  var isReady: Bool { peer.owner != nil }

  init(at address: String) throws(BluetoothLoss) {
    bus = try MessageBus(try DBusLibrary(), at: address)
    ask(peer.begin())
  }

  /// Sends a call; the number is that of its answer.
  func send(_ call: BusCall) -> UInt32 { bus.send(call) }

  /// The next message of BlueZ that is read already, or the bus's refusal of what was asked of BlueZ.
  func pop() throws(BluetoothLoss) -> BusMessage? {
    while let message = bus.pop() {
      let sender = peer.sender(of: message)
      switch (message.content, sender) {
      case (.answered(let number, let answer), .bus):
        guard let question = asked.removeValue(forKey: number) else { return message }
        ask(peer.answered(question, answer))
      case (.refused(let number, let name, _), .bus):
        guard let question = asked.removeValue(forKey: number) else { return message }
        ask(try peer.refused(question, name: name))
      case (.signal(_, _, let member, let body), .bus): try peer.hear(member: member, body)
      case (.called, .bus): continue
      case (_, .blueZ): return message
      case (_, .nobody): continue
      }
    }
    return nil
  }

  func answer(_ call: BusMessage.Ticket) { bus.answer(call, refusal: nil) }
  func refuse(_ call: BusMessage.Ticket, with name: String) { bus.answer(call, refusal: name) }

  /// Waits until something comes, or the other descriptor is readable; then reads and writes what can be.
  func exchange(or other: Int32, milliseconds: Int32) throws(BluetoothLoss) {
    try bus.exchange(or: other, milliseconds: milliseconds)
  }

  /// Sends all that is to be sent: before the end.
  func flush() { bus.flush() }

  private func ask(_ questions: [BlueZPeer.Question]) {
    for question in questions { asked[bus.send(question.call)] = question }
  }
}
