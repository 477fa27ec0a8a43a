import Glibc
import TestBench
import Testing

@testable import AlarmSound

/// Whether ALSA is installed on this machine: the tests that play through it need `libasound2` and its
/// configuration.
private let alsaIsHere: Bool = {
  guard let library = try? ALSALibrary(), let device = try? ALSADevice("null", library) else { return false }
  device.close()
  return true
}()

/// A file that a test plays into by ALSA's file plug-in: raw samples.
private final class Tape {
  let path: String
  var device: String { "file:'\(path)',raw" }

  init?() {
    var template = Array("/tmp/chairside-tape-XXXXXX".utf8CString)
    let fd = mkstemp(&template)
    guard fd >= 0 else { return nil }
    close(fd)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { unlink(path) }

  var samples: [Int16] {
    let fd = open(path, O_RDONLY | O_CLOEXEC)
    defer { close(fd) }
    var samples: [Int16] = []
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = read(fd, &bytes, bytes.count)
      if count <= 0 { return samples }
      for index in stride(from: 0, to: count - 1, by: 2) {
        samples.append(Int16(bitPattern: UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8))
      }
    }
  }
}

/// Waits until the output has something new to say; nil when it stays silent.
private func news(of output: SoundOutput, atMilliseconds now: Int64 = 0) -> SoundReport? {
  while true {
    if let report = output.report(atMilliseconds: now) { return report }
    if !isReadable(output.fd) { return nil }
  }
}

@Suite struct SoundOutputTests {
  @Test(arguments: [
    ("none", SoundChoice.none), ("bell", .bell), ("alsa", .alsa(device: "default")),
    ("alsa:plughw:1,0", .alsa(device: "plughw:1,0")),
  ])
  func aChoiceIsReadAndSaid(text: String, choice: SoundChoice) throws {
    let read = try #require(SoundChoice(text))
    #expect(read == choice)
    #expect(SoundChoice(read.description) == choice)
  }

  @Test(arguments: ["", "beep", "alsa:", "Bell"])
  func whatIsNoChoiceIsRefused(text: String) {
    #expect(SoundChoice(text) == nil)
  }

  /// When a bell rang, driven as a loop drives it: whenever it is due.
  private func heard(_ urgency: Urgency, silencedAt silence: Int64 = .max) -> [Int64] {
    var now: Int64 = 1000
    var rung: [Int64] = []
    let output = SoundOutput(.bell) {
      rung.append(now - 1000)
      return true
    }
    #expect(output.report(atMilliseconds: now) == .working)
    output.play(urgency, atMilliseconds: now)
    while let due = output.dueMilliseconds {
      now = due
      if now - 1000 >= silence { output.silence() }
      output.advance(atMilliseconds: now)
    }
    #expect(!output.isBusy)
    return rung
  }

  @Test(
    "on a bell count and spacing tell the priority",
    arguments: [
      (Urgency.high, [0, 300, 600, 1200, 1500] as [Int64]), (.medium, [0, 800, 1600]), (.low, [0]),
    ])
  func theBellsOfABurst(urgency: Urgency, at times: [Int64]) {
    #expect(heard(urgency) == times)
    #expect(SoundOutput.lengthMilliseconds(of: urgency, on: .bell) == (times.last ?? 0) + 125)
  }

  @Test func noTwoPrioritiesAreAlikeInCountOrSpacing() {
    let all = Urgency.allCases.map { BellPattern($0).startsMilliseconds }
    #expect(Set(all.map(\.count)).count == 3)
    for starts in all {
      // Closer together, rings of a terminal's bell, which lasts 125 ms on the kernel's console, sound as
      // one.
      #expect(zip(starts, starts.dropFirst()).allSatisfy { $1 - $0 >= 250 })
    }
  }

  @Test func aSilencedBurstRingsNoMore() {
    #expect(heard(.high, silencedAt: 600) == [0, 300])
  }

  @Test func aLoopThatWasHeldUpRingsOnceForWhatItMissed() {
    var rung = 0
    let output = SoundOutput(.bell) {
      rung += 1
      return true
    }
    output.play(.high, atMilliseconds: 0)
    output.advance(atMilliseconds: 700)
    #expect(rung == 2)
    #expect(output.dueMilliseconds == 1200)
  }

  @Test func aBellThatTheTerminalDoesNotTakeIsSaidAndSoIsItsReturn() {
    var terminalTakesIt = false
    let output = SoundOutput(.bell) { terminalTakesIt }
    output.play(.high, atMilliseconds: 0)
    #expect(output.report(atMilliseconds: 0) == .failing(.bellUnheard))
    #expect(output.report(atMilliseconds: 0) == nil)
    terminalTakesIt = true
    output.play(.high, atMilliseconds: 0)
    #expect(output.report(atMilliseconds: 0) == .working)
  }

  @Test func noSoundIsNoFailure() {
    let output = SoundOutput(.none) { false }
    output.play(.high, atMilliseconds: 0)
    #expect(output.report(atMilliseconds: 0) == nil)
    #expect(output.fd == -1)
  }

  @Test(.enabled(if: alsaIsHere, "needs libasound2"), arguments: Urgency.allCases)
  func alsaHearsTheBurst(urgency: Urgency) throws {
    let tape = try #require(Tape())
    let device = try ALSADevice(tape.device, ALSALibrary())
    try device.play(urgency, while: { true })
    device.close()
    let burst = Burst(urgency)
    let samples = tape.samples
    #expect(samples.count >= burst.lengthMilliseconds * 48)
    let heard = HeardPulses(samples: samples, sampleRateHertz: 48_000).pulsesMilliseconds
    #expect(heard.count == burst.pulses.count)
    for (heard, meant) in zip(heard, burst.pulses) {
      #expect(abs(heard.lowerBound - meant.startMilliseconds) <= 5)
      #expect(abs(heard.upperBound - meant.endMilliseconds) <= 5)
    }
  }

  @Test(.enabled(if: alsaIsHere, "needs libasound2"))
  func aSilencedBurstEndsEarly() throws {
    let tape = try #require(Tape())
    let device = try ALSADevice(tape.device, ALSALibrary())
    var asked = 0
    try device.play(.high) {
      asked += 1
      return asked <= 10
    }
    device.close()
    #expect(tape.samples.count <= 48 * 50 * 10)
  }

  @Test(.enabled(if: alsaIsHere, "needs libasound2"))
  func anOutputPlaysOnItsOwnThreadAndSaysThatItWorks() throws {
    let tape = try #require(Tape())
    let output = SoundOutput(.alsa(device: tape.device)) { false }
    #expect(news(of: output) == .working)
    output.play(.medium, atMilliseconds: 0)
    while output.isBusy {
      guard isReadable(output.fd) else { break }
      #expect(output.report(atMilliseconds: 0) == nil)
    }
    #expect(!output.isBusy)
    let heard = HeardPulses(samples: tape.samples, sampleRateHertz: 48_000).pulsesMilliseconds
    #expect(heard.count >= 2, "the file plug-in keeps the last period to itself until the device is closed")
  }

  @Test(.enabled(if: alsaIsHere, "needs libasound2"))
  func aDeviceThatIsNotThereIsAFailureInALSAsWords() {
    let output = SoundOutput(.alsa(device: "hw:CARD=nowhere")) { false }
    guard case .failing(.deviceFailed(let device, let words)) = news(of: output) else {
      Issue.record("a missing device was not reported")
      return
    }
    #expect(device == "hw:CARD=nowhere")
    #expect(!words.isEmpty)
  }
}
