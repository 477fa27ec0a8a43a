import Glibc

/// What a process and its children have cost so far, as the kernel counts it.
struct ProcessCost {
  /// Time on a processor, nanoseconds, of every thread.
  var processorNanoseconds: Int64 = 0
  /// Proportional set size: memory of its own, and its share of what is shared. kB.
  var proportionalKilobytes = 0
  var megabytes: Double { Double(proportionalKilobytes) / 1024 }

  /// Time on a processor of all children that have ended and were waited for, nanoseconds.
  static var ofEndedChildren: Int64 {
    var usage = rusage()
    getrusage(RUSAGE_CHILDREN.rawValue, &usage)
    return [usage.ru_utime, usage.ru_stime].reduce(0) {
      $0 + Int64($1.tv_sec) * 1_000_000_000 + Int64($1.tv_usec) * 1000
    }
  }

  static func of(_ root: pid_t) -> ProcessCost {
    var cost = ProcessCost()
    for pid in family(of: root) {
      for thread in names(in: "/proc/\(pid)/task") {
        cost.processorNanoseconds += Int64(firstNumber(in: text("/proc/\(pid)/task/\(thread)/schedstat")))
      }
      for line in text("/proc/\(pid)/smaps_rollup").split(separator: "\n") where line.hasPrefix("Pss:") {
        cost.proportionalKilobytes += firstNumber(in: String(line.dropFirst(4)))
      }
    }
    return cost
  }

  private static func family(of root: pid_t) -> [pid_t] {
    let children = names(in: "/proc/\(root)/task").flatMap { thread in
      text("/proc/\(root)/task/\(thread)/children").split(separator: " ").compactMap { pid_t($0) }
    }
    return [root] + children.flatMap(family)
  }

  private static func firstNumber(in text: String) -> Int {
    text.split(whereSeparator: \.isWhitespace).first.flatMap { Int($0) } ?? 0
  }

  static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }

  private static func text(_ path: String) -> String {
    guard let bytes = FileBytes.read(path) else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }
}

enum FileBytes {
  static func isThere(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func read(_ path: String) -> [UInt8]? {
    let fd = open(path, O_RDONLY | O_CLOEXEC)
    guard fd >= 0 else { return nil }
    defer { close(fd) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(fd, &chunk, chunk.count)
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
    }
  }
}
