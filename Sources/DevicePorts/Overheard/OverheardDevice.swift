import Devices
import InfusionCore
public import ProcessSignals
import Quantities
import SerialPort
import SerialSettings

/// One device, decoded as it speaks, outside of any session: for finding out whether cable, speed and kind
/// are right.
public struct OverheardDevice {
  private let kind: DeviceKind
  private let port: OverheardPort

  public init(_ spec: DeviceSpec) {
    kind = spec.kind
    port = OverheardPort(
      spec.endpoint, line: spec.kind.line, kinds: [spec.kind], mayAsk: true, address: spec.address,
      addressee: spec.addressee)
  }

  /// Tells each reading and what becomes of the line, until somebody asks to stop or the input ends; then
  /// what was not understood, each thing once with its count.
  ///
  /// - Throws: a file that could not be read at all. Another port is waited for.
  public func run(_ stop: StopRequest, tell: (String) -> Void) throws(UnreadInput) {
    tell("\(kind.title)\(port.line.map { ", \($0)" } ?? "")")
    while !port.isOver, !stop.isMade {
      for told in port.listen(until: port.now + .seconds(60), stop) { tell("\(clock)  \(sentence(told))") }
    }
    port.close()
    if port.isOver, !port.wasOpen, let loss = port.loss { throw UnreadInput(reason: loss.sentence) }
    tell("\(clock)  \(counts)")
    for line in afterthoughts { tell("  \(line)") }
  }

  private func sentence(_ told: OverheardPort.Told) -> String {
    switch told {
    case .opened: "open"
    case .lost(let loss): "lost: \(loss.sentence)"
    case .link(.connected): "heard"
    case .link(.lost(let loss)): "lost: \(loss.sentence)  (\(counts))"
    case .reading(let reading): "\(reading.words)  (\(counts))"
    case .nothingRead: "nothing that is understood  (\(counts))"
    case .called(let caller, let address): "\(caller) from \(address)"
    case .left(let caller): "\(caller) is gone"
    case .remark(let text): text
    }
  }

  private var afterthoughts: [String] {
    let passedOver = port.passedOver.flatMap { $0.sorted { $0.key < $1.key } }
    let unread = port.unread.flatMap(\.entries)
    let more = port.unread.reduce(0) { $0 + $1.uncountedTimes }
    return passedOver.map { "passed over: results of \($0.key), \(Self.times($0.value))" }
      + unread.map { "\($0.unread), \(Self.times($0.count))" }
      + (more > 0 ? ["others not understood, \(Self.times(more))"] : [])
  }

  private static func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }

  private var counts: String {
    guard let counted = port.counters.first else { return "" }
    let unread = port.unread.reduce(0) { $0 + $1.entries.count }
    let words = OverheardCounts(counted, damaged: port.damagedCount).words
    return unread == 0 ? words : "\(words), \(unread) not understood"
  }

  private var clock: String { "\(Fixed(thousandths: Int(port.now.milliseconds)).rounded(places: 1)) s" }
}

/// What was heard in figures: `15 good, 0 bad, 3 bytes skipped`.
struct OverheardCounts {
  private let counted: WireCounters
  private let damaged: Int

  init(_ counted: WireCounters, damaged: Int) {
    self.counted = counted
    self.damaged = damaged
  }

  var words: String {
    let more = [(counted.lostFrames, "lost"), (damaged, "damaged by the line")].filter { $0.0 > 0 }
    let always = "\(counted.goodFrames) good, \(counted.badFrames) bad, \(counted.skippedBytes) bytes skipped"
    return ([always] + more.map { "\($0.0) \($0.1)" }).joined(separator: ", ")
  }
}

/// An input that ends is not there, or may not be read.
public struct UnreadInput: Error, Hashable {
  public var reason: String

  public init(reason: String) { self.reason = reason }
}
