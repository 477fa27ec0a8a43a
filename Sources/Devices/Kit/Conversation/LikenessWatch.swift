import Quantities
import SerialSettings

/// Finds the kind that garbled bytes look like.
///
/// Every kind that a line set like this can carry hears the same bytes, and the best of those that they
/// follow is named: one with a checksum before one without. It is made when a stream is found to be garbled,
/// and dropped when that is over, so it costs nothing while all is well.
struct LikenessWatch: Sendable {
  private(set) var likest: DeviceKind?

  private var listeners: [Listener]
  private var began: SessionTime?
  private var lastJudged: SessionTime?
  private var bytesHeard = 0
  private var unheard: [UInt8] = []

  /// A form alone is taken for a likeness when a kind with a checksum would have shown itself.
  private static let patience = TimeSpan.seconds(3)
  private static let patienceBytes = 256
  /// It is judged so many bytes, or so much time, after the last judgement, and not with every byte.
  private static let stretchBytes = 32
  private static let stretch = TimeSpan.seconds(1)
  /// At most so many bytes are kept between two troubles of a stream.
  private static let unheardMost = 4096

  init(besides kind: DeviceKind, on options: DriverOptions) {
    let others = DeviceKind.all.filter { $0 != kind && $0.canBe(on: options.line) }
    listeners = others.map { Listener($0, options) }
  }

  /// Takes what came. It is judged where the stream was in trouble, so that the same is told however the
  /// stream was cut. Returns whether it now looks like another kind.
  mutating func hear(_ bytes: ArraySlice<UInt8>, endsInTrouble: Bool, at now: SessionTime) -> Bool {
    unheard += bytes.prefix(Self.unheardMost - min(unheard.count, Self.unheardMost))
    began = began ?? now
    let isDue = unheard.count >= Self.stretchBytes || lastJudged.map { now - $0 >= Self.stretch } ?? false
    return endsInTrouble && isDue && judge(at: now)
  }

  /// Takes what came to a kind that waits for the end of a line that never ends: no trouble shows, and it is
  /// judged after so many bytes.
  mutating func hearEndless(_ bytes: ArraySlice<UInt8>, at now: SessionTime) -> Bool {
    began = began ?? now
    var isNews = false
    for byte in bytes {
      unheard.append(byte)
      if unheard.count >= Self.stretchBytes, judge(at: now) { isNews = true }
    }
    return isNews
  }

  private mutating func judge(at now: SessionTime) -> Bool {
    lastJudged = now
    bytesHeard += unheard.count
    for index in listeners.indices { listeners[index].hear(unheard[...], at: now) }
    unheard = []
    let before = likest
    likest = best(at: now)
    return likest != before
  }

  private func best(at now: SessionTime) -> DeviceKind? {
    let isSettled = bytesHeard >= Self.patienceBytes || began.map { now - $0 >= Self.patience } ?? false
    return listeners.filter { $0.garble.follows && (isSettled || $0.kind.proof != .form) }
      .min { ($0.kind.proof.rank, $0.garble.lost) < ($1.kind.proof.rank, $1.garble.lost) }?
      .kind
  }
}

private struct Listener: Sendable {
  let kind: DeviceKind
  private var decoder: any FrameDecoder
  private(set) var garble: GarbleWatch

  init(_ kind: DeviceKind, _ options: DriverOptions) {
    self.kind = kind
    decoder = kind.decoder(options)
    let rate: FrameRate? =
      if case .nominal(let rate) = kind.sourceClock, options.timing == .arrival { rate } else { nil }
    garble = GarbleWatch(nominalInterval: kind.nominalInterval, rate: rate)
  }

  mutating func hear(_ bytes: ArraySlice<UInt8>, at now: SessionTime) {
    let before = decoder.counters
    decoder.count(bytes)
    _ = garble.hear(Findings(bytes: bytes.count, from: before, to: decoder.counters), at: now)
  }
}

extension DeviceKind {
  /// Whether its bytes survive a line set like this. Without a line (an empty text) every kind is possible.
  fileprivate func canBe(on line: String) -> Bool {
    line.isEmpty || !isOnNetwork && line.hasPrefix(self.line.bits)
  }
}

extension FrameProof {
  /// The surest first.
  fileprivate var rank: Int {
    switch self {
    case .checksum: 0
    case .record: 1
    case .form: 2
    }
  }
}
