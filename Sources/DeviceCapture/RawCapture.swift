public import Devices
public import InfusionCore
public import Quantities

/// Keeps what came and went on every port, a text file a device beside the session (`docs/capture.md`).
///
/// The loop only hands over; a thread writes. A disk that fails or does not answer costs the capture, never
/// the session.
public final class RawCapture {
  private let programVersion: String
  private let queue: CaptureQueue?
  private var sources: [SourceID] = []
  private var trouble: String?
  private var isBegun = false
  private var isEnded = false

  /// - Parameter limitBytes: how much may wait for the disk: by default hours of a usual device, minutes of
  ///   the fastest line.
  public init(programVersion: String, limitBytes: Int = 1 << 22) {
    self.programVersion = programVersion
    queue = CaptureQueue(limitBytes: limitBytes)
    if queue == nil { trouble = "the bytes of the devices are not captured: no descriptor for it" }
  }

  /// The name of a device's capture beside the session.
  static func fileName(of source: SourceID) -> String { "capture-\(source).txt" }

  /// A device whose port will be kept.
  ///
  /// - Parameter address: which device on the line is asked, where that was said.
  public func add(
    _ source: SourceID, of kind: DeviceKind, line: String, listens: Bool = false, address: LineAddress? = nil
  ) {
    sources.append(source)
    let header = CaptureHeader(
      kind: kind.name, source: source.name, line: line, program: programVersion, listens: listens,
      address: address)
    queue?.post(header, of: source)
  }

  public func keep(_ entry: CaptureEntry, of source: SourceID) {
    if !isEnded { queue?.post(entry, of: source) }
  }

  /// The session has a folder now: what was kept so far is written, and the rest as it comes.
  public func begin(in folder: String) {
    guard !isBegun, let queue else { return }
    isBegun = true
    if !CaptureThread.start(queue, folder: folder) {
      trouble = "the bytes of the devices are not captured: no thread for it"
      isEnded = true
    }
  }

  /// What went wrong since it was asked last, in sentences; each thing is told once.
  public func news() -> [String] {
    defer { trouble = nil }
    return (trouble.map { [$0] } ?? []) + (queue?.drainTroubles() ?? [])
  }

  /// The ports are let go of. Waits a moment for the disk, not longer.
  public func end(at time: SessionTime) {
    guard !isEnded else { return }
    for source in sources { keep(CaptureEntry(.closed, at: time), of: source) }
    isEnded = true
    if isBegun { queue?.end(patienceMilliseconds: 1000) }
  }
}
