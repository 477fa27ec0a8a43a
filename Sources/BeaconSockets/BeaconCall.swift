import Glibc

/// Listens to one chair: poll `descriptor`, and take the lines that are whole.
public final class BeaconCall {
  public let name: String
  public private(set) var descriptor: Int32
  private var rest = LineBuffer()

  /// No line of a beacon is longer; a sender of more without a line's end is not a chair.
  static let lineMax = 65_536

  /// Nil where nobody speaks.
  public init?(folder: String, name: String) {
    guard let address = BeaconAddress(folder: folder, name: name) else { return nil }
    self.name = name
    descriptor = BeaconAddress.newSocket()
    guard descriptor >= 0 else { return nil }
    guard address.with({ connect(descriptor, $0, $1) }) == 0 else {
      Glibc.close(descriptor)
      return nil
    }
  }

  deinit { close() }

  public var isOver: Bool { descriptor < 0 }

  public func close() {
    if descriptor >= 0 { Glibc.close(descriptor) }
    descriptor = -1
  }

  /// Says a line to the chair; whether it went out whole. It never waits.
  public func say(_ line: [UInt8]) -> Bool {
    guard !isOver else { return false }
    return line.withUnsafeBytes {
      send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
    } == line.count
  }

  /// The lines that have come whole, without their ends. Closes itself at the end, and if the bytes are not a
  /// beacon's.
  public func lines() -> [[UInt8]] {
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while !isOver {
      let count = read(descriptor, &buffer, buffer.count)
      if count > 0 {
        rest.append(buffer[..<count])
      } else if count < 0, errno == EAGAIN || errno == EINTR {
        break
      } else {
        close()
      }
    }
    let found = rest.popLines()
    if rest.count > Self.lineMax { close() }
    return found
  }
}

/// The chairs that speak in a folder.
public enum BeaconFolder {
  static let ending = ".beacon"

  public static func name(ofChair chair: String) -> String { chair + ending }

  public static func names(in folder: String) -> [String] { names(in: folder, ending: ending) }

  static func names(in folder: String, ending: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(ending) { names.append(name) }
    }
    return names.sorted()
  }
}
