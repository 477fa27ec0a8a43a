import CLinux
import Glibc

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

  private static let name = "libmosquitto.so.1"

  init() throws(BrokerFailure) {
    guard let handle = dlopen(Self.name, RTLD_NOW) else {
      throw .libraryMissing(dlerror().map { String(cString: $0) } ?? Self.name)
    }
    new = try Self.find("mosquitto_new", handle, as: New.self)
    destroy = try Self.find("mosquitto_destroy", handle, as: Destroy.self)
    setWill = try Self.find("mosquitto_will_set", handle, as: Will.self)
    logIn = try Self.find("mosquitto_username_pw_set", handle, as: Login.self)
    encrypt = try Self.find("mosquitto_tls_set", handle, as: Encrypt.self)
    connect = try Self.find("mosquitto_connect", handle, as: Connect.self)
    disconnect = try Self.find("mosquitto_disconnect", handle, as: Act.self)
    socket = try Self.find("mosquitto_socket", handle, as: Act.self)
    wantsToWrite = try Self.find("mosquitto_want_write", handle, as: Ask.self)
    loop = try Self.find("mosquitto_loop", handle, as: Loop.self)
    publish = try Self.find("mosquitto_publish", handle, as: Publish.self)
    subscribe = try Self.find("mosquitto_subscribe", handle, as: Subscribe.self)
    whenAnswered = try Self.find("mosquitto_connect_callback_set", handle, as: WhenAnswered.self)
    whenReceived = try Self.find("mosquitto_message_callback_set", handle, as: WhenReceived.self)
    whenLogged = try Self.find("mosquitto_log_callback_set", handle, as: WhenLogged.self)
    say = try Self.find("mosquitto_strerror", handle, as: Say.self)
    sayAnswer = try Self.find("mosquitto_connack_string", handle, as: Say.self)
    _ = try Self.find("mosquitto_lib_init", handle, as: Begin.self)()
  }

  /// The library's words for one of its codes; 14 is the system's own error.
  func message(_ code: CInt) -> String {
    code == Self.systemError
      ? String(cString: strerror(errno)) : say(code).map { String(cString: $0) } ?? "error \(code)"
  }

  /// A broker's answer to a client that wants in.
  func answer(_ code: CInt) -> String { sayAnswer(code).map { String(cString: $0) } ?? "answer \(code)" }

  private static let systemError: CInt = 14

  private static func find<Function>(
    _ symbol: String, _ handle: UnsafeMutableRawPointer, as type: Function.Type
  ) throws(BrokerFailure) -> Function {
    guard let found = dlsym(handle, symbol) else { throw .libraryMissing("\(name) has no \(symbol)") }
    return unsafeBitCast(found, to: type)
  }
}
