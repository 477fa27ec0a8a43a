import DevicePorts
import Glibc
import InfusionCore
import MonitorApp
import ProcessSignals
import Quantities
import TestBench
import Testing

private func specs(_ texts: String...) throws -> [DeviceSpec] { try DeviceSpec.parse(texts) }

private func nines(_ count: Int) -> String { String(repeating: "9", count: count) }

private let reading = ascii("hr=72 spo2=97\n")

/// Faults of cables at real ports: each is told within the times of the alarm rules.
@Suite(.serialized) struct CableTests {
  @Test func aPluggedOutDeviceIsLostAtOnceAndBackUnderAnotherPortWithinASecond() throws {
    let ward = ScratchFolder()
    let first = try #require(FakeDevice())
    ward.link("by-id", to: first.path)
    let chair = Chair(try specs("line@\(ward.file("by-id"))"))
    chair.pass(to: .seconds(5))
    chair.hear(first, reading)
    chair.pass(to: .seconds(6))
    unlink(ward.file("by-id"))
    first.unplug()
    chair.awaitNews()
    chair.pass(to: .seconds(60))

    let second = try #require(FakeDevice())
    ward.link("by-id", to: second.path)
    chair.pass(to: .seconds(61))
    #expect(chair.story().prefix(2) == ["0 connected", "6 port vanished"])
    let back = try #require(chair.links.last)
    #expect(back.2 == .connected && back.0 >= .seconds(60) && back.0 <= .seconds(61))
    #expect(chair.links.count == 3)
    chair.hear(second, ascii("hr=80\n"))
    #expect(chair.readings.last?.hr == .value(80))
    #expect(chair.events.alarms.contains("6 line.lost raised"))
    #expect(chair.events.alarms.contains("\(Fixed(thousandths: Int(back.0.milliseconds))) line.lost ended"))
  }

  @Test func aPortThatIsNotThereIsMissingAndOpenedWithinASecondOfComing() throws {
    let ward = ScratchFolder()
    let chair = Chair(try specs("line@\(ward.file("tty"))"))
    chair.pass(to: .seconds(100))
    #expect(chair.story() == ["0 port missing"])
    let device = try #require(FakeDevice())
    ward.link("tty", to: device.path)
    chair.pass(to: .seconds(101))
    #expect(chair.links.map(\.2) == [.lost(.missing), .connected])
  }

  @Test func aWrongSpeedIsNamedWithinTheTimeOfSilenceAndTheAlarmEndsWithTheFirstFrame() throws {
    let device = try #require(FakeDevice())
    let chair = Chair(try specs("line@\(device.path)"))
    for tick in 1...40 {
      chair.pass(to: ms(Int64(tick) * 250))
      chair.hear(device, [0xF8, 0x80, 0x78, 0x00, 0xF8, 0x1E])
    }
    #expect(chair.story() == ["0 connected", "3.25 bytes but no frames at 9600 8N1"])
    chair.pass(to: .seconds(20))
    chair.hear(device, ascii("\n") + reading)
    #expect(chair.events.alarms == ["3.25 line.lost raised", "20 line.lost ended"])
  }

  @Test func theSettingsOfThePortAreTheEvidence() throws {
    let device = try #require(FakeDevice())
    let chair = Chair(try specs("line@\(device.path)?baud=19200&parity=even"))
    for tick in 1...12 {
      chair.pass(to: ms(Int64(tick) * 500))
      chair.hear(device, [0xF8, 0x80, 0x78, 0x00, 0xF8, 0x1E])
    }
    #expect(chair.story().last == "5.5 bytes but no frames at 19200 8E1")
  }

  @Test func tenSecondsOfSilenceAreALossAndTheNextByteIsNot() throws {
    let device = try #require(FakeDevice())
    let chair = Chair(try specs("line@\(device.path)"))
    chair.pass(to: ms(2500))
    chair.hear(device, reading)
    chair.pass(to: .seconds(30))
    chair.hear(device, reading)
    chair.pass(to: .seconds(31))
    #expect(chair.story() == ["0 connected", "12.5 silent for 10 s", "30 connected"])
    #expect(
      chair.events.alarms.filter { $0.contains("lost") } == ["12.5 line.lost raised", "30 line.lost ended"])
  }

  @Test func halfAFrameThenNothingIsSilenceAndTheOtherHalfAfterAReplugIsNoReading() throws {
    let ward = ScratchFolder()
    let first = try #require(FakeDevice())
    ward.link("tty", to: first.path)
    let chair = Chair(try specs("line@\(ward.file("tty"))"))
    chair.pass(to: .seconds(1))
    chair.hear(first, reading)
    chair.pass(to: .seconds(2))
    chair.hear(first, ascii("hr=19"))
    chair.pass(to: .seconds(13))
    #expect(chair.story() == ["0 connected", "12 silent for 10 s"])
    unlink(ward.file("tty"))
    first.unplug()
    chair.awaitNews()
    let second = try #require(FakeDevice())
    ward.link("tty", to: second.path)
    chair.pass(to: .seconds(14))
    chair.hear(second, ascii("9\nhr=70\n"))
    #expect(chair.readings.map(\.hr) == [.value(72), .value(70)])
  }

  @Test func aDeviceServerThatHangsUpIsCalledAgainWithinASecond() throws {
    let server = try #require(LoopbackServer())
    let chair = Chair(try specs("line@tcp:127.0.0.1:\(server.port)"))
    chair.await { $0.links.count == 1 }
    server.answer()
    server.say(reading)
    chair.await { $0.readings.count == 1 }
    chair.pass(to: .seconds(5))
    server.hangUp()
    chair.await { $0.links.count == 2 }
    chair.pass(to: .seconds(6))
    chair.await { $0.links.count == 3 }
    server.answer()
    server.say(ascii("hr=80\n"))
    chair.await { $0.readings.count == 2 }
    #expect(chair.links.map(\.2) == [.connected, .lost(.vanished), .connected])
    #expect(chair.links.last.map { $0.0 <= .seconds(6) } == true)
    #expect(chair.readings.map(\.hr) == [.value(72), .value(80)])
  }

  /// A gateway is away for ten seconds. Within a second of its return results come again, and each is
  /// acknowledged.
  @Test func aGatewayThatHangsUpIsCalledAgainAndItsResultsAreAcknowledged() throws {
    let server = try #require(LoopbackServer())
    let chair = Chair(try specs("hl7@tcp:127.0.0.1:\(server.port)"))
    func result(_ id: Int, hr: Int) -> [UInt8] {
      let text = "MSH|^~\\&|G||C||20260102101500||ORU^R01|\(id)|P|2.6\rOBX|1|NM|8867-4||\(hr)|/min|||||F\r"
      return [0x0B] + ascii(text) + [0x1C, 0x0D]
    }
    func acknowledgement(_ id: Int) -> [UInt8] {
      let head = "MSH|^~\\&|CHAIRSIDE||G||20260102101500||ACK^R01^ACK|\(id)|P|2.6"
      return [0x0B] + ascii("\(head)\rMSA|AA|\(id)\r") + [0x1C, 0x0D]
    }
    for (call, time) in [(1, Int64(0)), (2, 10)] {
      chair.pass(to: .seconds(time + 1))
      chair.await { $0.links.count == 2 * call - 1 }
      server.answer()
      server.say(result(call, hr: 70 + call))
      chair.await { $0.readings.count == call }
      #expect(server.heard() == acknowledgement(call))
      server.hangUp()
      chair.await { $0.links.count == 2 * call }
    }
    #expect(chair.readings.map(\.hr) == [.value(71), .value(72)])
    #expect(chair.links.prefix(3).map(\.2) == [.connected, .lost(.vanished), .connected])
  }

  @Test func aPolledPumpIsAskedAgainAfterItsReturn() throws {
    let ward = ScratchFolder()
    let first = try #require(FakeDevice())
    ward.link("tty", to: first.path)
    let chair = Chair(try specs("asena@\(ward.file("tty"))"))
    #expect(first.hears() == ascii("!INF|4961\r"))
    unlink(ward.file("tty"))
    first.unplug()
    chair.awaitNews()
    let second = try #require(FakeDevice())
    ward.link("tty", to: second.path)
    chair.pass(to: .seconds(1))
    #expect(second.hears().starts(with: ascii("!INF|4961\r")))
  }
}

/// A device server read under the source's own clock: it is called once and read to its end.
@Suite(.serialized) struct ServedRecordingTests {
  @Test func whatAServerSaysUntilItHangsUpIsTheRecording() throws {
    let server = try #require(LoopbackServer())
    let spec = try #require(try specs("line@tcp:localhost:\(server.port)").first)
    server.serve(ascii("@0 hr=72\n@1 hr=73\n"))
    var recording = spec.recording(stop: .ofThisProcess())
    var heard: [StampedInput] = []
    while let next = try recording.next() { heard.append(next) }
    #expect(heard.map(\.time) == [.start, .seconds(1)])
  }

  /// Half a number is never a value: a 9 that ends with the bytes may be the beginning of 98.
  @Test(arguments: [
    ("@0 hr=72\n@1 hr=73 spo2=9", true), ("@0 hr=72\n@1 h", true), ("@0 hr=72\n \t", false),
    ("@0 hr=72\n", false),
  ])
  func aLastLineWithoutItsEndIsNotReadAndSaid(sent: String, isSaid: Bool) throws {
    let server = try #require(LoopbackServer())
    let spec = try #require(try specs("line@tcp:localhost:\(server.port)").first)
    server.serve(ascii(sent))
    var recording = spec.recording(stop: .ofThisProcess())
    var heard: [StampedInput] = []
    while let next = try recording.next() { heard.append(next) }
    let said = Input.annotation(
      "the input ends in the middle of a line, which is not read", source: SourceID("line"))
    #expect(heard.dropFirst().compactMap(\.input) == (isSaid ? [said] : []))
    #expect(heard.map(\.time) == (isSaid ? [.start, .start] : [.start]))
  }

  /// Fewer than three bad lines raise no alarm; if all lines are bad, the session is empty.
  @Test(arguments: [
    ("@900000 hr=7\n@900001 hr=7\n", "1: not read: @900000 is more than a day after @0; 1 more bad line was"),
    ("@0 hr=72\n@900000 hr=72\n@1 hr=72\n", "2: not read: @900000 is more than a day after @0"),
    ("@0 hr=72\n# x\n\nhr=7\r\nhr=7\nx\n", "4: not read: it has no time such as @60; 2 more bad lines were"),
    ("@0 hr=400\n", "1: not read: hr 400 is out of its range"),
    ("@0 x=1*0\n", "1: not read: its checksum is '0', and 24 would be right"),
    ("@0 hr=\(nines(90))\n", "1: not read: hr '\(nines(40))...' is no number"),
    ("@0 hr=72\n@1 hr=73\n", nil),
  ])
  func whatOfAnInputWasNotReadIsSaidAtItsEnd(sent: String, said: String?) throws {
    let server = try #require(LoopbackServer())
    let place = "tcp:localhost:\(server.port)"
    let spec = try #require(try specs("line@\(place)").first)
    server.serve(ascii(sent))
    var told: [String] = []
    var recording = spec.recording(stop: .ofThisProcess()) { told.append($0) }
    while try recording.next() != nil { #expect(told.isEmpty) }
    #expect(try recording.next() == nil && told.count == (said == nil ? 0 : 1))
    if let said { #expect(told.first?.hasPrefix("\(place), line \(said)") == true) }
  }

  @Test func aServerThatDoesNotAnswerIsNoInput() throws {
    let spec = try #require(try specs("line@tcp:127.0.0.1:1").first)
    var recording = spec.recording(stop: .ofThisProcess())
    #expect(throws: RecordingFailure.self) { try recording.next() }
  }
}

@Suite(.serialized) struct SeveralDevicesTests {
  @Test func oneDevicesTroubleDisturbsNoOther() throws {
    let ward = ScratchFolder()
    let good = try #require(FakeDevice())
    let bad = try #require(FakeDevice())
    ward.link("bad", to: bad.path)
    let chair = Chair(try specs("line@\(good.path)", "line@\(ward.file("bad"))", "line@\(ward.file("none"))"))
    for second in 1...40 {
      chair.pass(to: .seconds(Int64(second)))
      chair.hear(good, ascii("hr=\(60 + second)\n"))
      if second <= 10 { chair.hear(bad, [UInt8](repeating: 0xF8, count: 12), on: 1) }
      if second == 30 {
        unlink(ward.file("bad"))
        bad.unplug()
        chair.awaitNews(on: 1)
      }
    }
    #expect(chair.readings.map(\.hr) == (61...100).map { .value(Fixed($0)) })
    #expect(chair.story("line") == ["0 connected"])
    #expect(
      chair.story("line-2") == ["0 connected", "6 bytes but no frames at 9600 8N1", "30 port vanished"])
    #expect(chair.story("line-3") == ["0 port missing"])
    #expect(chair.events.alarms == ["0 line-3.lost raised", "6 line-2.lost raised"])
  }

  /// Two oximeters on two fingers: the first of the command line is shown until it is lost, and again when it
  /// is back.
  @Test func twoOximetersDoNotFlicker() throws {
    let first = try #require(FakeDevice())
    let second = try #require(FakeDevice())
    let chair = Chair(try specs("line@\(first.path)", "line@\(second.path)"))
    var shown: [String] = []
    for tick in 1...120 {
      chair.pass(to: ms(Int64(tick) * 500))
      if !(20..<60).contains(tick) { chair.hear(first, ascii("spo2=97\n")) }
      chair.hear(second, ascii("spo2=93\n"), on: 1)
      if shown.last != chair.shown(.spo2) { shown.append(chair.shown(.spo2)) }
    }
    #expect(shown == ["line 97", "line-2 93", "line 97"])
  }
}
