import Devices
import Quantities
import Testing

@Suite struct NoninAsciiTests {
  private func lines(_ text: String) -> [NoninAsciiLine] {
    var decoder = NoninAsciiDecoder()
    return decoder.messages(in: ascii(text))
  }

  @Test(arguments: [
    ("SPO2=097 HR=072\r\n", NoninAsciiLine(spo2: .value(97), pulse: .value(72))),
    (
      "10:20:30 SPO2=097 HR=172\r\n",
      NoninAsciiLine(spo2: .value(97), pulse: .value(172), deviceTime: "10:20:30")
    ),
    ("SPO2=--- HR=---\r\n", NoninAsciiLine(spo2: .missing, pulse: .missing)),
    ("SPO2=097 HR=072 F\r\n", NoninAsciiLine(spo2: .value(97), pulse: .value(72))),
    ("SPO2=097* HR=072*B\r\n", NoninAsciiLine(spo2: .value(97), pulse: .value(72))),
  ])
  func aLine(text: String, line: NoninAsciiLine) {
    #expect(lines(text) == [line])
  }

  @Test func theTitleAtPowerUpIsPassedOver() {
    var decoder = NoninAsciiDecoder()
    #expect(decoder.messages(in: ascii("NONIN 8500 OXIMETER\r\n\r\nSPO2=097 HR=072\r\n")).count == 1)
    #expect(decoder.counters.ignoredFrames == 1)
  }

  @Test(arguments: [
    "SPO2=97 HR=072\r\n", "SPO2=197 HR=072\r\n", "SPO2=097 HR=07\r\n", "SPO2=097\r\n",
    "SPO2=097 HR=072 X\r\n", "SPO2=097 HR=072SPO2=097 HR=072\r\n",
  ])
  func aLineThatIsNotWholeIsBad(text: String) {
    var decoder = NoninAsciiDecoder()
    #expect(decoder.messages(in: ascii(text)).isEmpty)
    #expect(decoder.counters.badFrames == 1)
  }

  @Test func anySplit() {
    expectTheSameForAnySplit(
      of: noise(99, seed: 14) + ascii("\r\nSPO2=097 HR=072\r\n10:20:30 SPO2=--- HR=---\n")
    ) { NoninAsciiDecoder() }
  }
}
