import Glibc

/// A process that wants all of a processor.
struct BusyNeighbour {
  static let argument = "--busy-neighbour"
  private let child: Child

  static func start() -> BusyNeighbour? {
    Child.start("/proc/self/exe", [argument], input: "/dev/null", output: "/dev/null").map(BusyNeighbour.init)
  }

  func end() { child.end() }

  /// Until somebody ends it, or its parent is gone.
  static func spin() -> Never {
    let parent = getppid()
    var word: UInt64 = 1
    while true {
      for _ in 0..<1_000_000 { word = word &* 6_364_136_223_846_793_005 &+ 1 }
      if getppid() != parent || word == 0 { Glibc.exit(0) }
    }
  }
}
