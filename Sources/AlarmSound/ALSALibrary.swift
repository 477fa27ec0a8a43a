import CLinux
import Glibc

/// The part of libasound that plays, found at run time: the program runs without it, and says so.
/// The functions are those of ALSA's `pcm.h`; a pointer to a stream is opaque.
struct ALSALibrary {
  typealias Stream = OpaquePointer
  private typealias Handler = UnsafeMutableRawPointer
  private typealias SetHandler = @convention(c) (Handler?) -> CInt
  typealias Open = @convention(c) (UnsafeMutablePointer<Stream?>, UnsafePointer<CChar>, CInt, CInt) -> CInt
  typealias SetParameters =
    @convention(c) (Stream, CInt, CInt, CUnsignedInt, CUnsignedInt, CInt, CUnsignedInt) -> CInt
  typealias SetNonblocking = @convention(c) (Stream, CInt) -> CInt
  typealias Write = @convention(c) (Stream, UnsafeRawPointer, CUnsignedLong) -> CLong
  typealias Recover = @convention(c) (Stream, CInt, CInt) -> CInt
  typealias Act = @convention(c) (Stream) -> CInt
  typealias Say = @convention(c) (CInt) -> UnsafePointer<CChar>?

  let open: Open
  let setParameters: SetParameters
  let setNonblocking: SetNonblocking
  let write: Write
  let recover: Recover
  let drain: Act
  let drop: Act
  let prepare: Act
  let state: Act
  let close: Act
  private let say: Say

  init() throws(SoundFailure) {
    guard let handle = dlopen("libasound.so.2", RTLD_NOW) else {
      throw .libraryMissing(dlerror().map { String(cString: $0) } ?? "libasound.so.2")
    }
    open = try Self.find("snd_pcm_open", handle, as: Open.self)
    setParameters = try Self.find("snd_pcm_set_params", handle, as: SetParameters.self)
    setNonblocking = try Self.find("snd_pcm_nonblock", handle, as: SetNonblocking.self)
    write = try Self.find("snd_pcm_writei", handle, as: Write.self)
    recover = try Self.find("snd_pcm_recover", handle, as: Recover.self)
    drain = try Self.find("snd_pcm_drain", handle, as: Act.self)
    drop = try Self.find("snd_pcm_drop", handle, as: Act.self)
    prepare = try Self.find("snd_pcm_prepare", handle, as: Act.self)
    state = try Self.find("snd_pcm_state", handle, as: Act.self)
    close = try Self.find("snd_pcm_close", handle, as: Act.self)
    say = try Self.find("snd_strerror", handle, as: Say.self)
    // The library writes its complaints to standard error, which is the nurse's screen.
    _ = try Self.find("snd_lib_error_set_handler", handle, as: SetHandler.self)(cl_quiet_alsa_handler())
  }

  /// The library's words for one of its (negative) codes.
  func message(_ code: CInt) -> String { say(code).map { String(cString: $0) } ?? "error \(code)" }

  private static func find<Function>(
    _ name: String, _ handle: UnsafeMutableRawPointer, as type: Function.Type
  ) throws(SoundFailure) -> Function {
    guard let symbol = dlsym(handle, name) else { throw .libraryMissing("libasound.so.2 has no \(name)") }
    return unsafeBitCast(symbol, to: type)
  }
}
