import DeviceCapture
import DevicePorts
import Devices
import Glibc
import InfusionCore
import MonitorApp
import ProcessSignals
import Quantities
import TestBench
import Testing

private func specs(_ texts: String...) throws -> [DeviceSpec] { try DeviceSpec.parse(texts) }

private func loaded(_ text: String) throws -> DeviceSpec {
  var spec = try #require(try specs(text).first)
  try spec.loadCapture()
  return spec
}

extension [StampedInput] {
  /// The inputs without those that only let time pass.
  fileprivate var told: [StampedInput] { filter { $0.input != nil } }
}

private func played(_ spec: DeviceSpec) throws -> [StampedInput] {
  var source = spec.recording(stop: .ofThisProcess())
  var inputs: [StampedInput] = []
  while let next = try source.next() { inputs.append(next) }
  return inputs
}

@Suite(.serialized) struct CaptureTests {
  /// Garbage, a frame cut in two, silence, an unplugged cable: the capture gives the same inputs as the port
  /// gave.
  @Test func aFaultFromTheFieldShowsAgainFromItsFile() throws {
    let ward = ScratchFolder()
    let device = try #require(FakeDevice())
    let capture = RawCapture(programVersion: "1.0")
    let chair = Chair(try specs("line@\(device.path)"), capture: capture)
    capture.begin(in: ward.path)
    for tick in 1...14 {
      chair.pass(to: ms(Int64(tick) * 400))
      chair.hear(device, [0xF8, 0x80, 0x78, 0x00])
    }
    chair.pass(to: .seconds(7))
    chair.hear(device, ascii("\nhr=72 spo2=84\nhr=7"))
    chair.pass(to: ms(7013))
    chair.hear(device, ascii("3 spo2=83\n"))
    chair.pass(to: .seconds(20))
    device.unplug()
    chair.awaitNews()
    chair.pass(to: .seconds(21))
    capture.end(at: .seconds(21))

    #expect(capture.news() == [])
    #expect(ward.names == ["capture-line.txt"])
    let again = try played(try loaded("line@file:\(ward.file("capture-line.txt"))"))
    #expect(again.told == chair.inputs)
    #expect(again.last?.time == .seconds(21))
    let stories = chair.story()
    #expect(stories.contains("17.013 silent for 10 s") && stories.last == "20 port vanished")
  }

  @Test func underTheWallClockItsPausesAreKeptAndItsEndIsALoss() throws {
    let ward = ScratchFolder()
    let path = ward.write(
      """
      chairside-capture 1 kind=line line="9600 8N1"
      @600 opened
      @600.5 68 72 3D 37 32 0A
      @603.25 68 72 3D 37 33 0A
      @603.3 > 21
      @604 closed

      """, to: "mailed.txt")
    let chair = Chair([try loaded("line@file:\(path)")])
    chair.pass(to: .seconds(10))
    #expect(chair.story() == ["0 connected", "4 end of input"])
    #expect(chair.inputs.map(\.time) == [.start, ms(500), ms(3250), .seconds(4)])
    #expect(chair.readings.map(\.hr) == [.value(72), .value(73)])
  }

  @Test func aPlainFileIsNoCapture() throws {
    let ward = ScratchFolder()
    let spec = try loaded("line@file:\(ward.write("@0 hr=72\n@1.5 hr=73\n", to: "bytes"))")
    #expect(spec.capture == nil)
    #expect(try played(spec).told.map(\.time) == [.start, ms(1500)])
    #expect(try loaded("line@file:\(ward.file("not there"))").capture == nil)
  }

  /// A replayed capture asks the device that was asked; the others on the line are not in it.
  @Test func whoWasAskedStandsInTheCapture() throws {
    let ward = ScratchFolder()
    let device = try #require(FakeDevice())
    let capture = RawCapture(programVersion: "1.0")
    let chair = Chair(try specs("fresenius@\(device.path)?address=3"), capture: capture)
    capture.begin(in: ward.path)
    chair.pass(to: .seconds(1))
    capture.end(at: .seconds(2))
    let file = "fresenius@file:\(ward.file("capture-fresenius.txt"))"
    #expect(try loaded(file).address == .number(3))
    #expect(try loaded("\(file)?address=none").address == .alone)
  }

  @Test func whatIsWrongWithACaptureIsSaidBeforeASession() throws {
    let ward = ScratchFolder()
    let other = ward.write("chairside-capture 1 kind=masimo-ascii1\n", to: "other")
    let torn = ward.write("chairside-capture 1 kind=line\n@1 opened\n@0 FF\n", to: "torn")
    func complaint(_ text: String) throws -> String? {
      var spec = try #require(try specs(text).first)
      do throws(CaptureFailure) { try spec.loadCapture() } catch { return error.description }
      return nil
    }
    #expect(try complaint("line@file:\(other)") == "\(other): a capture of masimo-ascii1, not of line")
    #expect(
      try complaint("line@file:\(torn)") == "\(torn), line 3: time goes backwards, from 1 to 0 s")
  }

  /// If the program opened the pipe to look, a writer that waits for a reader would begin and then find none.
  @Test func aPipeIsNotOpenedToSeeWhetherItIsACapture() throws {
    let ward = ScratchFolder()
    #expect(mkfifo(ward.file("pipe"), 0o600) == 0)
    let watch = inotify_init1(Int32(IN_NONBLOCK))
    defer { close(watch) }
    #expect(inotify_add_watch(watch, ward.file("pipe"), UInt32(IN_OPEN)) >= 0)
    #expect(try loaded("line@file:\(ward.file("pipe"))").capture == nil)
    var event: [UInt8] = Array(repeating: 0, count: 256)
    #expect(read(watch, &event, event.count) < 0 && errno == EAGAIN)
  }

  @Test func aSessionThatIsGoneOnWithGoesOnWithItsCaptureWithoutTheTornLine() throws {
    let ward = ScratchFolder()
    let before = "chairside-capture 1 kind=line source=line line=\"\" program=1.0\n@1 FF\n"
    ward.write(before + "@2 F", to: "capture-line.txt")
    let capture = RawCapture(programVersion: "1.1")
    let chair = Chair(try specs("line@\(ward.file("tty"))"), capture: capture)
    chair.pass(to: .seconds(1))
    capture.begin(in: ward.path)
    capture.end(at: .seconds(3))
    #expect(ward.text("capture-line.txt") == before + "@0 lost missing\n@3 closed\n")
  }

  @Test func aFolderThatIsGoneIsSaidOnceAndStopsNothing() throws {
    let device = try #require(FakeDevice())
    let capture = RawCapture(programVersion: "1.0")
    let chair = Chair(try specs("line@\(device.path)"), capture: capture)
    capture.begin(in: "/nowhere")
    chair.hear(device, ascii("hr=72\n"))
    chair.hear(device, ascii("hr=73\n"))
    capture.end(at: .seconds(1))
    let why = "No such file or directory; the bytes of this device are no longer captured"
    #expect(capture.news() == ["/nowhere/capture-line.txt: \(why)"])
    #expect(capture.news() == [])
    #expect(chair.readings.count == 2)
  }

  @Test func whatADiskCannotTakeIsCountedAndMemoryIsBounded() throws {
    let ward = ScratchFolder()
    let capture = RawCapture(programVersion: "1.0", limitBytes: 4 << 10)
    let device = try #require(FakeDevice())
    let chair = Chair(try specs("line@\(device.path)"), capture: capture)
    let block = [UInt8](repeating: 0x20, count: 1 << 10)
    for second in 1...6 {
      capture.keep(
        CaptureEntry(.received(block), at: .seconds(Int64(second))), of: chair.devices[0].spec.source)
    }
    capture.keep(CaptureEntry(.opened, at: .seconds(7)), of: chair.devices[0].spec.source)
    capture.begin(in: ward.path)
    capture.end(at: .seconds(8))
    var entries: [CaptureEntry] = []
    var reader = try #require(try loaded("line@file:\(ward.file("capture-line.txt"))").capture)
    while let entry = try reader.next() { entries.append(entry) }
    #expect(
      entries.suffix(3) == [
        CaptureEntry(.omitted(count: 3 << 10), at: .seconds(7)), CaptureEntry(.opened, at: .seconds(7)),
        CaptureEntry(.closed, at: .seconds(8)),
      ])
  }
}

@Suite struct RefusedDeviceTests {
  @Test(arguments: DeviceKind.all)
  func onlyKindsToPractiseWithNeedTraining(kind: DeviceKind) throws {
    let place = kind.medium == .datagrams ? "udp:192.0.2.7:24105" : "/dev/ttyUSB0"
    let spec = try #require(try specs("\(kind)@\(place)").first)
    var isRefused = false
    do throws(DeviceSpecError) { try spec.check(isTraining: false, usesSourceClock: false) } catch {
      isRefused = true
      #expect(error.description.contains("not for clinical use"))
    }
    #expect(isRefused == (kind.name == "ne1000"))
    try spec.check(isTraining: true, usesSourceClock: false)
  }

  @Test(arguments: [
    ("intellivue-lan@/dev/ttyUSB0", "is reached by udp:HOST:PORT, not at '/dev/ttyUSB0'"),
    ("intellivue-lan@tcp:192.0.2.7:24105", "is reached by udp:HOST:PORT"),
    ("intellivue@udp:192.0.2.7:24105", "is not reached by messages (udp:)"),
    ("hl7@udp:192.0.2.7:2575", "is not reached by messages (udp:)"),
  ])
  func aKindThatDoesNotComeThatWayIsRefused(text: String, reason: String) throws {
    let spec = try #require(try specs(text).first)
    let refusal = #expect(throws: DeviceSpecError.self) {
      try spec.check(isTraining: true, usesSourceClock: false)
    }
    #expect(refusal?.description.contains(reason) == true)
  }

  @Test func aKindWithoutTimeHasASourceClockInACaptureOnly() throws {
    let ward = ScratchFolder()
    let bytes = try loaded("asena@file:\(ward.write("!INF", to: "bytes"))")
    #expect(throws: DeviceSpecError.self) { try bytes.check(isTraining: false, usesSourceClock: true) }
    let path = ward.write("chairside-capture 1 kind=asena\n@1 opened\n", to: "capture")
    try loaded("asena@file:\(path)").check(isTraining: false, usesSourceClock: true)
  }
}
