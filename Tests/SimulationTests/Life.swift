import CLinux
import Glibc

@testable import MonitorApp
@testable import StationKeeper

/// A station's life, and what comes out of it: its words to the keeper, what it has in hand, what it prints.
final class Life {
  var station: Station?
  let orders: StationOrders
  private let note: StationNote?
  private let words: Int32
  private(set) var outputEnd: Int32 = -1
  private(set) var output: Int32 = -1
  /// As its keeper finds them when it has ended.
  private(set) var said: [StationWord] = []
  private(set) var inHand: String?
  private(set) var told: Int?
  private var isHeard = false

  init?(
    _ start: StationOrders.Start, after death: StationEnd?, note: StationNote?, aside: [String],
    told: Int?, keptSince: Int64
  ) {
    var ends: [Int32] = [-1, -1]
    guard cl_pipe(&ends) == 0 else { return nil }
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    words = ends[0]
    note?.letGo()
    self.note = note
    orders = StationOrders(
      start: start, death: death, wordsDescriptor: ends[1], noteDescriptor: note?.descriptor ?? -1,
      aside: aside, session: note?.session(), told: told, keeper: getpid(), keptSince: keptSince)
    var sockets: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &sockets) == 0 else { return nil }
    _ = fcntl(sockets[0], F_SETFL, O_NONBLOCK)
    _ = fcntl(sockets[1], F_SETFL, O_NONBLOCK)
    (outputEnd, output) = (sockets[0], sockets[1])
  }

  deinit { for descriptor in [words, orders.wordsDescriptor, outputEnd, output] { close(descriptor) } }

  /// Reads the station's last words to its keeper.
  func hear() {
    guard !isHeard else { return }
    isHeard = true
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = read(words, &bytes, bytes.count)
    said = bytes.prefix(max(0, count)).compactMap(StationWord.init(rawValue:))
    inHand = note?.read()
    told = note?.told()
  }
}
