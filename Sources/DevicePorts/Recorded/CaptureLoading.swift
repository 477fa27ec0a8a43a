public import Devices
import Glibc
import SerialPort

extension DeviceSpec {
  /// Looks whether the place is a capture, and reads it through once, so that what is wrong with it is said
  /// before a session begins. Pipes and ports are not touched.
  public mutating func loadCapture() throws(CaptureFailure) {
    guard case .file(let path) = endpoint, let bytes = try CaptureBytes.read(path) else { return }
    let reader = try Self.readThrough(bytes, path)
    guard reader.header.kind == kind.name else {
      throw .otherKind(path: path, found: reader.header.kind, asked: kind.name)
    }
    capture = reader
    // The capture holds only that device's answers.
    address = address ?? reader.header.address
  }

  private static func readThrough(_ bytes: [UInt8], _ path: String) throws(CaptureFailure) -> CaptureReader {
    do throws(CaptureError) {
      let reader = try CaptureReader(bytes)
      var rest = reader
      while try rest.next() != nil {}
      return reader
    } catch { throw .damaged(path: path, error) }
  }
}

/// Why a capture cannot be played.
public enum CaptureFailure: Error {
  case otherKind(path: String, found: String, asked: String)
  case damaged(path: String, CaptureError)
  /// The system's words.
  case unreadable(path: String, String)
}

/// The whole of a capture file.
enum CaptureBytes {
  /// Nil unless it is a regular file, and a capture.
  static func read(_ path: String) throws(CaptureFailure) -> [UInt8]? {
    // Asked before opening: opening a pipe would wake its writer, who would then find the reader gone.
    var facts = stat()
    guard stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
    let fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    guard fd >= 0 else { return nil }
    defer { close(fd) }
    let beginning = try bytes(fd, path, atMost: CaptureReader.beginningCount)
    guard CaptureReader.recognises(beginning) else { return nil }
    return beginning + (try bytes(fd, path, atMost: .max))
  }

  private static func bytes(_ fd: Int32, _ path: String, atMost limit: Int) throws(CaptureFailure) -> [UInt8]
  {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: min(limit, 1 << 16))
    while all.count < limit {
      let count = Glibc.read(fd, &buffer, min(buffer.count, limit - all.count))
      if count == 0 { break }
      if count < 0 && errno != EINTR { throw .unreadable(path: path, String(cString: strerror(errno))) }
      all += buffer.prefix(max(count, 0))
    }
    return all
  }
}
