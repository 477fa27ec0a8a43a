/// A call of a method on the bus.
struct BusCall: Hashable, Sendable {
  var service = BlueZPeer.name
  var path: String
  var interface: String
  var method: String
  var arguments: [BusArgument] = []
}

/// One argument of a call, as far as BlueZ and the bus want any.
enum BusArgument: Hashable, Sendable {
  case text(String)
  case path(String)
  case number(UInt32)
  /// In a variant.
  case flag(Bool)
  /// A table from texts to variants with nothing in it.
  case noOptions
}

extension BusCall {
  static let bus = "org.freedesktop.DBus"

  /// One of the bus itself.
  static func ofTheBus(_ method: String, _ arguments: [BusArgument]) -> BusCall {
    BusCall(
      service: bus, path: "/org/freedesktop/DBus", interface: bus, method: method, arguments: arguments)
  }

  /// To hear signals of this form.
  static func match(_ rule: String) -> BusCall { ofTheBus("AddMatch", [.text(rule)]) }
}
