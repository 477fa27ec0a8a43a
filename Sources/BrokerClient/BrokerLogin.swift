import Glibc

/// User and password for a broker, from a file that nobody else may read: a line each.
public struct BrokerLogin: Hashable, Sendable {
  public let user: String
  public let password: String

  private static let most = 4096

  public init(file path: String) throws(BrokerLoginError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .unreadable(path, String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { throw .noFile(path) }
    guard facts.st_mode & 0o077 == 0 else { throw .open(path, mode: facts.st_mode & 0o777) }
    var bytes = [UInt8](repeating: 0, count: Self.most)
    let count = read(descriptor, &bytes, bytes.count)
    guard count >= 0, let text = String(validating: bytes[..<count], as: UTF8.self) else {
      throw .twoLines(path)
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let rest = lines.dropFirst(2)
    guard lines.count >= 2, !lines[0].isEmpty, !lines[1].isEmpty, rest.allSatisfy(\.isEmpty) else {
      throw .twoLines(path)
    }
    user = String(lines[0])
    password = String(lines[1])
  }
}

/// Why a file with a broker's user and password is not used.
public enum BrokerLoginError: Error, Hashable, Sendable {
  case unreadable(String, String)
  case noFile(String)
  /// Others may read it.
  case open(String, mode: UInt32)
  case twoLines(String)

  public var sentence: String {
    switch self {
    case .unreadable(let path, let why): "\(path): \(why)"
    case .noFile(let path): "\(path) is no file"
    case .open(let path, let mode):
      "\(path) has mode 0\(String(mode, radix: 8)), and others may read the password: chmod 600 \(path)"
    case .twoLines(let path): "\(path): two lines are wanted, the user's name and the password"
    }
  }
}
