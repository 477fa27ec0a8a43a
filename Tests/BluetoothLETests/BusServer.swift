import CLinux
import Glibc
import SystemClocks

@testable import BluetoothLE

/// The other side of the bus: it has a name there, answers calls, and sends signals. One thread at a time
/// uses it; connections and messages are libdbus's own.
final class BusServer: @unchecked Sendable {
  enum Written {
    case text(String)
    case path(String)
    case flag(Bool)
    case bytes([UInt8])
    case texts([String])

    fileprivate var signature: String {
      switch self {
      case .text: "s"
      case .path: "o"
      case .flag: "b"
      case .bytes: "ay"
      case .texts: "as"
      }
    }
  }
  typealias Properties = [(String, Written)]
  typealias Objects = [(String, [(String, Properties)])]

  struct Call {
    let member: String
    /// The name that the bus has given to the last caller.
    let caller: String
    let path: String
    let arguments: [BusValue]
    fileprivate let message: OpaquePointer
  }

  enum Incoming {
    case call(Call)
    /// The answer to a call of ours to a client.
    case reply(isYes: Bool)
  }

  enum Trouble: Error { case noLibrary, noName }

  private typealias Place = DBusLibrary.Place
  private typealias Request =
    @convention(c) (OpaquePointer, DBusLibrary.Text, CUnsignedInt, DBusLibrary.Failure) -> CInt
  private typealias Reply = @convention(c) (OpaquePointer) -> OpaquePointer?
  private typealias Refuse =
    @convention(c) (OpaquePointer, DBusLibrary.Text, DBusLibrary.Text) -> OpaquePointer?
  private typealias Signal =
    @convention(c) (DBusLibrary.Text, DBusLibrary.Text, DBusLibrary.Text) -> OpaquePointer?

  private let library: DBusLibrary
  private let connection: OpaquePointer
  private let request: Request
  private let newReply: Reply
  private let newError: Refuse
  private let newSignal: Signal

  init(at address: String) throws {
    library = try DBusLibrary()
    let handle = dlopen("libdbus-1.so.3", RTLD_NOW)
    func find<Function>(_ name: String, as type: Function.Type) throws -> Function {
      guard let found = dlsym(handle, name) else { throw Trouble.noLibrary }
      return unsafeBitCast(found, to: type)
    }
    request = try find("dbus_bus_request_name", as: Request.self)
    newReply = try find("dbus_message_new_method_return", as: Reply.self)
    newError = try find("dbus_message_new_error", as: Refuse.self)
    newSignal = try find("dbus_message_new_signal", as: Signal.self)
    var error = cl_dbus_error()
    library.beginError(&error)
    guard let opened = library.open(address, &error), library.register(opened, &error) != 0 else {
      throw Trouble.noName
    }
    library.setExitOnDisconnect(opened, 0)
    connection = opened
  }

  func own(_ name: String) throws {
    var error = cl_dbus_error()
    library.beginError(&error)
    guard request(connection, name, 4, &error) == 1 else { throw Trouble.noName }
  }

  func end() {
    library.flush(connection)
    library.close(connection)
    library.release(connection)
  }

  func exchange(or other: Int32) -> Bool {
    var descriptor: CInt = -1
    _ = library.descriptor(connection, &descriptor)
    var polled = [descriptor, other].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    library.flush(connection)
    _ = KernelWait.ofThisMachine.wait(for: &polled, milliseconds: -1)
    return library.exchange(connection, 0) != 0
  }

  func pop() -> Incoming? {
    while let message = library.pop(connection) {
      switch library.kind(message) {
      case 1: return .call(call(message))
      case let kind:
        library.releaseMessage(message)
        if kind == 2 || kind == 3 { return .reply(isYes: kind == 2) }
      }
    }
    return nil
  }

  private func call(_ message: OpaquePointer) -> Call {
    func word(_ part: DBusLibrary.Word) -> String { part(message).map { String(cString: $0) } ?? "" }
    return Call(
      member: word(library.member), caller: word(library.sender), path: word(library.path),
      arguments: MessageReader(library).values(of: message), message: message)
  }

  /// Asks an object of a client something about an object of ours.
  func ask(_ client: String, _ path: String, _ interface: String, _ member: String, about object: String) {
    guard let message = library.newCall(client, path, interface, member) else { return }
    var place = cl_dbus_iter()
    library.beginWriting(message, &place)
    write(.path(object), &place)
    send(message)
  }

  // MARK: Answers

  func answer(_ call: Call, _ objects: Objects? = nil) {
    guard let reply = newReply(call.message) else { return }
    if let objects {
      var place = cl_dbus_iter()
      library.beginWriting(reply, &place)
      write(objects, &place)
    }
    send(reply)
    library.releaseMessage(call.message)
  }

  func answer(_ call: Call, value: [UInt8]) {
    guard let reply = newReply(call.message) else { return }
    var place = cl_dbus_iter()
    library.beginWriting(reply, &place)
    write(.bytes(value), &place)
    send(reply)
    library.releaseMessage(call.message)
  }

  func refuse(_ call: Call, _ name: String, _ words: String) {
    if let error = newError(call.message, name, words) { send(error) }
    library.releaseMessage(call.message)
  }

  // MARK: Signals

  func tellChange(at path: String, _ interface: String, _ changes: Properties) {
    tell(path, "org.freedesktop.DBus.Properties", "PropertiesChanged") { server, place in
      server.write(.text(interface), &place)
      server.write(changes, &place)
      server.write(.texts([]), &place)
    }
  }

  func tellRemoval(of path: String, _ interfaces: [String]) {
    tell("/", "org.freedesktop.DBus.ObjectManager", "InterfacesRemoved") { server, place in
      server.write(.path(path), &place)
      server.write(.texts(interfaces), &place)
    }
  }

  func tellComing(of path: String, _ interface: String, _ properties: Properties) {
    tell("/", "org.freedesktop.DBus.ObjectManager", "InterfacesAdded") { server, place in
      server.write(.path(path), &place)
      server.part("a", "{sa{sv}}", &place) { place in
        server.part("e", nil, &place) { place in
          server.write(.text(interface), &place)
          server.write(properties, &place)
        }
      }
    }
  }

  /// As the bus itself would say it, had it said so.
  func tellOwner(of name: String, was: String, is now: String) {
    tell("/org/freedesktop/DBus", "org.freedesktop.DBus", "NameOwnerChanged") { server, place in
      for text in [name, was, now] { server.write(.text(text), &place) }
    }
  }

  /// The answer to give once an agent has answered.
  var waiting: Call?

  /// The receiver of signals; nil sends them to whoever asked to hear them. A client that is named here hears
  /// them whether it asked or not.
  var addressee: String?

  private func tell(
    _ path: String, _ interface: String, _ member: String, _ write: (BusServer, inout cl_dbus_iter) -> Void
  ) {
    guard let signal = newSignal(path, interface, member) else { return }
    if let addressee { _ = library.setDestination(signal, addressee) }
    var place = cl_dbus_iter()
    library.beginWriting(signal, &place)
    write(self, &place)
    send(signal)
  }

  private func send(_ message: OpaquePointer) {
    _ = library.send(connection, message, nil)
    library.flush(connection)
    library.releaseMessage(message)
  }

  // MARK: Values

  private func write(_ objects: Objects, _ place: inout cl_dbus_iter) {
    part("a", "{oa{sa{sv}}}", &place) { place in
      for (path, interfaces) in objects {
        part("e", nil, &place) { place in
          write(.path(path), &place)
          part("a", "{sa{sv}}", &place) { place in
            for (interface, properties) in interfaces {
              part("e", nil, &place) { place in
                write(.text(interface), &place)
                write(properties, &place)
              }
            }
          }
        }
      }
    }
  }

  private func write(_ properties: Properties, _ place: inout cl_dbus_iter) {
    part("a", "{sv}", &place) { place in
      for (name, value) in properties {
        part("e", nil, &place) { place in
          write(.text(name), &place)
          part("v", value.signature, &place) { write(value, &$0) }
        }
      }
    }
  }

  private func write(_ value: Written, _ place: inout cl_dbus_iter) {
    switch value {
    case .text(let text): write(text, "s", &place)
    case .path(let text): write(text, "o", &place)
    case .flag(let flag):
      var number: CUnsignedInt = flag ? 1 : 0
      _ = library.write(&place, Self.code("b"), &number)
    case .bytes(let bytes):
      part("a", "y", &place) { place in
        for var byte in bytes { _ = library.write(&place, Self.code("y"), &byte) }
      }
    case .texts(let texts):
      part("a", "s", &place) { place in for text in texts { write(text, "s", &place) } }
    }
  }

  private func write(_ text: String, _ kind: Character, _ place: inout cl_dbus_iter) {
    text.withCString { start in
      withUnsafePointer(to: start) { _ = library.write(&place, Self.code(kind), $0) }
    }
  }

  private func part(
    _ kind: Character, _ signature: String?, _ place: inout cl_dbus_iter, _ body: (inout cl_dbus_iter) -> Void
  ) {
    var inner = cl_dbus_iter()
    if let signature {
      _ = library.openPart(&place, Self.code(kind), signature, &inner)
    } else {
      _ = library.openPart(&place, Self.code(kind), nil, &inner)
    }
    body(&inner)
    _ = library.closePart(&place, &inner)
  }

  private static func code(_ kind: Character) -> CInt { CInt(kind.asciiValue ?? 0) }
}
