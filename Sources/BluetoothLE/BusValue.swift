/// One value of a message on the bus, as far as BlueZ needs them.
indirect enum BusValue: Hashable, Sendable {
  /// A string, a path or a signature.
  case text(String)
  case flag(Bool)
  case bytes([UInt8])
  case list([BusValue])
  /// Keyed by texts; what a variant holds stands for the variant.
  case table([String: BusValue])
  /// Numbers, and anything else that is never asked for here.
  case other

  var text: String? { if case .text(let text) = self { text } else { nil } }
  var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }
  var bytes: [UInt8]? { if case .bytes(let bytes) = self { bytes } else { nil } }
  var list: [BusValue] { if case .list(let list) = self { list } else { [] } }
  var table: [String: BusValue] { if case .table(let table) = self { table } else { [:] } }
}

/// A message that came in.
struct BusMessage: Hashable, Sendable {
  /// The name that the bus has given to whoever sent it: nobody can choose it.
  var sender: String
  var content: Content

  enum Content: Hashable, Sendable {
    case answered(to: UInt32, [BusValue])
    case refused(to: UInt32, name: String, words: String)
    case signal(path: String, interface: String, member: String, [BusValue])
    /// A method of an object of ours.
    case called(Ticket, member: String, [BusValue])
  }

  /// By which a call is answered.
  struct Ticket: Hashable, Sendable {
    var caller: String
    var number: UInt32
  }
}
