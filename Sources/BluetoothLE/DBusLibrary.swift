import CLinux
import Glibc

/// The part of libdbus that a client of BlueZ needs, found at run time: the program runs without it, and says
/// so. The functions are those of its header `dbus.h`; connections and messages are opaque.
struct DBusLibrary {
  typealias Connection = OpaquePointer
  typealias Message = OpaquePointer
  typealias Failure = UnsafeMutablePointer<cl_dbus_error>
  typealias Place = UnsafeMutablePointer<cl_dbus_iter>
  typealias Text = UnsafePointer<CChar>
  typealias OnFailure = @convention(c) (Failure) -> Void
  typealias Open = @convention(c) (Text, Failure) -> Connection?
  typealias Register = @convention(c) (Connection, Failure) -> CUnsignedInt
  typealias Set = @convention(c) (Connection, CUnsignedInt) -> Void
  typealias Act = @convention(c) (Connection) -> Void
  typealias Ask = @convention(c) (Connection) -> CUnsignedInt
  typealias Descriptor = @convention(c) (Connection, UnsafeMutablePointer<CInt>) -> CUnsignedInt
  typealias Exchange = @convention(c) (Connection, CInt) -> CUnsignedInt
  typealias Pop = @convention(c) (Connection) -> Message?
  typealias Send = @convention(c) (Connection, Message, UnsafeMutablePointer<CUnsignedInt>?) -> CUnsignedInt
  typealias Call = @convention(c) (Text?, Text, Text?, Text) -> Message?
  typealias Release = @convention(c) (Message) -> Void
  typealias Kind = @convention(c) (Message) -> CInt
  typealias Number = @convention(c) (Message) -> CUnsignedInt
  typealias Word = @convention(c) (Message) -> Text?
  typealias Begin = @convention(c) (Message, Place) -> CUnsignedInt
  typealias BeginWriting = @convention(c) (Message, Place) -> Void
  typealias Write = @convention(c) (Place, CInt, UnsafeRawPointer) -> CUnsignedInt
  typealias KindAt = @convention(c) (Place) -> CInt
  typealias Read = @convention(c) (Place, UnsafeMutableRawPointer) -> Void
  typealias Enter = @convention(c) (Place, Place) -> Void
  typealias Step = @convention(c) (Place) -> CUnsignedInt
  typealias ReadArray = @convention(c) (Place, UnsafeMutableRawPointer, UnsafeMutablePointer<CInt>) -> Void

  let beginError: OnFailure
  let endError: OnFailure
  let open: Open
  let register: Register
  let setExitOnDisconnect: Set
  let close: Act
  let release: Act
  let flush: Act
  let descriptor: Descriptor
  let hasMessagesToSend: Ask
  let exchange: Exchange
  let pop: Pop
  let send: Send
  let newCall: Call
  let releaseMessage: Release
  let kind: Kind
  let replySerial: Number
  let path: Word
  let interface: Word
  let member: Word
  let errorName: Word
  let beginWriting: BeginWriting
  let write: Write
  let beginReading: Begin
  let kindHere: KindAt
  let elementKindHere: KindAt
  let read: Read
  let enter: Enter
  let step: Step
  let readArray: ReadArray

  private static let name = "libdbus-1.so.3"

  init() throws(BluetoothLoss) {
    guard let handle = dlopen(Self.name, RTLD_NOW) else {
      throw .libraryMissing(dlerror().map { String(cString: $0) } ?? Self.name)
    }
    beginError = try Self.find("dbus_error_init", handle, as: OnFailure.self)
    endError = try Self.find("dbus_error_free", handle, as: OnFailure.self)
    open = try Self.find("dbus_connection_open_private", handle, as: Open.self)
    register = try Self.find("dbus_bus_register", handle, as: Register.self)
    setExitOnDisconnect = try Self.find("dbus_connection_set_exit_on_disconnect", handle, as: Set.self)
    close = try Self.find("dbus_connection_close", handle, as: Act.self)
    release = try Self.find("dbus_connection_unref", handle, as: Act.self)
    flush = try Self.find("dbus_connection_flush", handle, as: Act.self)
    descriptor = try Self.find("dbus_connection_get_unix_fd", handle, as: Descriptor.self)
    hasMessagesToSend = try Self.find("dbus_connection_has_messages_to_send", handle, as: Ask.self)
    exchange = try Self.find("dbus_connection_read_write", handle, as: Exchange.self)
    pop = try Self.find("dbus_connection_pop_message", handle, as: Pop.self)
    send = try Self.find("dbus_connection_send", handle, as: Send.self)
    newCall = try Self.find("dbus_message_new_method_call", handle, as: Call.self)
    releaseMessage = try Self.find("dbus_message_unref", handle, as: Release.self)
    kind = try Self.find("dbus_message_get_type", handle, as: Kind.self)
    replySerial = try Self.find("dbus_message_get_reply_serial", handle, as: Number.self)
    path = try Self.find("dbus_message_get_path", handle, as: Word.self)
    interface = try Self.find("dbus_message_get_interface", handle, as: Word.self)
    member = try Self.find("dbus_message_get_member", handle, as: Word.self)
    errorName = try Self.find("dbus_message_get_error_name", handle, as: Word.self)
    beginWriting = try Self.find("dbus_message_iter_init_append", handle, as: BeginWriting.self)
    write = try Self.find("dbus_message_iter_append_basic", handle, as: Write.self)
    beginReading = try Self.find("dbus_message_iter_init", handle, as: Begin.self)
    kindHere = try Self.find("dbus_message_iter_get_arg_type", handle, as: KindAt.self)
    elementKindHere = try Self.find("dbus_message_iter_get_element_type", handle, as: KindAt.self)
    read = try Self.find("dbus_message_iter_get_basic", handle, as: Read.self)
    enter = try Self.find("dbus_message_iter_recurse", handle, as: Enter.self)
    step = try Self.find("dbus_message_iter_next", handle, as: Step.self)
    readArray = try Self.find("dbus_message_iter_get_fixed_array", handle, as: ReadArray.self)
  }

  private static func find<Function>(
    _ symbol: String, _ handle: UnsafeMutableRawPointer, as type: Function.Type
  ) throws(BluetoothLoss) -> Function {
    guard let found = dlsym(handle, symbol) else { throw .libraryMissing("\(name) has no \(symbol)") }
    return unsafeBitCast(found, to: type)
  }
}
