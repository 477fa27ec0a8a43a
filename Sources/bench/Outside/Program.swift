import Glibc

/// The built `chairside`.
struct Program {
  let path: String

  /// Where the build put both.
  static func besideThisOne() -> Program? {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    guard count > 0 else { return nil }
    let own = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let path = own.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/chairside"
    return access(path, X_OK) == 0 ? Program(path: path) : nil
  }

  /// From start to exit, standard output thrown away. Nanoseconds; nil if it did not end well.
  func run(_ arguments: [String]) -> Int64? {
    let start = Stopwatch.nanoseconds
    guard let child = Child.start(path, arguments, input: "/dev/null", output: "/dev/null") else {
      return nil
    }
    let status = child.wait()
    return status == 0 ? Stopwatch.nanoseconds - start : nil
  }
}

/// A folder of our own for sessions, scripts and configurations.
struct Workplace {
  let path: String

  static func make() -> Workplace? {
    var template = Array("/tmp/chairside-bench-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { return nil }
    return Workplace(path: String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }

  func file(_ name: String) -> String { path + "/" + name }

  @discardableResult
  func write(_ name: String, _ text: String) -> String {
    guard let file = fopen(self.file(name), "w") else { return self.file(name) }
    fputs(text, file)
    fclose(file)
    return self.file(name)
  }

  func remove() {
    _ = Child.start("/bin/rm", ["-rf", path], input: "/dev/null", output: "/dev/null")?.wait()
  }
}
