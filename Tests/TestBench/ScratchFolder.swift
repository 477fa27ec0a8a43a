import Foundation
import Glibc

/// A folder that is gone after the test, with whatever is in it.
///
///     let scratch = ScratchFolder()
///     let script = scratch.write("start by=KM", to: "session.script")
public final class ScratchFolder {
  public let path: String

  /// Where no folder can be made, nothing can be written into it either, and the test says so.
  public init() {
    var template = Array("\(NSTemporaryDirectory())/chairside-XXXXXX".utf8CString)
    mkdtemp(&template)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of what is called so here, whether it is there or not.
  public func file(_ name: String) -> String { "\(path)/\(name)" }

  /// What lies directly in it, sorted.
  public var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  public func text(_ name: String) -> String {
    String(decoding: FileManager.default.contents(atPath: file(name)) ?? Data(), as: UTF8.self)
  }

  @discardableResult public func write(_ text: String, to name: String) -> String {
    write(Array(text.utf8), to: name)
  }

  /// A file with these bytes, for its owner only; its path.
  @discardableResult public func write(_ bytes: [UInt8], to name: String) -> String {
    let fd = open(file(name), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    _ = Glibc.write(fd, bytes, bytes.count)
    close(fd)
    return file(name)
  }

  /// A link in place of what had this name.
  public func link(_ name: String, to target: String) {
    unlink(file(name))
    symlink(target, file(name))
  }

  /// A folder with those above it.
  public func folder(_ name: String) {
    try? FileManager.default.createDirectory(atPath: file(name), withIntermediateDirectories: true)
  }
}
