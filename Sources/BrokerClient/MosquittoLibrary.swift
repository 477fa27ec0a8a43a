import CLinux
import Glibc
import SystemParts

/// The part of libmosquitto that speaks MQTT, found at run time: the program runs without it, and says so.
/// The functions are those of its header `mosquitto.h`; a pointer to a client is opaque.
struct MosquittoLibrary {
  typealias Client = OpaquePointer
  typealias Context = UnsafeMutableRawPointer
  typealias Message = UnsafePointer<cl_mosquitto_message>
  private typealias Begin = @convention(c) () -> CInt
  typealias New = @convention(c) (UnsafePointer<CChar>, Bool, Context?) -> Client?
  typealias Destroy = @convention(c) (Client) -> Void
  typealias Will =
    @convention(c) (Client, UnsafePointer<CChar>, CInt, UnsafeRawPointer?, CInt, Bool) -> CInt
  typealias Login = @convention(c) (Client, UnsafePointer<CChar>?, UnsafePointer<CChar>?) -> CInt
  typealias Encrypt =
    @convention(c) (
      Client, UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<CChar>?,
      OpaquePointer?
    ) -> CInt
  typealias Connect = @convention(c) (Client, UnsafePointer<CChar>, CInt, CInt) -> CInt
  typealias Act = @convention(c) (Client) -> CInt
  typealias Ask = @convention(c) (Client) -> Bool
  typealias Loop = @convention(c) (Client, CInt, CInt) -> CInt
  typealias Publish =
    @convention(c) (
      Client, UnsafeMutablePointer<CInt>?, UnsafePointer<CChar>, CInt, UnsafeRawPointer?, CInt, Bool
    ) -> CInt
  typealias Subscribe =
    @convention(c) (Client, UnsafeMutablePointer<CInt>?, UnsafePointer<CChar>, CInt) -> CInt
  typealias Answered = @convention(c) (Client, Context?, CInt) -> Void
  typealias Received = @convention(c) (Client, Context?, Message?) -> Void
  typealias Logged = @convention(c) (Client, Context?, CInt, UnsafePointer<CChar>?) -> Void
  typealias WhenAnswered = @convention(c) (Client, Answered?) -> Void
  typealias WhenReceived = @convention(c) (Client, Received?) -> Void
  typealias WhenLogged = @convention(c) (Client, Logged?) -> Void
  typealias Say = @convention(c) (CInt) -> UnsafePointer<CChar>?

  let new: New
  let destroy: Destroy
  let setWill: Will
  let logIn: Login
  let encrypt: Encrypt
  let connect: Connect
  let disconnect: Act
  let socket: Act
  let wantsToWrite: Ask
  let loop: Loop
  let publish: Publish
  let subscribe: Subscribe
  let whenAnswered: WhenAnswered
  let whenReceived: WhenReceived
  let whenLogged: WhenLogged
  private let say: Say
  private let sayAnswer: Say

  init() throws(BrokerFailure) {
    do throws(LoadedLibrary.Missing) {
      let library = try LoadedLibrary("libmosquitto.so.1")
      new = try library.function("mosquitto_new")
      destroy = try library.function("mosquitto_destroy")
      setWill = try library.function("mosquitto_will_set")
      logIn = try library.function("mosquitto_username_pw_set")
      encrypt = try library.function("mosquitto_tls_set")
      connect = try library.function("mosquitto_connect")
      disconnect = try library.function("mosquitto_disconnect")
      socket = try library.function("mosquitto_socket")
      wantsToWrite = try library.function("mosquitto_want_write")
      loop = try library.function("mosquitto_loop")
      publish = try library.function("mosquitto_publish")
      subscribe = try library.function("mosquitto_subscribe")
      whenAnswered = try library.function("mosquitto_connect_callback_set")
      whenReceived = try library.function("mosquitto_message_callback_set")
      whenLogged = try library.function("mosquitto_log_callback_set")
      say = try library.function("mosquitto_strerror")
      sayAnswer = try library.function("mosquitto_connack_string")
      let begin: Begin = try library.function("mosquitto_lib_init")
      _ = begin()
    } catch {
      throw .libraryMissing(error.reason)
    }
  }

  /// The library's words for one of its codes; 14 is the system's own error.
  func message(_ code: CInt) -> String {
    code == Self.systemError
      ? String(cString: strerror(errno)) : say(code).map { String(cString: $0) } ?? "error \(code)"
  }

  /// A broker's answer to a client that wants in.
  func answer(_ code: CInt) -> String { sayAnswer(code).map { String(cString: $0) } ?? "answer \(code)" }

  private static let systemError: CInt = 14
}
