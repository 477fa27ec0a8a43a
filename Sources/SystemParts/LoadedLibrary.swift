import Glibc

/// A library that is looked for when it is needed, not when the program starts: a machine without it has
/// everything else.
///
///     let library = try LoadedLibrary("libasound.so.2")
///     let close: @convention(c) (OpaquePointer) -> CInt = try library.function("snd_pcm_close")
///
/// It stays loaded until the program ends.
public struct LoadedLibrary {
  private let name: String
  private let handle: UnsafeMutableRawPointer

  /// A library, or a function in it, that could not be loaded, with the system's reason.
  public struct Missing: Error, Hashable, Sendable {
    public let reason: String

    public init(reason: String) { self.reason = reason }
  }

  public init(_ name: String) throws(Missing) {
    guard let handle = dlopen(name, RTLD_NOW) else {
      throw Missing(reason: dlerror().map { String(cString: $0) } ?? name)
    }
    self.name = name
    self.handle = handle
  }

  /// The function of that name. `Function` must be the C type of the library's header, `@convention(c)`;
  /// neither compiler nor loader checks it.
  public func function<Function>(_ symbol: String) throws(Missing) -> Function {
    guard let found = dlsym(handle, symbol) else { throw Missing(reason: "\(name) has no \(symbol)") }
    return unsafeBitCast(found, to: Function.self)
  }
}
