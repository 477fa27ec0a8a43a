import Devices
import Quantities

/// One device on its cable: when it speaks, and when it cannot.
struct SimulatedDevice: Sendable {
  let spec: SimulatedDeviceSpec
  private var voice: any SimulatedVoice
  /// Where the frames are counted from: switching on, or the host's word that started the stream.
  private var origin = SessionTime.start
  private var frames: Int64 = 0
  private var isPlugged = true
  /// What the host said, and when; not heard yet.
  private var words: [(time: SessionTime, bytes: [UInt8])] = []
  private var chance: SplitMix64

  init(_ spec: SimulatedDeviceSpec, chance: SplitMix64) {
    self.spec = spec
    self.chance = chance
    voice = spec.voice()
  }

  func isHit(_ condition: (DeviceRole) -> Bool) -> Bool { spec.carries.contains(where: condition) }

  /// Pulls the cable or puts it back; nil when it is so already. A device that was unplugged begins anew.
  mutating func plug(_ isIn: Bool, at now: SessionTime) -> TransmissionContent? {
    guard isIn != isPlugged else { return nil }
    isPlugged = isIn
    voice = spec.voice()
    (origin, frames, words) = (now, 0, [])
    return isIn ? .pluggedIn : .unplugged
  }

  var isAsked: Bool { !words.isEmpty }

  mutating func received(_ bytes: [UInt8], at now: SessionTime) {
    if isPlugged { words.append((now, bytes)) }
  }

  /// Says everything up to and including `limit`, in the order of time: what it sends by itself, and what it
  /// answers.
  mutating func speak(
    upTo limit: SessionTime, _ signals: BedsideSignals, isGarbled: Bool,
    _ say: (SessionTime, [UInt8]) -> Void
  ) {
    guard isPlugged else { return }
    while let word = words.first, word.time <= limit {
      words.removeFirst()
      stream(upTo: word.time, signals, isGarbled, say)
      utter(answer(to: word.bytes, at: word.time, signals), at: word.time, isGarbled, say)
    }
    stream(upTo: limit, signals, isGarbled, say)
  }

  private mutating func stream(
    upTo limit: SessionTime, _ signals: BedsideSignals, _ isGarbled: Bool,
    _ say: (SessionTime, [UInt8]) -> Void
  ) {
    while voice.isStreaming {
      let time = frameTime
      guard time <= limit else { return }
      utter(voice.frame(signals), at: time, isGarbled, say)
      frames += 1
    }
  }

  private mutating func utter(
    _ bytes: [UInt8], at time: SessionTime, _ isGarbled: Bool, _ say: (SessionTime, [UInt8]) -> Void
  ) {
    guard !bytes.isEmpty else { return }
    say(time, isGarbled ? noise(bytes.count) : bytes)
  }

  private mutating func answer(
    to bytes: [UInt8], at time: SessionTime, _ signals: BedsideSignals
  ) -> [UInt8] {
    let wasStreaming = voice.isStreaming
    let answer = voice.received(bytes, signals)
    if voice.isStreaming && !wasStreaming { (origin, frames) = (time, 0) }
    return answer
  }

  private var frameTime: SessionTime {
    origin + .milliseconds(60_000 * frames / voice.framesPerMinute)
  }

  private mutating func noise(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: chance.next()) }
  }
}
