import SerialPort
import TestBench
import Testing

@Suite struct FoundPortTests {
  /// An FTDI cable as ttyUSB10, an adapter as ttyUSB2 that has no number, one of the kernel's own class of
  /// modems, a board port with a chip (ttyS0) and one without (ttyS1).
  private func machine() throws -> FakeMachine {
    let machine = FakeMachine()
    machine.plug("ttyUSB10", at: "1-1.2", serial: "A50285BI")
    machine.plug("ttyUSB2", at: "1-1.4", model: "1a86:7523")
    machine.plug("ttyACM0", at: "2-3", model: "2341:0043", serial: "75833", port: nil)
    machine.write("sys/devices/usb1/1-1.2/product", "FT232R USB UART")
    machine.write("sys/devices/usb1/1-1.2/manufacturer", "FTDI")
    for (name, type) in [("ttyS0", "4"), ("ttyS1", "0")] {
      machine.scratch.folder("sys/class/tty/\(name)")
      machine.write("sys/class/tty/\(name)/type", type)
    }
    for name in ["ttyS0", "ttyS1", "tty1", "null"] { machine.scratch.write([], to: "dev/\(name)") }
    machine.scratch.link("dev/serial/by-id/usb-FTDI_FT232R-if00-port0", to: "../../ttyUSB10")
    machine.scratch.link("dev/serial/by-path/pci-usb-0:1.4:1.0-port0", to: "../../ttyUSB2")
    return machine
  }

  @Test func thePortsOfAMachineAreListedByNameWithWhatTheyAre() throws {
    let machine = try machine()
    let found = machine.tree.ports
    func below(_ path: String?) -> String? { path.map { String($0.dropFirst(machine.scratch.path.count)) } }
    #expect(
      found.map { below($0.path) } == ["/dev/ttyACM0", "/dev/ttyS0", "/dev/ttyUSB2", "/dev/ttyUSB10"])
    #expect(found.map(\.product) == [nil, nil, nil, "FTDI FT232R USB UART"])
    #expect(
      found.map(\.identity) == [
        "2341:0043 serial 75833", "port ttyS0", "1a86:7523 at 1-1.4", "0403:6001 serial A50285BI",
      ])
    #expect(found.map(\.isToldByPlace) == [false, true, true, false])
    #expect(
      found.map { below($0.stablePath) } == [nil, nil, nil, "/dev/serial/by-id/usb-FTDI_FT232R-if00-port0"])
    #expect(
      found.map { below($0.placePath) } == [nil, nil, "/dev/serial/by-path/pci-usb-0:1.4:1.0-port0", nil])
    #expect(found.map(\.isAllowed) == [true, true, true, true])
  }

  @Test func aMachineWithoutPortsHasNone() {
    #expect(DeviceTree(root: "/nowhere").ports.isEmpty)
  }

  /// Adapters are told apart by their serial number, else by their socket, and by which of their ports it is.
  @Test func anAdapterIsToldByItsNumberAndElseByItsSocket() throws {
    let machine = FakeMachine()
    machine.plug("ttyUSB0", at: "1-1", serial: "A1")
    machine.plug("ttyUSB1", at: "1-2", serial: "SAME")
    machine.plug("ttyUSB2", at: "1-3", serial: "SAME")
    machine.plug("ttyUSB3", at: "1-4.1", model: "10c4:ea60", serial: "0001")
    machine.plug("ttyUSB4", at: "1-5", model: "0403:6011", serial: "Q4", interface: "02")
    machine.plug("ttyUSB5", at: "1-6", model: "110a:1150", port: "3")
    #expect(
      machine.tree.ports.map(\.identity) == [
        "0403:6001 serial A1",
        "0403:6001 at 1-2", "0403:6001 at 1-3",  // Two with one number.
        "10c4:ea60 at 1-4.1",  // The factory's number is nobody's own.
        "0403:6011 serial Q4 if02", "110a:1150 at 1-6 port3",
      ])
  }
}
