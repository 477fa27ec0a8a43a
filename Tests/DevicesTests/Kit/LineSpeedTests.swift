import Devices
import SerialSettings
import Testing

/// Where sources disagree about a line's settings it is a setting, and this is the default.
@Suite struct LineSpeedTests {
  @Test(arguments: [
    ("contec-5byte", "19200 8O1"), ("ne1000", "19200 8N1"), ("contec-v7", "115200 8N1"),
    ("nonin-df2", "9600 8N1"), ("asena", "38400 8N1"), ("fresenius", "19200 7E1"), ("par", "4800 8N1"),
  ])
  func theDefault(kind: String, line: String) throws {
    #expect(try DeviceKind.named(kind).line.description == line)
  }
}
