import Glibc
import SystemClocks

/// What a loop waits for: descriptors with what to do. Filled anew for every turn, in the memory of the last
/// one.
struct PollSet {
  private(set) var entries: [pollfd] = []
  private(set) var tags: [Tag] = []
  private let kernel: KernelWait

  init(_ kernel: KernelWait = .ofThisMachine) { self.kernel = kernel }

  enum Tag: Hashable {
    case signals, console, recorder, sound, history, known, unwatched, output, instructor
    case device(Int)
  }

  mutating func clear() {
    entries.removeAll(keepingCapacity: true)
    tags.removeAll(keepingCapacity: true)
  }

  /// Ignores a descriptor of -1.
  mutating func add(_ tag: Tag, _ fd: Int32, _ events: Int16 = Int16(POLLIN)) {
    guard fd >= 0 else { return }
    entries.append(pollfd(fd: fd, events: events, revents: 0))
    tags.append(tag)
  }

  /// Waits at most so long; returns what is ready, with what poll said of it.
  mutating func wait(milliseconds: Int64) -> [(Tag, Int16)] {
    let timeout = Int32(clamping: max(0, min(milliseconds, 60_000)))
    // If the kernel cannot say who is ready, everybody is asked: no read here blocks.
    guard kernel.wait(for: &entries, milliseconds: timeout) != .nothing else { return [] }
    var ready: [(Tag, Int16)] = []
    for index in entries.indices where entries[index].revents != 0 {
      ready.append((tags[index], entries[index].revents))
    }
    return ready
  }
}
