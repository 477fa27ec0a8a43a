import SerialPort
import SerialSettings
import Testing

private func overrides(_ set: (inout LineSettings.Overrides) -> Void) -> LineSettings.Overrides {
  var overrides = LineSettings.Overrides()
  set(&overrides)
  return overrides
}

@Suite struct EndpointTests {
  @Test(arguments: [
    ("-", Endpoint.standardInput),
    ("file:night.bin", .file(path: "night.bin")),
    ("file:/a/b:c?d", .file(path: "/a/b:c?d")),
    ("pty:/dev/pts/3", .pseudoTerminal(path: "/dev/pts/3")),
    ("tcp:192.0.2.7:4001", .tcp(host: "192.0.2.7", port: 4001)),
    ("tcp:moxa.ward:4001", .tcp(host: "moxa.ward", port: 4001)),
    ("tcp:[2001:db8::1]:23", .tcp(host: "2001:db8::1", port: 23)),
    ("udp:192.0.2.7:24105", .udp(host: "192.0.2.7", port: 24105)),
    ("listen:2575", .listen(address: "127.0.0.1", port: 2575)),
    ("listen:localhost:2575", .listen(address: "127.0.0.1", port: 2575)),
    ("listen:0.0.0.0:2575", .listen(address: "0.0.0.0", port: 2575)),
    ("listen:[::1]:2575", .listen(address: "::1", port: 2575)),
    ("/dev/ttyUSB0", .serial(path: "/dev/ttyUSB0", .init())),
    ("ttyUSB0", .serial(path: "ttyUSB0", .init())),
    (
      "/dev/serial/by-path/pci-0000:00:14.0-usb-0:1:1.0-port0",
      .serial(path: "/dev/serial/by-path/pci-0000:00:14.0-usb-0:1:1.0-port0", .init())
    ),
    (
      "/dev/ttyS0?baud=4800&parity=odd&data=7&stop=2&flow=rtscts",
      .serial(
        path: "/dev/ttyS0",
        overrides {
          $0.baud = .b4800
          $0.parity = .odd
          $0.dataBits = .seven
          $0.stopBits = .two
          $0.flow = .rtscts
        })
    ),
  ])
  func aWhereIsRead(text: String, endpoint: Endpoint) throws {
    #expect(try Endpoint(text) == endpoint)
  }

  @Test(arguments: [
    ("", EndpointError.empty),
    ("rfc2217:host:1", .unknownScheme("rfc2217")),
    ("udp:host", .badAddress("host")),
    ("file:", .missingPath(scheme: "file")),
    ("pty:", .missingPath(scheme: "pty")),
    ("?baud=9600", .missingPath(scheme: "serial")),
    ("tcp:host", .badAddress("host")),
    ("tcp::4001", .badAddress(":4001")),
    ("tcp:host:0", .badAddress("host:0")),
    ("tcp:host:65536", .badAddress("host:65536")),
    ("tcp:2001:db8::1:23", .badAddress("2001:db8::1:23")),
    ("listen:", .badListeningAddress("")),
    ("listen:0", .badListeningAddress("0")),
    ("listen:ward-7:2575", .badListeningAddress("ward-7:2575")),
    ("listen:192.0.2.7", .badListeningAddress("192.0.2.7")),
    ("/dev/ttyS0?", .unknownSetting("")),
    ("/dev/ttyS0?speed=9600", .unknownSetting("speed")),
    ("/dev/ttyS0?baud=9600&baud=4800", .repeatedSetting("baud")),
    (
      "/dev/ttyS0?parity=mark", .badValue(setting: "parity", value: "mark", allowed: ["none", "even", "odd"])
    ),
    ("/dev/ttyS0?data", .badValue(setting: "data", value: "", allowed: ["7", "8"])),
  ])
  func aWhereThatCannotBeReadSaysWhichPartIsWrong(text: String, error: EndpointError) {
    #expect(throws: error) { try Endpoint(text) }
  }

  @Test(arguments: [110, 1200, 2400, 14_400, 230_400, 921_600, 0])
  func aSpeedNoSupportedDeviceUsesIsRefused(baud: Int) {
    let allowed = ["4800", "9600", "19200", "38400", "57600", "115200"]
    #expect(throws: EndpointError.badValue(setting: "baud", value: "\(baud)", allowed: allowed)) {
      try Endpoint("/dev/ttyS0?baud=\(baud)")
    }
  }

  @Test(arguments: [
    "-", "file:a", "pty:/dev/pts/1", "tcp:host:1", "tcp:[::1]:1", "udp:[::1]:1", "listen:[::1]:1",
    "/dev/ttyS0",
  ])
  func anEndpointIsShownAsItWasWritten(text: String) throws {
    #expect(try Endpoint(text).description == text)
  }
}
