import CLinux
import Glibc
import SerialPort
import SerialSettings
import TestBench
import Testing

/// An adapter is found again by what it is; another under its name is not taken.
@Suite struct AdapterTests {
  private let machine: FakeMachine
  private let first: FakeDevice

  init() throws {
    machine = FakeMachine()
    first = try #require(FakeDevice())
  }

  private func bench(_ path: String, boundTo adapter: String? = nil) -> Bench {
    let port = Port(.serial(path: path, .init()), in: machine.tree)
    port.boundAdapter = adapter
    return Bench(port)
  }

  @Test func whatIsBehindAPortIsToldBeforeItIsOpen() throws {
    machine.plug("ttyUSB0", at: "1-1", serial: "A1", first)
    var bench = bench(machine.path("ttyUSB0"))
    bench.run { $0.port.isOpen }
    #expect(bench.events == [.adapter("0403:6001 serial A1"), .opened])
  }

  @Test(arguments: ["ttyUSB0", "serial/by-id/usb-FTDI-if00", "serial/by-path/pci-usb-0:1:1.0", "oximeter"])
  func everyNameOfAPortLeadsToItsAdapter(name: String) throws {
    machine.plug("ttyUSB0", at: "1-1", serial: "A1", first)
    machine.scratch.link("dev/serial/by-id/usb-FTDI-if00", to: "../../ttyUSB0")
    machine.scratch.link("dev/serial/by-path/pci-usb-0:1:1.0", to: "../../ttyUSB0")
    machine.scratch.link("dev/oximeter", to: machine.path("serial/by-id/usb-FTDI-if00"))
    var bench = bench(machine.path(name))
    bench.run { $0.port.isOpen }
    #expect(bench.events == [.adapter("0403:6001 serial A1"), .opened])
  }

  /// An adapter with a number is found wherever it is plugged in; one without, by its socket, whatever its
  /// name.
  @Test(arguments: [
    (serial: "A1", at: "1-4", bound: "0403:6001 serial A1"),
    (serial: nil, at: "1-1", bound: "0403:6001 at 1-1"),
  ])
  func oneThatComesBackUnderAnotherNameIsOpenedThere(serial: String?, at place: String, bound: String) throws
  {
    machine.plug("ttyUSB0", at: "1-1", serial: serial, first)
    var bench = bench(machine.path("ttyUSB0"), boundTo: bound)
    bench.run { $0.port.isOpen }
    machine.unplug("ttyUSB0")
    first.unplug()
    bench.run { $0.nowMilliseconds > 5000 }
    let second = try #require(FakeDevice())
    machine.plug("ttyUSB1", at: place, serial: serial, second)
    bench.run { $0.port.isOpen }
    second.say([7])
    bench.run { !$0.bytes.isEmpty }
    #expect(bench.bytes == [7])
    #expect(
      bench.news == [.adapter(bound), .opened, .lost(.vanished), .adapter(bound), .opened])
  }

  @Test func anotherUnderTheOldNameIsToldAndNotTaken() throws {
    machine.plug("ttyUSB0", at: "1-1", serial: "B2", first)
    var bench = bench(machine.path("ttyUSB0"), boundTo: "0403:6001 serial A1")
    bench.run { $0.nowMilliseconds > 5000 }
    #expect(bench.events == [.adapter("0403:6001 serial B2"), .lost(.otherAdapter("0403:6001 serial B2"))])
    #expect(!bench.port.isOpen)
  }

  @Test func itIsTakenOnceItIsMeant() throws {
    machine.plug("ttyUSB0", at: "1-1", serial: "B2", first)
    var bench = bench(machine.path("ttyUSB0"), boundTo: "0403:6001 serial A1")
    bench.run { $0.nowMilliseconds > 1000 }
    bench.port.boundAdapter = "0403:6001 serial B2"
    bench.run { $0.port.isOpen }
    #expect(bench.port.isOpen)
  }

  @Test func anotherChairsAdapterUnderTheOldNameIsInUse() throws {
    machine.plug("ttyUSB0", at: "1-1", serial: "B2", first)
    var other = bench(machine.path("ttyUSB0"))
    other.run { $0.port.isOpen }
    var bench = bench(machine.path("ttyUSB0"), boundTo: "0403:6001 serial A1")
    bench.run { $0.nowMilliseconds > 1000 }
    #expect(bench.events == [.lost(.busy(process: getpid()))])
  }

  /// Two adapters whose names were swapped are each found where they are.
  @Test func twoThatSwapTheirNamesAreEachFoundAgain() throws {
    let devices = [first, try #require(FakeDevice())]
    machine.plug("ttyUSB0", at: "1-1", devices[0])
    machine.plug("ttyUSB1", at: "1-2", devices[1])
    var benches = (0...1).map { bench(machine.path("ttyUSB\($0)"), boundTo: "0403:6001 at 1-\($0 + 1)") }
    for index in 0...1 { benches[index].run { $0.port.isOpen } }
    for index in 0...1 {
      machine.unplug("ttyUSB\(index)")
      devices[index].unplug()
      benches[index].run { !$0.port.isOpen }
    }
    let after = [try #require(FakeDevice()), try #require(FakeDevice())]
    machine.plug("ttyUSB1", at: "1-1", after[0])
    machine.plug("ttyUSB0", at: "1-2", after[1])
    for index in 0...1 {
      benches[index].run { $0.port.isOpen }
      after[index].say([UInt8(index)])
      benches[index].run { !$0.bytes.isEmpty }
      #expect(benches[index].bytes == [UInt8(index)])
    }
  }

  @Test func ofTwoWithOneNumberNoneIsTakenUnlessItIsWhereItWas() throws {
    machine.plug("ttyUSB0", at: "1-1", serial: "A1", first)
    var known = bench(machine.path("ttyUSB0"), boundTo: "0403:6001 serial A1")
    known.run { $0.port.isOpen }
    machine.unplug("ttyUSB0")
    first.unplug()
    known.run { !$0.port.isOpen }
    let after = [try #require(FakeDevice()), try #require(FakeDevice())]
    machine.plug("ttyUSB0", at: "1-2", serial: "A1", after[0])
    machine.plug("ttyUSB1", at: "1-1", serial: "A1", after[1])
    var unknown = bench(machine.path("ttyUSB0"), boundTo: "0403:6001 serial A1")
    unknown.run { $0.nowMilliseconds > 1000 }
    #expect(unknown.events == [.lost(.alike)])
    known.run { $0.port.isOpen }
    after[1].say([7])
    known.run { !$0.bytes.isEmpty }
    #expect(known.bytes == [7])
  }
}
