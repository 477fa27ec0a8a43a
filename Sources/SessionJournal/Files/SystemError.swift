import Glibc

/// A system call that failed: which, on what, and why.
public struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
  public var call: String
  public var path: String
  /// The `errno`.
  public var code: Int32

  public init(_ call: String, _ path: String, code: Int32) {
    self.call = call
    self.path = path
    self.code = code
  }

  public var reason: String { Self.reason(code) }
  public var description: String { "\(path): \(call): \(reason)" }

  /// What a person reads: short, without the path.
  static func reason(_ code: Int32) -> String {
    switch code {
    case ENOSPC, EDQUOT: "disk full"
    case EFBIG: "file size limit"
    case EIO: "disk error"
    case EROFS: "disk is read-only"
    case EACCES, EPERM: "not permitted"
    case ENOENT: "folder is missing"
    default: strerror(code).map { String(cString: $0) } ?? "error \(code)"
    }
  }
}
