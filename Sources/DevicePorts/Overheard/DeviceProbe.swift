public import Devices
public import InfusionCore
public import ProcessSignals
public import Quantities
public import SerialPort
import SerialSettings

/// What is on this port? Listens at each line setting that a kind has, with the decoders of all kinds that
/// have it.
///
/// Nothing is sent unless it may ask; then each kind that must be asked is asked in turn, with frames of its
/// allow-list.
public struct DeviceProbe {
  /// What one round of listening came to.
  public struct Finding: Sendable {
    public let kind: DeviceKind
    /// How many of the bytes were passed over.
    let skipped: Int
    let bad: Int
  }

  /// The result of listening at a port.
  public enum Outcome: Sendable {
    /// The likeliest first; empty if all was tried and nothing recognised, or somebody asked to stop.
    case heard([Finding])
    /// The port could never be opened, so nobody knows what is on it.
    case unopened(LinkLoss)
  }

  private let endpoint: Endpoint
  private let mayAsk: Bool
  private let span: TimeSpan

  /// - Parameter span: how long it listens at each setting.
  public init(_ endpoint: Endpoint, mayAsk: Bool, each span: TimeSpan) {
    self.endpoint = endpoint
    self.mayAsk = mayAsk
    self.span = span
  }

  /// Listens until something is recognised, or everything was tried.
  public func run(_ stop: StopRequest, tell: (String) -> Void) -> Outcome {
    for round in rounds {
      if stop.isMade { return .heard([]) }
      let outcome = listen(round, stop, tell)
      switch outcome {
      case .unopened: return outcome
      case .heard(let found): if !found.isEmpty { return outcome }
      }
    }
    return .heard([])
  }

  // MARK: Rounds

  private struct Round {
    var line: LineSettings
    var kinds: [DeviceKind]
    var asks: Bool
  }

  private var rounds: [Round] {
    let listening = groups.map { Round(line: $0.line, kinds: $0.kinds, asks: false) }
    guard mayAsk else { return listening }
    // Asking may end an alarm of a pump that is allowed for training only, so such a pump is never asked
    // here.
    let asking = kinds.filter { !$0.allowedFrames.isEmpty && !$0.isForTrainingOnly }
    return listening + asking.map { Round(line: $0.line, kinds: [$0], asks: true) }
  }

  /// Those that may be there.
  private var kinds: [DeviceKind] { DeviceKind.all.filter { $0.medium.fits(endpoint) } }

  /// The settings with their kinds, the commonest first; only a serial line has settings at all.
  private var groups: [(line: LineSettings, kinds: [DeviceKind])] {
    guard case .serial = endpoint else { return [(LineSettings(), kinds)] }
    let kinds = kinds.filter { !$0.isOnNetwork }
    var lines: [LineSettings] = []
    for kind in kinds where !lines.contains(kind.line) { lines.append(kind.line) }
    let groups = lines.map { line in (line, kinds.filter { $0.line == line }) }
    return groups.enumerated().sorted { ($1.element.1.count, $0.offset) < ($0.element.1.count, $1.offset) }
      .map(\.element)
  }

  private func listen(_ round: Round, _ stop: StopRequest, _ tell: (String) -> Void) -> Outcome {
    let port = OverheardPort(endpoint, line: round.line, kinds: round.kinds, mayAsk: round.asks)
    let end = port.now + span
    while port.now < end, !port.isOver, !stop.isMade { _ = port.listen(until: end, stop) }
    port.close()
    let found = findings(port, round.kinds)
    tell("  \(heading(port, round))\(words(port, round, found))")
    guard port.wasOpen || stop.isMade else { return .unopened(port.loss ?? .missing) }
    return .heard(found)
  }

  private func findings(_ port: OverheardPort, _ kinds: [DeviceKind]) -> [Finding] {
    let heard = zip(kinds, port.counters).filter { _, counted in
      // A short frame without a checksum fits other devices' bytes now and then, but never most of them.
      counted.goodFrames > counted.badFrames && counted.skippedBytes * 4 <= port.byteCount
    }
    return heard.map { Finding(kind: $0, skipped: $1.skippedBytes, bad: $1.badFrames) }
      .sorted { ($0.skipped + $0.bad, $0.kind.name) < ($1.skipped + $1.bad, $1.kind.name) }
  }

  // MARK: Words

  private func heading(_ port: OverheardPort, _ round: Round) -> String {
    let place = port.line?.description ?? "\(endpoint)"
    return round.asks ? "\(place), asking for \(round.kinds[0].name): " : "\(place): "
  }

  private func words(_ port: OverheardPort, _ round: Round, _ found: [Finding]) -> String {
    guard port.wasOpen else { return (port.loss ?? .missing).sentence }
    var words = port.byteCount == 0 ? "nothing" : "\(port.byteCount) bytes"
    if port.damagedCount > 0 { words += ", \(port.damagedCount) damaged by the line" }
    guard !found.isEmpty else { return port.byteCount == 0 ? words : "\(words), no frames of a known kind" }
    return "\(words): \(found.map(\.kind.name).joined(separator: ", "))"
  }
}
