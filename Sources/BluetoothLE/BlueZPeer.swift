/// Which connection on the bus is BlueZ, without I/O. Everybody on a bus may send signals that look like
/// BlueZ's, but the bus itself stamps each with the name of its sender's connection (`:1.42`). So the bus is
/// asked who owns `org.bluez`. Signals of others are dropped, and so is a forged report that BlueZ has gone.
struct BlueZPeer: Hashable, Sendable {
  static let name = "org.bluez"

  /// Nil until the bus has said it.
  private(set) var owner: String?

  enum Question: Hashable, Sendable {
    /// To hear when the name changes hands.
    case watch
    case owner
    /// If nobody owns the name, the bus may know how to start its service.
    case start
  }

  /// Whose a message is.
  enum Sender: Hashable { case blueZ, bus, nobody }

  func begin() -> [Question] { [.watch, .owner] }

  /// What to ask next.
  mutating func answered(_ question: Question, _ answer: [BusValue]) -> [Question] {
    switch question {
    case .watch: return []
    case .owner:
      owner = answer.first?.text
      return []
    case .start: return [.owner]
    }
  }

  mutating func refused(_ question: Question, name: String) throws(BluetoothLoss) -> [Question] {
    switch (question, name.split(separator: ".").last ?? "") {
    case (.watch, _): return []
    case (_, "AccessDenied"): throw .forbidden
    case (.owner, "NameHasNoOwner"): return [.start]
    case (.owner, _), (.start, _): throw .noBlueZ
    }
  }

  func sender(of message: BusMessage) -> Sender {
    switch message.sender {
    case BusCall.bus: .bus
    case let sender where owner != nil && sender == owner: .blueZ
    default: .nobody
    }
  }

  /// What the bus tells: BlueZ may go, or another take its place.
  func hear(member: String, _ body: [BusValue]) throws(BluetoothLoss) {
    guard member == "NameOwnerChanged", body.first?.text == Self.name, let owner else { return }
    if body.last?.text != owner { throw .noBlueZ }
  }
}

extension BlueZPeer.Question {
  var call: BusCall {
    switch self {
    case .watch:
      .match("type='signal',sender='\(BusCall.bus)',member='NameOwnerChanged',arg0='\(BlueZPeer.name)'")
    case .owner: .ofTheBus("GetNameOwner", [.text(BlueZPeer.name)])
    case .start: .ofTheBus("StartServiceByName", [.text(BlueZPeer.name), .number(0)])
    }
  }
}
