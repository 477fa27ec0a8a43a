import Glibc

/// A serial port that this machine has.
public struct FoundPort: Hashable, Sendable {
  /// `/dev/ttyUSB0`: changes when plugged in again in another order.
  public let path: String
  /// Its name below `/dev/serial/by-id`, which stays with the adapter; nil where the system made none.
  public let stablePath: String?
  /// What the USB adapter says it is, "FTDI FT232R USB UART"; nil for a port on the board.
  public let adapter: String?
  /// Whether this user may read and write it.
  public let isAllowed: Bool

  /// The ports of this machine, by name. A board's `ttyS` nodes exist whether there is a chip behind them or
  /// not: only those with a chip are listed.
  /// - Parameter root: the file system to look at, for tests.
  public static func all(root: String = "") -> [FoundPort] {
    let stable = stablePaths(root)
    return names(in: "\(root)/dev").filter { isPort($0, root) }.sorted(by: isBefore).map { name in
      let path = "\(root)/dev/\(name)"
      return FoundPort(
        path: path, stablePath: stable[name], adapter: adapter(of: name, root),
        isAllowed: access(path, R_OK | W_OK) == 0)
    }
  }

  private static func isPort(_ name: String, _ root: String) -> Bool {
    guard let (kind, _) = split(name) else { return false }
    switch kind {
    case "ttyUSB", "ttyACM": return true
    case "ttyS", "ttyAMA": return text("\(root)/sys/class/tty/\(name)/type").map { $0 != "0" } ?? false
    default: return false
    }
  }

  /// From a device's name to its path below by-id.
  private static func stablePaths(_ root: String) -> [String: String] {
    let folder = "\(root)/dev/serial/by-id"
    var paths: [String: String] = [:]
    for name in names(in: folder).sorted() {
      guard let target = realPath("\(folder)/\(name)"), let device = target.split(separator: "/").last else {
        continue
      }
      paths[String(device)] = "\(folder)/\(name)"
    }
    return paths
  }

  /// The nearest folder above the port's interface that names a product is the USB device.
  private static func adapter(of name: String, _ root: String) -> String? {
    guard var folder = realPath("\(root)/sys/class/tty/\(name)/device") else { return nil }
    for _ in 0..<4 {
      if let product = text("\(folder)/product") {
        guard let maker = text("\(folder)/manufacturer"), !product.hasPrefix(maker) else { return product }
        return "\(maker) \(product)"
      }
      guard let slash = folder.lastIndex(of: "/") else { return nil }
      folder = String(folder[..<slash])
    }
    return nil
  }

  /// `ttyUSB10` is `ttyUSB` and 10.
  private static func split(_ name: String) -> (kind: Substring, number: Int)? {
    let digits = name.reversed().prefix(while: \.isNumber).count
    guard let number = Int(name.suffix(digits)) else { return nil }
    return (name.dropLast(digits), number)
  }

  private static func isBefore(_ a: String, _ b: String) -> Bool {
    guard let (kindA, numberA) = split(a), let (kindB, numberB) = split(b) else { return a < b }
    return (kindA, numberA) < (kindB, numberB)
  }
}

private func names(in folder: String) -> [String] {
  guard let stream = opendir(folder) else { return [] }
  defer { closedir(stream) }
  var names: [String] = []
  while let entry = readdir(stream) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != "." && name != ".." { names.append(name) }
  }
  return names
}

private func realPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}

/// The first line of a small file.
private func text(_ path: String) -> String? {
  let fd = open(path, O_RDONLY | O_CLOEXEC)
  guard fd >= 0 else { return nil }
  defer { close(fd) }
  var bytes = [UInt8](repeating: 0, count: 256)
  let count = read(fd, &bytes, bytes.count)
  let line = bytes.prefix(max(0, count)).prefix { $0 >= 0x20 && $0 != 0x7F }
  return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
}
