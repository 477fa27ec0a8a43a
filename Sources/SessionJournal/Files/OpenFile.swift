import Glibc
public import SessionRecord

/// An ordinary file that stays open: what is read of it later is of the same file, whatever has its name by
/// then.
public final class OpenFile: StoredBytes {
  private let descriptor: Int32
  private let path: String

  public init(_ path: String) throws(SystemError) {
    descriptor = try Disk.openFile(path).descriptor
    self.path = path
  }

  deinit { close(descriptor) }

  /// Gives the bytes that have not been read yet in pieces, in one buffer that serves for all of them.
  /// Returns what the kernel tells of the file after the last.
  public func readPieces(_ give: (UnsafeRawBufferPointer) -> Void) throws(SystemError) -> FileFacts {
    var facts = stat()
    let code = withUnsafeTemporaryAllocation(byteCount: Self.pieceBytes, alignment: 16) { buffer -> Int32 in
      while true {
        let got = read(descriptor, buffer.baseAddress, buffer.count)
        if got > 0 { give(UnsafeRawBufferPointer(rebasing: buffer[..<got])) }
        if got == 0 { return fstat(descriptor, &facts) == 0 ? 0 : errno }
        if got < 0 && errno != EINTR { return errno }
      }
    }
    guard code == 0 else { throw SystemError("read", path, code: code) }
    return FileFacts(facts)
  }

  /// The bytes of a range; nil if not all of them can be read.
  public func bytes(in range: Range<Int>) -> [UInt8]? {
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, filled in
      while filled < range.count {
        let rest = range.count - filled
        let got = pread(
          descriptor, buffer.baseAddress?.advanced(by: filled), rest, off_t(range.lowerBound + filled))
        if got > 0 { filled += got }
        if got == 0 || got < 0 && errno != EINTR { return }
      }
    }
    return bytes.count == range.count ? bytes : nil
  }

  /// Small enough for a thread's stack and the processor's cache.
  private static let pieceBytes = 1 << 17
}
