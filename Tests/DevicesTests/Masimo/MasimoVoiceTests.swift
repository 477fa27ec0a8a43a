import InfusionCore
import Testing

@testable import Devices

/// Frames computed by hand from the devices' documents.
@Suite struct MasimoVoiceTests {
  @Test(arguments: [
    (
      SensorStatus.ok, OximeterSignal(status: .ok, pulse: 97, saturation: 98, perfusionHundredths: 360),
      "SPO2=098% BPM=097 PI=03.60% ALARM=0000 EXC=000800"
    ),
    (
      // Numbers are printed although the sensor is off.
      .off, OximeterSignal(status: .ok, pulse: 101, saturation: 98, perfusionHundredths: 12),
      "SPO2=098% BPM=101 PI=00.12% ALARM=0000 EXC=000820"
    ),
    (.searching, .searching, "SPO2=---% BPM=--- PI=--.--% ALARM=0000 EXC=000808"),
  ])
  func masimo(status: SensorStatus, printed: OximeterSignal, line: String) {
    let bytes = MasimoVoice.bytes(clock: "01/01/00 00:00:07", printed: printed, status: status)
    #expect(String(decoding: bytes, as: UTF8.self) == "01/01/00 00:00:07 \(line)\r\n")
  }
}
