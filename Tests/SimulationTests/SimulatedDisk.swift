import Glibc
import SessionRecord

@testable import SessionJournal

/// The disk below the sessions: real files in memory, behind calls that stall, write short, fail, or are
/// never done because the process is dead. What was not synced is at the mercy of a power cut.
final class SimulatedDisk {
  unowned let world: SimulatedWorld
  /// Until when writing does not come back.
  var stallsUntil = Int64.min
  var failsUntil = Int64.min
  var fullUntil = Int64.min
  var bytesLeft = 0
  /// Of each file that was written to since its last sync: how many bytes of it are there for good.
  private var durable: [String: Int] = [:]

  init(_ world: SimulatedWorld) { self.world = world }

  /// The process is dead, so its calls have no effect.
  var isFrozen: Bool { world.isDead }
  var isFull: Bool { fullUntil > world.now }
  /// The `errno` of whatever is asked of it now; 0 where it works.
  var failure: Int32 { failsUntil > world.now ? EIO : 0 }

  /// How many of so many bytes fit, and are taken at once.
  func room(for count: Int) -> Int {
    var taken = isFull ? min(count, bytesLeft) : count
    if taken > 1, world.dice.once(in: world.fate.shortWriteOdds) { taken = world.dice.number(1...taken - 1) }
    if isFull { bytesLeft -= taken }
    return taken
  }

  func freed(_ count: Int) { if isFull { bytesLeft += count } }

  func wrote(to path: String, behind size: Int) { durable[path] = min(durable[path] ?? size, size) }
  func synced(_ path: String) { durable[path] = nil }
  func removed(_ path: String) { durable[path] = nil }

  /// The power goes: of what was not synced any part may be there, pages of it never written.
  func cutPower() {
    for (path, kept) in durable.sorted(by: { $0.key < $1.key }) {
      let size = Disk.size(of: path)
      guard size > kept else { continue }
      switch world.dice.number(0...3) {
      case 0: _ = truncate(path, off_t(kept))
      case 1: _ = truncate(path, off_t(world.dice.number(kept...size)))
      case 2: zero(path, from: kept, to: size)
      default: break
      }
    }
    durable = [:]
  }

  /// Zeroes pages of a file that had grown but had not reached the disk when the power went.
  private func zero(_ path: String, from start: Int, to end: Int) {
    let first = world.dice.number(start...end)
    let last = world.dice.number(first...end)
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let nothing = [UInt8](repeating: 0, count: last - first)
    _ = pwrite(descriptor, nothing, nothing.count, off_t(first))
  }
}

/// A session's folder on that disk.
final class SimulatedFolder: JournalFolder {
  private let folder: SessionFolder
  private let real: DiskFolder
  private let disk: SimulatedDisk

  init(_ folder: SessionFolder, on disk: SimulatedDisk) {
    self.folder = folder
    real = DiskFolder(folder)
    self.disk = disk
  }

  func createSegment(_ number: Int) throws(SystemError) -> any JournalFile {
    try file(number) { () throws(SystemError) in try real.createSegment(number) }
  }

  func openSegment(_ number: Int) throws(SystemError) -> any JournalFile {
    try file(number) { () throws(SystemError) in try real.openSegment(number) }
  }

  private func file(
    _ number: Int, _ make: () throws(SystemError) -> any JournalFile
  ) throws(SystemError) -> any JournalFile {
    disk.world.step()
    guard !disk.isFrozen else { return LostFile() }
    let path = folder.file(SessionFolder.segmentName(number))
    guard disk.failure == 0 else { throw SystemError("open", path, code: disk.failure) }
    if disk.isFull, disk.bytesLeft == 0 { throw SystemError("open", path, code: ENOSPC) }
    return SimulatedFile(try make(), path, on: disk)
  }

  func removeSegment(_ number: Int) {
    guard !disk.isFrozen else { return }
    disk.removed(folder.file(SessionFolder.segmentName(number)))
    real.removeSegment(number)
  }

  func freeBytes() -> Int? { disk.isFull ? disk.bytesLeft : 1 << 40 }

  func readSegments() throws(SystemError) -> [SegmentBytes] {
    guard disk.failure == 0 else { throw SystemError("read", folder.path, code: disk.failure) }
    return try real.readSegments()
  }

  func append(_ bytes: [UInt8], to name: String, at size: Int) -> Int32 {
    disk.world.step()
    guard !disk.isFrozen else { return 0 }
    guard disk.failure == 0 else { return disk.failure }
    let room = disk.isFull ? disk.room(for: bytes.count) : bytes.count
    let code = real.append(Array(bytes.prefix(room)), to: name, at: size)
    if code == 0 { disk.wrote(to: folder.file(name), behind: size) }
    return code != 0 ? code : room < bytes.count ? ENOSPC : 0
  }

  func keep(_ bytes: [UInt8], in name: String) -> Int32 {
    whole(bytes.count) { real.keep(bytes, in: name) }
  }

  func holds(_ bytes: [UInt8], as name: String) -> Bool {
    guard disk.failure == 0, real.holds(bytes, as: name) else { return false }
    disk.synced(folder.file(name))
    return true
  }

  func write(_ bytes: [UInt8], asWhole name: String) -> Int32 {
    let code = whole(bytes.count) { real.write(bytes, asWhole: name) }
    if code == 0 { disk.synced(folder.file(name)) }
    return code
  }

  private func whole(_ count: Int, _ write: () -> Int32) -> Int32 {
    disk.world.step()
    guard !disk.isFrozen else { return 0 }
    guard disk.failure == 0 else { return disk.failure }
    if disk.isFull {
      guard disk.bytesLeft >= count else { return ENOSPC }
      disk.bytesLeft -= count
    }
    return write()
  }
}

final class SimulatedFile: JournalFile {
  private let real: any JournalFile
  private let path: String
  private let disk: SimulatedDisk

  init(_ real: any JournalFile, _ path: String, on disk: SimulatedDisk) {
    self.real = real
    self.path = path
    self.disk = disk
  }

  func append(_ bytes: ArraySlice<UInt8>) -> AppendOutcome {
    disk.world.step()
    guard !disk.isFrozen else { return .wrote(bytes.count) }
    guard disk.failure == 0 else { return .failed(disk.failure) }
    let room = disk.room(for: bytes.count)
    guard room > 0 else { return .failed(ENOSPC) }
    let size = Disk.size(of: path)
    let outcome = real.append(bytes.prefix(room))
    disk.wrote(to: path, behind: size)
    return outcome
  }

  func synchronize() -> Int32 {
    disk.world.step()
    guard !disk.isFrozen else { return 0 }
    guard disk.failure == 0 else { return disk.failure }
    disk.synced(path)
    return 0
  }

  func truncate(to size: Int) -> Int32 {
    guard !disk.isFrozen else { return 0 }
    guard disk.failure == 0 else { return disk.failure }
    disk.freed(max(0, Disk.size(of: path) - size))
    return real.truncate(to: size)
  }

  func look() -> FileLook { disk.isFrozen ? .unknown(EIO) : real.look() }
  func read(_ count: Int, at place: Int) -> [UInt8]? { disk.failure == 0 ? real.read(count, at: place) : nil }
  func close() { real.close() }
}

/// What a dead process writes to.
private final class LostFile: JournalFile {
  func append(_ bytes: ArraySlice<UInt8>) -> AppendOutcome { .wrote(bytes.count) }
  func synchronize() -> Int32 { 0 }
  func truncate(to size: Int) -> Int32 { 0 }
  func look() -> FileLook { .unknown(EIO) }
  func read(_ count: Int, at place: Int) -> [UInt8]? { nil }
  func close() {}
}
