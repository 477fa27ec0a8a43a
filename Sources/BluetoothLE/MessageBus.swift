import CLinux
import Glibc
import SystemClocks

/// A connection to a message bus. It belongs to one thread, and may take its time to be opened.
final class MessageBus {
  private let library: DBusLibrary
  private let reader: MessageReader
  private let connection: DBusLibrary.Connection
  private var isGone = false

  /// Where the system's bus is, unless the environment says otherwise (as libdbus itself has it).
  static var systemAddress: String {
    getenv("DBUS_SYSTEM_BUS_ADDRESS").map { String(cString: $0) }
      ?? "unix:path=/var/run/dbus/system_bus_socket"
  }

  init(_ library: DBusLibrary, at address: String) throws(BluetoothLoss) {
    self.library = library
    reader = MessageReader(library)
    var error = cl_dbus_error()
    library.beginError(&error)
    defer { library.endError(&error) }
    guard let connection = library.open(address, &error) else { throw .noBus(Self.words(error)) }
    // Else libdbus would end the program when the bus goes away.
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
    for argument in call.arguments { write(argument, at: &place) }
    var serial: CUnsignedInt = 0
    _ = library.send(connection, message, &serial)
    return serial
  }

  /// Answers a call of a method of ours: with nothing, or with an error of this name.
  func answer(_ ticket: BusMessage.Ticket, refusal: String?) {
    guard let message = library.newMessage(refusal == nil ? Self.answer : Self.error) else { return }
    defer { library.releaseMessage(message) }
    if let refusal { _ = library.setErrorName(message, refusal) }
    _ = library.setReplySerial(message, ticket.number)
    _ = library.setDestination(message, ticket.caller)
    _ = library.send(connection, message, nil)
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

  /// The next message that has been read; messages that are not for us are passed over.
  func pop() -> BusMessage? {
    while let message = library.pop(connection) {
      defer { library.releaseMessage(message) }
      if let read = read(message) { return read }
    }
    return nil
  }

  private func read(_ message: DBusLibrary.Message) -> BusMessage? {
    func word(_ part: DBusLibrary.Word) -> String { part(message).map { String(cString: $0) } ?? "" }
    let sender = word(library.sender)
    let content: BusMessage.Content
    switch library.kind(message) {
    case Self.call:
      let ticket = BusMessage.Ticket(caller: sender, number: library.serial(message))
      content = .called(ticket, member: word(library.member), reader.values(of: message))
    case Self.answer: content = .answered(to: library.replySerial(message), reader.values(of: message))
    case Self.error:
      content = .refused(
        to: library.replySerial(message), name: word(library.errorName),
        words: reader.values(of: message).first?.text ?? "")
    case Self.signal:
      content = .signal(
        path: word(library.path), interface: word(library.interface), member: word(library.member),
        reader.values(of: message))
    default: return nil
    }
    return BusMessage(sender: sender, content: content)
  }

  // The numbers of dbus-protocol.h.
  private static let call: CInt = 1
  private static let answer: CInt = 2
  private static let error: CInt = 3
  private static let signal: CInt = 4
}

// MARK: - Arguments

extension MessageBus {
  private func write(_ argument: BusArgument, at place: inout cl_dbus_iter) {
    switch argument {
    case .text(let text): write(text, "s", &place)
    case .path(let path): write(path, "o", &place)
    case .number(var number): _ = library.write(&place, Self.code("u"), &number)
    case .flag(let flag):
      var number: CUnsignedInt = flag ? 1 : 0
      part("v", of: "b", &place) { _ = library.write(&$0, Self.code("b"), &number) }
    case .noOptions: part("a", of: "{sv}", &place) { _ in }
    }
  }

  private func write(_ text: String, _ kind: Character, _ place: inout cl_dbus_iter) {
    text.withCString { start in
      withUnsafePointer(to: start) { _ = library.write(&place, Self.code(kind), $0) }
    }
  }

  private func part(
    _ kind: Character, of contents: String, _ place: inout cl_dbus_iter, _ body: (inout cl_dbus_iter) -> Void
  ) {
    var inner = cl_dbus_iter()
    _ = library.openPart(&place, Self.code(kind), contents, &inner)
    body(&inner)
    _ = library.closePart(&place, &inner)
  }

  private static func code(_ kind: Character) -> CInt { CInt(kind.asciiValue ?? 0) }
}
