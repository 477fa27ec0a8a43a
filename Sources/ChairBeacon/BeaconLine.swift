import JSONLines

/// A line of a chair's beacon, as its listeners read it.
public enum BeaconLine: Hashable, Sendable {
  case state(ChairState)
  /// The session was ended or left on purpose: the chair is not lost, it is free.
  case farewell(chair: String)
  /// Something happened; the wall counts them, and reads how it stands now in the next state.
  case event(number: Int)
  /// A line of a later version, which the wall ignores.
  case other

  /// The lines' `kind`.
  enum Kind: String { case state, farewell, event }

  /// Nil unless the bytes are a line of a beacon.
  public init?(_ bytes: [UInt8]) {
    guard let object = try? JSONParser.parse(bytes).object, let kind = object["kind"]?.string else {
      return nil
    }
    switch Kind(rawValue: kind) {
    case .state:
      guard let state = ChairState(object) else { return nil }
      self = .state(state)
    case .farewell:
      guard let chair = object["chair"]?.string else { return nil }
      self = .farewell(chair: chair)
    case .event:
      guard let number = object["seq"]?.integer, number > 0 else { return nil }
      self = .event(number: number)
    case nil: self = .other
    }
  }

  public static func farewell(of chair: String) -> [UInt8] {
    var writer = JSONWriter(capacity: 64)
    writer.beginObject()
    writer.field("v", ChairState.version)
    writer.field("kind", Kind.farewell.rawValue)
    writer.field("chair", chair)
    writer.endObject()
    writer.newline()
    return writer.bytes
  }

  /// An event with its own fields behind the beacon's: `event` is a headless line, `{"t":..,"event":..}`.
  public static func event(_ headless: [UInt8], number: Int) -> [UInt8] {
    let head = "{\"v\":\(ChairState.version),\"kind\":\"\(Kind.event.rawValue)\",\"seq\":\(number),"
    return Array(head.utf8) + headless.drop { $0 == UInt8(ascii: "{") }
  }
}
