import CLinux
import SystemParts

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
    do throws(LoadedLibrary.Missing) {
      let library = try LoadedLibrary("libasound.so.2")
      open = try library.function("snd_pcm_open")
      setParameters = try library.function("snd_pcm_set_params")
      setNonblocking = try library.function("snd_pcm_nonblock")
      write = try library.function("snd_pcm_writei")
      recover = try library.function("snd_pcm_recover")
      drain = try library.function("snd_pcm_drain")
      drop = try library.function("snd_pcm_drop")
      prepare = try library.function("snd_pcm_prepare")
      state = try library.function("snd_pcm_state")
      close = try library.function("snd_pcm_close")
      say = try library.function("snd_strerror")
      // The library writes its complaints to standard error, which is the nurse's screen.
      let setErrorHandler: SetHandler = try library.function("snd_lib_error_set_handler")
      _ = setErrorHandler(cl_quiet_alsa_handler())
    } catch {
      throw .libraryMissing(error.reason)
    }
  }

  /// The library's words for one of its (negative) codes.
  func message(_ code: CInt) -> String { say(code).map { String(cString: $0) } ?? "error \(code)" }
}
