import Glibc

/// A folder that is gone after the test.
final class Scratch {
  let path: String
  private var made: [String] = []

  init?() {
    var template = Array("/tmp/chairside-port-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { return nil }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    for entry in made.reversed() { remove(entry) }
    rmdir(path)
  }

  /// A name in the folder that will be removed with it.
  func entry(_ name: String) -> String {
    let entry = "\(path)/\(name)"
    if !made.contains(entry) { made.append(entry) }
    return entry
  }

  func link(_ name: String, to target: String) {
    unlink(entry(name))
    symlink(target, entry(name))
  }

  func folder(_ name: String) {
    var grown = ""
    for part in name.split(separator: "/") {
      grown += grown.isEmpty ? "\(part)" : "/\(part)"
      mkdir(entry(grown), 0o700)
    }
  }

  @discardableResult func file(_ name: String, _ bytes: [UInt8]) -> String {
    let fd = open(entry(name), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    _ = write(fd, bytes, bytes.count)
    close(fd)
    return entry(name)
  }
}
