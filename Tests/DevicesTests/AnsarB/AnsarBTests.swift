import Devices
import Quantities
import Testing

@Suite struct AnsarBTests {
  private let message = AnsarBMessage(
    hr: .value(80), rr: .value(35), spo2: .value(100), pulse: .value(80), sys: .value(121), dia: .value(75),
    map: .value(92))

  private func messages(_ stream: [UInt8]) -> [AnsarBMessage] {
    var decoder = AnsarBDecoder()
    return decoder.messages(in: stream)
  }

  @Test func aMessageIsReadAsItIsWritten() {
    #expect(messages(message.bytes + message.bytes) == [message, message])
  }

  @Test func emptyIsNoValue() {
    #expect(messages(AnsarBMessage(hr: .value(80)).bytes).first?.spo2 == .missing)
  }

  @Test func waveBytesMayLookLikeMarks() {
    var stream = message.bytes
    stream.replaceSubrange(20..<24, with: [0xFF, 0xFE, 0x0D, 0x41])
    #expect(messages(stream) == [message])
  }

  @Test func aStreamThatBeginsInTheMiddle() {
    #expect(messages(Array(message.bytes[252...]) + message.bytes) == [message])
  }

  @Test(arguments: ["HR=1;8x;;", "HR=1", "junk"])
  func aLineOfAnotherFormDropsTheMessage(line: String) {
    let lines = message.bytes[409...]
    let end = lines.firstIndex(of: 0x0D) ?? lines.startIndex
    #expect(messages(message.bytes[..<409] + ascii(line) + message.bytes[end...]).isEmpty)
  }

  @Test func anySplitAndAnyGarbage() {
    expectTheSameForAnySplit(
      of: Array(message.bytes[100...]) + noise(30, seed: 31) + message.bytes + message.bytes
    ) { AnsarBDecoder() }
  }
}
