import SerialPort
import Testing

/// A small /dev and /sys: an FTDI cable as ttyUSB10, an adapter as ttyUSB2 that says nothing of itself, a
/// board port with a chip (ttyS0) and one without (ttyS1).
private func fakeMachine() -> Scratch? {
  guard let machine = Scratch() else { return nil }
  let usb = "sys/devices/usb1/1-1"
  for folder in ["dev/serial/by-id", "sys/class/tty/ttyUSB10", "\(usb)/1-1:1.0/ttyUSB10"] {
    machine.folder(folder)
  }
  for name in ["ttyUSB10", "ttyUSB2", "ttyS0", "ttyS1", "tty1", "null"] { machine.file("dev/\(name)", []) }
  for (name, type) in [("ttyS0", "4\n"), ("ttyS1", "0\n")] {
    machine.folder("sys/class/tty/\(name)")
    machine.file("sys/class/tty/\(name)/type", Array(type.utf8))
  }
  machine.file("\(usb)/product", Array("FT232R USB UART\n".utf8))
  machine.file("\(usb)/manufacturer", Array("FTDI\n".utf8))
  machine.link("sys/class/tty/ttyUSB10/device", to: "\(machine.path)/\(usb)/1-1:1.0/ttyUSB10")
  machine.link("dev/serial/by-id/usb-FTDI_FT232R-if00-port0", to: "../../ttyUSB10")
  return machine
}

@Suite struct FoundPortTests {
  @Test func thePortsOfAMachineAreListedByNameWithWhatTheyAre() throws {
    let machine = try #require(fakeMachine())
    let found = FoundPort.all(root: machine.path)
    #expect(
      found.map { String($0.path.dropFirst(machine.path.count)) } == [
        "/dev/ttyS0", "/dev/ttyUSB2", "/dev/ttyUSB10",
      ])
    #expect(found.map(\.adapter) == [nil, nil, "FTDI FT232R USB UART"])
    let stable = found.map { $0.stablePath.map { String($0.dropFirst(machine.path.count)) } }
    #expect(stable == [nil, nil, "/dev/serial/by-id/usb-FTDI_FT232R-if00-port0"])
    #expect(found.map(\.isAllowed) == [true, true, true])
  }

  @Test func aMachineWithoutPortsHasNone() {
    #expect(FoundPort.all(root: "/nowhere").isEmpty)
  }
}
