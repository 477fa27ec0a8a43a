import InfusionCore
import Testing

@testable import Devices

/// Frames computed by hand from the devices' documents.
@Suite struct LineVoiceTests {
  @Test func lineCountsAndChecksItsLines() {
    var voice = LineVoice(carries: [.pump])
    _ = voice.frame(.none)
    #expect(
      String(decoding: voice.frame(.none), as: UTF8.self) == "rate=0 vol=0 pump=stopped seq=1*70\r\n")
  }
}
