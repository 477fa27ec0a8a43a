import SystemClocks

/// Where bursts are heard. Never blocks; belongs to the thread of the poll loop.
public final class SoundOutput {
  public let choice: SoundChoice
  private let ring: () -> Bool
  private let player: PCMPlayer?
  private var told: SoundReport?
  private var bellFailed = false
  /// When the bells of the burst that was begun are still to ring.
  private var bells: [Int64] = []
  /// When the burst that was begun must be over.
  private var overdueMilliseconds: Int64?

  /// How much longer than its burst a device may take before it counts as stuck.
  private static let patienceMilliseconds: Int64 = 5000

  /// - Parameter ring: writes one BEL to the terminal; false when it could not. Used by the bell only.
  public init(_ choice: SoundChoice, ring: @escaping () -> Bool) {
    self.choice = choice
    self.ring = ring
    switch choice {
    case .none, .bell: player = nil
    case .alsa(let device): player = PCMPlayer(device: device)
    }
  }

  deinit { player?.end() }

  /// Poll it for input, and call `report` when it is readable; -1 if there is nothing to wait for.
  public var fd: Int32 { player?.changed.descriptor ?? -1 }

  /// Whether a burst is being played, or is about to be.
  public var isBusy: Bool { !bells.isEmpty || player?.isBusy ?? false }

  /// When `advance` has something to do; nil while nothing is to come.
  public var dueMilliseconds: Int64? { bells.first }

  /// How long a burst lasts here, ms. For `BurstSchedule`.
  public static func lengthMilliseconds(of urgency: Urgency, on choice: SoundChoice) -> Int64 {
    switch choice {
    case .none: 0
    case .bell: BellPattern(urgency).lengthMilliseconds
    case .alsa: Int64(Burst(urgency).lengthMilliseconds)
    }
  }

  /// Begins a burst, in place of the one that may be playing.
  public func play(_ urgency: Urgency, atMilliseconds now: Int64) {
    switch choice {
    case .none: break
    case .bell:
      bells = BellPattern(urgency).startsMilliseconds.map { now + $0 }
      advance(atMilliseconds: now)
    case .alsa:
      player?.play(urgency)
      overdueMilliseconds = now + Int64(Burst(urgency).lengthMilliseconds) + Self.patienceMilliseconds
    }
  }

  /// Rings what is due of the burst that was begun. Two that are due at once are one: a loop that was held up
  /// must not ring them together.
  public func advance(atMilliseconds now: Int64) {
    let due = bells.prefix { $0 <= now }
    guard !due.isEmpty else { return }
    bells.removeFirst(due.count)
    bellFailed = !ring()
  }

  /// Ends the burst that is playing.
  public func silence() {
    bells = []
    player?.silence()
  }

  /// Whether it works, if that has changed. Also call it once a second, because a stuck device reports
  /// nothing by itself.
  public func report(atMilliseconds now: Int64) -> SoundReport? {
    guard let state = state(now), state != told else { return nil }
    told = state
    return state
  }

  private func state(_ now: Int64) -> SoundReport? {
    switch choice {
    case .none: return nil
    case .bell: return bellFailed ? .failing(.bellUnheard) : .working
    case .alsa(let device):
      guard let player else { return .failing(.noThread) }
      let news = player.drainReport()
      if !player.isBusy { overdueMilliseconds = nil }
      if let overdueMilliseconds, overdueMilliseconds <= now { return .failing(.stuck(device: device)) }
      return news
    }
  }
}
