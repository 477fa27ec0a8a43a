import SerialPort
import SerialSettings
import Testing

@Suite struct LineSettingsTests {
  @Test(arguments: [
    (LineSettings(), "9600 8N1"),
    (LineSettings(baud: .b4800, parity: .odd), "4800 8O1"),
    (LineSettings(baud: .b19200, dataBits: .seven, parity: .even, stopBits: .two), "19200 7E2"),
    (LineSettings(baud: .b115200, flow: .rtscts), "115200 8N1 rtscts"),
  ])
  func settingsReadAsATechnicianWritesThem(settings: LineSettings, text: String) {
    #expect(settings.description == text)
  }

  @Test func anOverrideChangesWhatItNamesAndNothingElse() throws {
    let protocolLine = LineSettings(baud: .b19200, parity: .odd)
    let port = Port(try Endpoint("/dev/ttyUSB0?baud=4800"), line: protocolLine)
    #expect(port.line == LineSettings(baud: .b4800, parity: .odd))
  }
}
