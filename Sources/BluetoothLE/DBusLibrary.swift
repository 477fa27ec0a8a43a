import CLinux
import SystemParts

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
  typealias New = @convention(c) (CInt) -> Message?
  typealias SetNumber = @convention(c) (Message, CUnsignedInt) -> CUnsignedInt
  typealias SetWord = @convention(c) (Message, Text?) -> CUnsignedInt
  typealias OpenPart = @convention(c) (Place, CInt, Text?, Place) -> CUnsignedInt
  typealias ClosePart = @convention(c) (Place, Place) -> CUnsignedInt
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
  let newMessage: New
  let setReplySerial: SetNumber
  let setDestination: SetWord
  let setErrorName: SetWord
  let releaseMessage: Release
  let kind: Kind
  let serial: Number
  let sender: Word
  let replySerial: Number
  let path: Word
  let interface: Word
  let member: Word
  let errorName: Word
  let beginWriting: BeginWriting
  let write: Write
  let openPart: OpenPart
  let closePart: ClosePart
  let beginReading: Begin
  let kindHere: KindAt
  let elementKindHere: KindAt
  let read: Read
  let enter: Enter
  let step: Step
  let readArray: ReadArray

  init() throws(BluetoothLoss) {
    do throws(LoadedLibrary.Missing) {
      let library = try LoadedLibrary("libdbus-1.so.3")
      beginError = try library.function("dbus_error_init")
      endError = try library.function("dbus_error_free")
      open = try library.function("dbus_connection_open_private")
      register = try library.function("dbus_bus_register")
      setExitOnDisconnect = try library.function("dbus_connection_set_exit_on_disconnect")
      close = try library.function("dbus_connection_close")
      release = try library.function("dbus_connection_unref")
      flush = try library.function("dbus_connection_flush")
      descriptor = try library.function("dbus_connection_get_unix_fd")
      hasMessagesToSend = try library.function("dbus_connection_has_messages_to_send")
      exchange = try library.function("dbus_connection_read_write")
      pop = try library.function("dbus_connection_pop_message")
      send = try library.function("dbus_connection_send")
      newCall = try library.function("dbus_message_new_method_call")
      newMessage = try library.function("dbus_message_new")
      setReplySerial = try library.function("dbus_message_set_reply_serial")
      setDestination = try library.function("dbus_message_set_destination")
      setErrorName = try library.function("dbus_message_set_error_name")
      releaseMessage = try library.function("dbus_message_unref")
      kind = try library.function("dbus_message_get_type")
      serial = try library.function("dbus_message_get_serial")
      sender = try library.function("dbus_message_get_sender")
      replySerial = try library.function("dbus_message_get_reply_serial")
      path = try library.function("dbus_message_get_path")
      interface = try library.function("dbus_message_get_interface")
      member = try library.function("dbus_message_get_member")
      errorName = try library.function("dbus_message_get_error_name")
      beginWriting = try library.function("dbus_message_iter_init_append")
      write = try library.function("dbus_message_iter_append_basic")
      openPart = try library.function("dbus_message_iter_open_container")
      closePart = try library.function("dbus_message_iter_close_container")
      beginReading = try library.function("dbus_message_iter_init")
      kindHere = try library.function("dbus_message_iter_get_arg_type")
      elementKindHere = try library.function("dbus_message_iter_get_element_type")
      read = try library.function("dbus_message_iter_get_basic")
      enter = try library.function("dbus_message_iter_recurse")
      step = try library.function("dbus_message_iter_next")
      readArray = try library.function("dbus_message_iter_get_fixed_array")
    } catch { throw .libraryMissing(error.reason) }
  }
}
