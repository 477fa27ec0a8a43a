import Glibc
import SessionArchives
import SessionJournal
import SessionRecord

/// An archive of small sealed sessions to be measured on.
struct BenchArchive {
  let root: String
  let sessions: Int
  /// Of all journals.
  let bytes: Int

  /// `--sessions=10000` asks for so many.
  static let sizeArgument = "--sessions="
  static var asked: Int {
    let word = CommandLine.arguments.last { $0.hasPrefix(sizeArgument) }
    return word.flatMap { Int($0.dropFirst(sizeArgument.count)) } ?? (Effort.asked.runs == 1 ? 40 : 1000)
  }

  static func make(_ program: Program, _ workplace: Workplace) -> BenchArchive? {
    guard let small = SmallSession(program, workplace) else { return nil }
    let root = workplace.file("archive")
    let lines = Workers.map(Array(0..<asked)) { try? small.write($0, into: root) }.compactMap { $0 }
    guard lines.count == asked else { return nil }
    do throws(SystemError) { try LedgerFile(root: root).add(sealed: lines) } catch { return nil }
    let bytes = SessionArchive(root: root).folders().reduce(0) { $0 + $1.journalBytes }
    return BenchArchive(root: root, sessions: asked, bytes: bytes)
  }
}

extension Disk {
  /// Writes a file that may be lost in a power cut.
  static func writeUnsafely(_ bytes: [UInt8], _ path: String) throws(SystemError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw SystemError("open", path, code: errno) }
    defer { close(descriptor) }
    let code = writeAll(bytes, to: descriptor)
    guard code == 0 else { throw SystemError("write", path, code: code) }
  }
}
