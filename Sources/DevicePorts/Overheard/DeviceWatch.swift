public import Devices
import InfusionCore
public import ProcessSignals
import Quantities
public import SerialPort
import SerialSettings

/// One device, decoded as it speaks, outside of any session: for finding out whether cable, speed and kind
/// are right.
public struct DeviceWatch {
  private let kind: DeviceKind
  private let port: OverheardPort

  public init(_ kind: DeviceKind, at endpoint: Endpoint) {
    self.kind = kind
    port = OverheardPort(endpoint, line: kind.line, kinds: [kind], mayAsk: true)
  }

  /// Tells each reading and what becomes of the line, until somebody asks to stop or the input ends.
  public func run(_ stop: StopRequest, tell: (String) -> Void) {
    tell("\(kind.title)\(port.line.map { ", \($0)" } ?? "")")
    while !port.isOver, !stop.isMade {
      for told in port.listen(until: port.now + .seconds(60), stop) { tell("\(clock)  \(sentence(told))") }
    }
    port.close()
    tell("\(clock)  \(counts)")
  }

  private func sentence(_ told: OverheardPort.Told) -> String {
    switch told {
    case .opened: "open"
    case .lost(let loss): "lost: \(LinkLoss(loss).sentence)"
    case .link(.connected): "heard"
    case .link(.lost(let loss)): "lost: \(loss.sentence)  (\(counts))"
    case .reading(let reading): "\(reading.words)  (\(counts))"
    }
  }

  private var counts: String {
    guard let counted = port.counters.first else { return "" }
    return OverheardCounts(counted, damaged: port.damagedCount).words
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
