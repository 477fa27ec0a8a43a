import CLinux

/// Reads what stands in a message of the bus.
struct MessageReader {
  private let library: DBusLibrary

  init(_ library: DBusLibrary) { self.library = library }

  func values(of message: DBusLibrary.Message) -> [BusValue] {
    var place = cl_dbus_iter()
    guard library.beginReading(message, &place) != 0 else { return [] }
    return values(from: &place)
  }

  private func values(from place: inout cl_dbus_iter) -> [BusValue] {
    var values: [BusValue] = []
    while library.kindHere(&place) != 0 {
      values.append(value(at: &place))
      if library.step(&place) == 0 { break }
    }
    return values
  }

  private func value(at place: inout cl_dbus_iter) -> BusValue {
    switch UInt8(truncatingIfNeeded: library.kindHere(&place)) {
    case UInt8(ascii: "s"), UInt8(ascii: "o"), UInt8(ascii: "g"):
      var text: DBusLibrary.Text?
      library.read(&place, &text)
      return .text(text.map { String(cString: $0) } ?? "")
    case UInt8(ascii: "b"):
      var flag: CUnsignedInt = 0
      library.read(&place, &flag)
      return .flag(flag != 0)
    case UInt8(ascii: "v"): return inside(&place) { values(from: &$0).first ?? .other }
    case UInt8(ascii: "a"): return array(at: &place)
    case UInt8(ascii: "r"): return inside(&place) { .list(values(from: &$0)) }
    default: return .other
    }
  }

  private func array(at place: inout cl_dbus_iter) -> BusValue {
    switch UInt8(truncatingIfNeeded: library.elementKindHere(&place)) {
    case UInt8(ascii: "y"): return inside(&place) { .bytes(bytes(at: &$0)) }
    case UInt8(ascii: "e"): return inside(&place) { .table(table(at: &$0)) }
    default: return inside(&place) { .list(values(from: &$0)) }
    }
  }

  private func bytes(at place: inout cl_dbus_iter) -> [UInt8] {
    var start: UnsafePointer<UInt8>?
    var count: CInt = 0
    library.readArray(&place, &start, &count)
    return Array(UnsafeBufferPointer(start: start, count: Int(max(count, 0))))
  }

  private func table(at place: inout cl_dbus_iter) -> [String: BusValue] {
    var table: [String: BusValue] = [:]
    while library.kindHere(&place) != 0 {
      let entry = inside(&place) { BusValue.list(values(from: &$0)) }.list
      if entry.count == 2, let key = entry[0].text { table[key] = entry[1] }
      if library.step(&place) == 0 { break }
    }
    return table
  }

  private func inside<Result>(_ place: inout cl_dbus_iter, _ body: (inout cl_dbus_iter) -> Result) -> Result {
    var inner = cl_dbus_iter()
    library.enter(&place, &inner)
    return body(&inner)
  }
}
