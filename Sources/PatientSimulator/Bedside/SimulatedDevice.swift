import Devices
import Quantities

/// One device on its cable: when it speaks, and when it cannot.
struct SimulatedDevice: Sendable {
  let spec: SimulatedDeviceSpec
  private var voice: any SimulatedVoice
  /// From when its frames are counted: it was switched on, or the host's word started the stream.
  private var origin = SessionTime.start
  private var frames: Int64 = 0
  private var isPlugged = true
  /// What the host said that the device has not heard yet, and when.
  private var words: [(time: SessionTime, bytes: [UInt8])] = []
  private var chance: SplitMix64
  /// When it may say something next; nil if it has nothing to say.
  private(set) var due: SessionTime?

  init(_ spec: SimulatedDeviceSpec, chance: SplitMix64) {
    self.spec = spec
    self.chance = chance
    voice = spec.voice()
    schedule()
  }

  func isHit(_ condition: (DeviceRole) -> Bool) -> Bool { spec.carries.contains(where: condition) }

  /// Pulls the cable or puts it back; nil if that changes nothing. A device that was unplugged begins anew.
  mutating func plug(_ isIn: Bool, at now: SessionTime) -> TransmissionContent? {
    guard isIn != isPlugged else { return nil }
    isPlugged = isIn
    voice = spec.voice()
    (origin, frames, words) = (now, 0, [])
    schedule()
    return isIn ? .pluggedIn : .unplugged
  }

  var isAsked: Bool { !words.isEmpty }

  mutating func received(_ bytes: [UInt8], at now: SessionTime) {
    if isPlugged { words.append((now, bytes)) }
    schedule()
  }

  /// The bytes that are due at that time; empty if there are none. What it sends by itself comes before its
  /// answers at the same instant.
  mutating func speak(at time: SessionTime, _ signals: BedsideSignals, isGarbled: Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    if voice.isStreaming, frameTime <= time {
      bytes = voice.frame(signals)
      frames += 1
    } else if let word = words.first {
      words.removeFirst()
      bytes = answer(to: word.bytes, at: time, signals)
    }
    schedule()
    return isGarbled ? noise(bytes.count) : bytes
  }

  private mutating func answer(
    to bytes: [UInt8], at time: SessionTime, _ signals: BedsideSignals
  ) -> [UInt8] {
    let wasStreaming = voice.isStreaming
    let answer = voice.received(bytes, signals)
    if voice.isStreaming && !wasStreaming { (origin, frames) = (time, 0) }
    return answer
  }

  private mutating func schedule() {
    due = isPlugged ? words.first?.time : nil
    guard isPlugged, voice.isStreaming else { return }
    due = due.map { min($0, frameTime) } ?? frameTime
  }

  private var frameTime: SessionTime {
    origin + .milliseconds(60_000 * frames / voice.framesPerMinute)
  }

  private mutating func noise(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: chance.next()) }
  }
}
