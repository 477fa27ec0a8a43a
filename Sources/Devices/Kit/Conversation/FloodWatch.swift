import InfusionCore
import Quantities

/// Thins a sender that floods: more than 20 readings in each of the last two seconds. Then only the last
/// reading of each 100 ms is given, completed by what only an earlier one of them told, so that no cuff
/// result or pump report is lost.
struct FloodWatch: Sendable {
  struct Given: Hashable, Sendable {
    var reading: Reading
    var time: SessionTime
  }
  private(set) var isFlooding: Bool
  /// The last reading of the present 100 ms, until they are over.
  private(set) var delayed: Given? {
    get { if case .reading(let given) = held { given } else { nil } }
    set { held = newValue.map(Held.reading) ?? .nothing }
  }

  /// Held in a box: a reading is large, and asking for the deadline with each frame must not copy it.
  private enum Held: Sendable {
    case nothing
    indirect case reading(Given)
  }
  private var held = Held.nothing

  /// How many readings came in each slot of the last two seconds; the last one is the present slot.
  private var counts: ArraySlice<Int> = ArraySlice(repeating: 0, count: slotsKept)
  private var slot: Int64 = 0

  private static let slotSpan: Int64 = 100
  private static let slotsASecond = 10
  private static let slotsKept = 2 * slotsASecond + 1
  private static let mostASecond = 20

  /// - Parameter isFlooding: whether that was told before anything is heard.
  init(isFlooding: Bool = false) { self.isFlooding = isFlooding }

  /// When what is held is due.
  var deadline: SessionTime? {
    guard case .reading(let given) = held else { return nil }
    return SessionTime(milliseconds: (Self.slot(of: given.time) + 1) * Self.slotSpan)
  }

  /// Counts a reading. Returns whether a flood began or ended with it.
  mutating func count(at now: SessionTime) -> Bool {
    let next = Self.slot(of: now)
    for _ in 0..<min(max(next - slot, 0), Int64(Self.slotsKept)) {
      counts.removeFirst()
      counts.append(0)
    }
    slot = max(slot, next)
    counts[counts.endIndex - 1] += 1
    // Whole slots only: how much the present one will hold is not known yet.
    let seconds = [counts.prefix(Self.slotsASecond), counts.dropFirst(Self.slotsASecond).dropLast()]
      .map { $0.reduce(0, +) }
    let before = isFlooding
    // For two whole seconds: it was there in the first of their slots.
    if seconds.allSatisfy({ $0 > Self.mostASecond }), counts.first != 0 { isFlooding = true }
    if seconds.allSatisfy({ $0 <= Self.mostASecond }) { isFlooding = false }
    return isFlooding != before
  }

  /// Takes a reading of a flood. Returns what was delayed, if its time is over.
  mutating func delay(_ reading: Reading, at time: SessionTime) -> Given? {
    if let delayed, Self.slot(of: delayed.time) == Self.slot(of: time) {
      self.delayed = Given(reading: delayed.reading.followed(by: reading), time: time)
      return nil
    }
    defer { delayed = Given(reading: reading, time: time) }
    return delayed
  }

  mutating func release() -> Given? {
    defer { delayed = nil }
    return delayed
  }

  /// A pulled cable drops the delayed reading.
  mutating func closed() { delayed = nil }

  private static func slot(of time: SessionTime) -> Int64 { time.milliseconds / slotSpan }
}

extension Reading {
  /// The later one, with what only the earlier one told.
  fileprivate func followed(by later: Reading) -> Reading {
    Reading(
      source: source, status: later.status ?? status, spo2: later.spo2 ?? spo2, hr: later.hr ?? hr,
      rr: later.rr ?? rr, pi: later.pi ?? pi, etco2: later.etco2 ?? etco2, temp: later.temp ?? temp,
      nibp: later.nibp ?? nibp, pump: pump.map { $0.followed(by: later.pump) } ?? later.pump)
  }
}

extension PumpReport {
  fileprivate func followed(by later: PumpReport?) -> PumpReport {
    PumpReport(
      state: later?.state ?? state, rate: later?.rate ?? rate, volume: later?.volume ?? volume,
      vtbi: later?.vtbi ?? vtbi)
  }
}
