import CLinux
import Glibc
import SystemClocks

/// A connection to a message bus. It belongs to one thread, and may take its time to be opened.
final class MessageBus {
  private let library: DBusLibrary
  private let connection: DBusLibrary.Connection
  private var isGone = false

  /// Where the system's bus is, unless the environment says otherwise (as libdbus itself has it).
  static var systemAddress: String {
    getenv("DBUS_SYSTEM_BUS_ADDRESS").map { String(cString: $0) }
      ?? "unix:path=/var/run/dbus/system_bus_socket"
  }

  init(_ library: DBusLibrary, at address: String) throws(BluetoothLoss) {
    self.library = library
    var error = cl_dbus_error()
    library.beginError(&error)
    defer { library.endError(&error) }
    guard let connection = library.open(address, &error) else { throw .noBus(Self.words(error)) }
    // What libdbus does by itself when the bus goes away is to end the program.
    library.setExitOnDisconnect(connection, 0)
    guard library.register(connection, &error) != 0 else {
      library.close(connection)
      library.release(connection)
      throw .noBus(Self.words(error))
    }
    self.connection = connection
  }

  deinit {
    library.close(connection)
    library.release(connection)
  }

  private static func words(_ error: cl_dbus_error) -> String {
    error.message.map { String(cString: $0) } ?? "no answer"
  }

  /// Sends a call; the number is that of its answer.
  func send(_ call: BusCall) -> UInt32 {
    guard let message = library.newCall(call.service, call.path, call.interface, call.method) else {
      return 0
    }
    defer { library.releaseMessage(message) }
    var place = cl_dbus_iter()
    library.beginWriting(message, &place)
    for argument in call.arguments {
      argument.withCString { text in
        withUnsafePointer(to: text) { _ = library.write(&place, Self.string, $0) }
      }
    }
    var serial: CUnsignedInt = 0
    _ = library.send(connection, message, &serial)
    return serial
  }

  /// Waits until something comes, or the other descriptor is readable; then reads and writes what can be.
  func exchange(or other: Int32, milliseconds: Int32) throws(BluetoothLoss) {
    var descriptor: CInt = -1
    guard library.descriptor(connection, &descriptor) != 0 else { throw .noBus("it hung up") }
    let room = library.hasMessagesToSend(connection) != 0 ? Int16(POLLOUT) : 0
    var polled = [
      pollfd(fd: descriptor, events: Int16(POLLIN) | room, revents: 0),
      pollfd(fd: other, events: Int16(POLLIN), revents: 0),
    ]
    _ = KernelWait.ofThisMachine.wait(for: &polled, milliseconds: milliseconds)
    guard library.exchange(connection, 0) != 0 else { throw .noBus("it hung up") }
  }

  /// Sends all that is to be sent: before the end.
  func flush() { library.flush(connection) }

  /// The next message that is read already; what is none of ours is passed over.
  func pop() -> BusMessage? {
    while let message = library.pop(connection) {
      defer { library.releaseMessage(message) }
      if let read = read(message) { return read }
    }
    return nil
  }

  private func read(_ message: DBusLibrary.Message) -> BusMessage? {
    func word(_ part: DBusLibrary.Word) -> String { part(message).map { String(cString: $0) } ?? "" }
    switch library.kind(message) {
    case Self.answer: return .answered(to: library.replySerial(message), values(of: message))
    case Self.error:
      return .refused(
        to: library.replySerial(message), name: word(library.errorName),
        words: values(of: message).first?.text ?? "")
    case Self.signal:
      return .signal(
        path: word(library.path), interface: word(library.interface), member: word(library.member),
        values(of: message))
    default: return nil
    }
  }

  // The numbers of dbus-protocol.h.
  private static let answer: CInt = 2
  private static let error: CInt = 3
  private static let signal: CInt = 4
  private static let string = CInt(UInt8(ascii: "s"))
}

// MARK: - What stands in a message

extension MessageBus {
  private func values(of message: DBusLibrary.Message) -> [BusValue] {
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
