import Devices
import Quantities
import Testing

@Suite struct NE1000Tests {
  private func replies(_ text: String) -> [NE1000Reply] {
    var decoder = NE1000Decoder()
    return decoder.messages(in: [0x02] + ascii(text) + [0x03])
  }

  @Test(arguments: [
    ("00S", NE1000Reply(state: .stopped)),
    ("00I60.00MH", NE1000Reply(state: .infusing, content: .rate(60))),
    ("00I1.000MM", NE1000Reply(state: .infusing, content: .rate(60))),
    ("00I500.0UH", NE1000Reply(state: .infusing, content: .rate(Fixed(thousandths: 500)))),
    ("00P10.00UM", NE1000Reply(state: .paused, content: .rate(Fixed(thousandths: 600)))),
    (
      "00II0.100W0.000ML",
      NE1000Reply(state: .infusing, content: .dispensed(infused: Fixed(thousandths: 100), withdrawn: 0))
    ),
    (
      "07SI100.0W50.00UL",
      NE1000Reply(
        address: 7, state: .stopped,
        content: .dispensed(infused: Fixed(thousandths: 100), withdrawn: Fixed(thousandths: 50)))
    ),
    ("00S35.00ML", NE1000Reply(state: .stopped, content: .target(35))),
    ("00S500.0UL", NE1000Reply(state: .stopped, content: .target(Fixed(thousandths: 500)))),
    ("00S?OOR", NE1000Reply(state: .stopped, content: .refused("?OOR"))),
    ("00A?S", NE1000Reply(state: .alarm(.stalled))),
    ("00A?R", NE1000Reply(state: .alarm(.reset))),
    ("00SNE1000V3.928", NE1000Reply(state: .stopped, content: .other("NE1000V3.928"))),
  ])
  func anAnswer(text: String, reply: NE1000Reply) {
    #expect(replies(text) == [reply])
  }

  @Test(arguments: ["0S", "00", "00Q", "00A?X", "xxS"])
  func whatIsNoAnswer(text: String) {
    #expect(replies(text).isEmpty)
  }

  @Test func theQuestions() {
    #expect(
      NE1000Question.allCases.map { String(decoding: $0.bytes, as: Unicode.ASCII.self) } == [
        "DIS\r", "RAT\r", "VOL\r",
      ])
  }

  @Test func anySplit() {
    let reply = NE1000Reply(
      state: .infusing, content: .dispensed(infused: Fixed(thousandths: 100), withdrawn: 0)
    ).bytes
    expectTheSameForAnySplit(of: noise(200, seed: 43) + reply + [0x02] + reply) { NE1000Decoder() }
  }
}
