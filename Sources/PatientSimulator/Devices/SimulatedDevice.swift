import Quantities

/// One device on its cable: when it speaks, and when it cannot.
struct SimulatedDevice: Sendable {
  let spec: SimulatedDeviceSpec
  private var voice: any DeviceVoice
  /// Where the frames are counted from: switching on, or the host's word that started the stream.
  private var origin = SessionTime.start
  private var frames: Int64 = 0
  private var isPlugged = true
  private var answers: [(SessionTime, [UInt8])] = []
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
    (origin, frames, answers) = (now, 0, [])
    return isIn ? .pluggedIn : .unplugged
  }

  mutating func received(_ bytes: [UInt8], at now: SessionTime) {
    guard isPlugged else { return }
    let wasStreaming = voice.isStreaming
    let answer = voice.received(bytes)
    if !answer.isEmpty { answers.append((now, answer)) }
    if voice.isStreaming && !wasStreaming { (origin, frames) = (now, 0) }
  }

  /// Everything it says up to and including `limit`, in the order of time.
  mutating func speech(
    upTo limit: SessionTime, _ signals: BedsideSignals, isGarbled: Bool
  ) -> [(SessionTime, [UInt8])] {
    guard isPlugged else { return [] }
    var spoken = answers
    answers = []
    while voice.isStreaming, frameTime <= limit {
      let frame = voice.frame(signals)
      spoken.append((frameTime, isGarbled ? noise(frame.count) : frame))
      frames += 1
    }
    return spoken
  }

  private var frameTime: SessionTime { origin + .milliseconds(1000 * frames / voice.framesPerSecond) }

  private mutating func noise(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: chance.next()) }
  }
}
