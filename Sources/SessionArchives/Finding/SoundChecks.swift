import Glibc
public import SessionJournal
public import SessionRecord

/// The answers given when no session was open and `sound-check` asked whether the alarms were heard: a line
/// each, in the folder of sessions. No line is ever changed; the next self-test shows the last one.
///
///     2026-11-29T08:10:12.000+01:00 heard bell
public struct SoundChecks: Sendable {
  public let path: String

  /// - Parameter root: the folder of sessions.
  public init(root: String) { path = "\(root)/sound-checks.txt" }

  /// One answer, and what was tried.
  public struct Entry: Hashable, Sendable {
    public var at: WallTime
    public var isHeard: Bool
    /// The output that played: `bell`, `alsa:hw:1`.
    public var output: String

    public init(at: WallTime, isHeard: Bool, output: String) {
      self.at = at
      self.isHeard = isHeard
      self.output = output
    }
  }

  /// Nil if there is none, or its line cannot be read.
  public var last: Entry? {
    let text = String(decoding: (try? Disk.read(path)) ?? [], as: UTF8.self)
    return text.split(separator: "\n").last.flatMap { Entry(line: $0) }
  }

  public func add(_ entry: Entry) throws(SystemError) {
    try Disk.makeFolders(String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex)))
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw SystemError("open", path, code: errno) }
    defer { close(descriptor) }
    let code = Disk.writeAll(Array("\(entry.line)\n".utf8), to: descriptor)
    guard code == 0 else { throw SystemError("write", path, code: code) }
  }
}

extension SoundChecks.Entry {
  private static let (heard, unheard) = ("heard", "NOT-HEARD")

  public var line: String { "\(at) \(isHeard ? Self.heard : Self.unheard) \(output)" }

  init?(line: some StringProtocol) {
    let words = line.split(separator: " ", maxSplits: 2)
    guard words.count == 3, let at = WallTime(words[0]),
      words[1] == Self.heard || words[1] == Self.unheard
    else { return nil }
    self.init(at: at, isHeard: words[1] == Self.heard, output: String(words[2]))
  }
}
