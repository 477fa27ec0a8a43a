/// One open ALSA playback device, 48 kHz, 16 bits, one channel. It is used on one thread, and it waits there.
struct ALSADevice {
  static let sampleRateHertz = 48_000
  /// How much sound is buffered: enough to bridge a busy machine, little enough that a silenced burst ends
  /// soon.
  private static let latencyMicroseconds: CUnsignedInt = 200_000
  private static let portionSamples = sampleRateHertz / 20

  let name: String
  private let library: ALSALibrary
  private let stream: ALSALibrary.Stream

  // Values of ALSA's headers.
  private static let playback: CInt = 0
  private static let nonblocking: CInt = 1
  private static let signed16LittleEndian: CInt = 2
  private static let interleaved: CInt = 3
  private static let disconnected: CInt = 8

  init(_ name: String, _ library: ALSALibrary) throws(SoundFailure) {
    var stream: ALSALibrary.Stream?
    // Opened without waiting, because a device that another program holds would keep this thread until that
    // program ends.
    var code = library.open(&stream, name, Self.playback, Self.nonblocking)
    guard code == 0, let stream else { throw .deviceFailed(device: name, library.message(code)) }
    code = library.setNonblocking(stream, 0)
    if code == 0 {
      code = library.setParameters(
        stream, Self.signed16LittleEndian, Self.interleaved, 1, CUnsignedInt(Self.sampleRateHertz), 1,
        Self.latencyMicroseconds)
    }
    guard code == 0 else {
      _ = library.close(stream)
      throw .deviceFailed(device: name, library.message(code))
    }
    self.name = name
    self.library = library
    self.stream = stream
  }

  /// Plays a burst to its end, or until it is not wanted any more.
  func play(_ urgency: Urgency, while isWanted: () -> Bool) throws(SoundFailure) {
    let waveform = Waveform(Burst(urgency), sampleRateHertz: Self.sampleRateHertz)
    _ = library.prepare(stream)
    var start = 0
    while start < waveform.sampleCount {
      guard isWanted() else {
        _ = library.drop(stream)
        return
      }
      let portion = waveform.samples(start..<start + Self.portionSamples)
      try write(portion[...])
      start += portion.count
    }
    let code = library.drain(stream)
    if code < 0 { throw failure(code) }
  }

  /// Whether the device is still there. Asked while idle, because a device that was pulled out would else be
  /// missed until the next burst.
  var isThere: Bool { library.state(stream) != Self.disconnected }

  func close() { _ = library.close(stream) }

  private func write(_ samples: ArraySlice<Int16>) throws(SoundFailure) {
    var rest = samples
    var recoveries = 0
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { bytes in
        bytes.baseAddress.map { library.write(stream, $0, CUnsignedLong(rest.count)) } ?? 0
      }
      if count > 0 {
        rest = rest.dropFirst(count)
        continue
      }
      // The buffer ran dry, or the machine slept: begin again where we are. More than that is a fault.
      recoveries += 1
      let code = count == 0 ? 0 : library.recover(stream, CInt(count), 1)
      if code < 0 || recoveries > 3 { throw failure(code) }
    }
  }

  private func failure(_ code: CInt) -> SoundFailure {
    .deviceFailed(device: name, code < 0 ? library.message(code) : "takes no sound")
  }
}
