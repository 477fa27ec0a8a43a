import DevicePorts
import Devices
import Glibc
import InfusionCore
import Quantities
import SerialPort
import TestBench
import Testing

extension LoopbackCaller {
  /// The segment that acknowledges: `MSA|AA|7`.
  fileprivate func answer() -> String {
    let text = String(decoding: heard(), as: UTF8.self)
    return text.split(separator: "\r").first { $0.hasPrefix("MSA") }.map(String.init) ?? ""
  }
}

private func result(_ patient: String, _ bed: String, spo2: Int) -> [UInt8] {
  let text =
    "MSH|^~\\&|G||C||20260102101500||ORU^R01|7|P|2.6\rPID|||\(patient)^^^C^MR\rPV1||O|\(bed)\r"
    + "OBX|1|NM|59408-5||\(spo2)|%|||||F\r"
  return [0x0B] + ascii(text) + [0x1C, 0x0D]
}

/// A monitor or a gateway that calls, through real ports.
@Suite(.serialized) struct ListeningCableTests {
  /// A port that no program uses.
  private func freePort() throws -> UInt16 {
    let server = try #require(LoopbackServer())
    return server.port
  }

  private func chair(_ port: UInt16, asking: String = "") throws -> Chair {
    Chair(try DeviceSpec.parse(["hl7@listen:\(port)\(asking)"]))
  }

  @Test func whoCallsIsHeardAnsweredAndLostInSilence() throws {
    let port = try freePort()
    let chair = try chair(port)
    #expect(chair.links.map(\.2) == [.connected])
    let gateway = try #require(LoopbackCaller(port))
    chair.awaitNews()
    gateway.say(result("P-1", "BED1", spo2: 98))
    chair.await { $0.readings.count == 1 }
    #expect(gateway.answer() == "MSA|AA|7")
    #expect(chair.shown(.spo2) == "hl7 98")
    chair.pass(to: .seconds(30))
    #expect(chair.story("hl7") == ["0 connected", "25 silent for 25 s"])
    #expect(chair.events.alarms.contains("25 hl7.lost raised"))
  }

  @Test func nobodyCalls() throws {
    let chair = try chair(try freePort())
    chair.pass(to: .seconds(60))
    #expect(chair.story("hl7") == ["0 connected", "25 nobody has called"])
  }

  @Test func aPortThatSomebodyHasIsAnAlarmUntilItIsFree() throws {
    let port = try freePort()
    let first = Listener(address: "127.0.0.1", port: port)
    #expect(first.attempt(atMilliseconds: 0) == [.listening])
    let chair = try chair(port)
    chair.pass(to: .seconds(5))
    #expect(chair.links.map(\.2) == [.lost(.busy(by: nil))])
    #expect(chair.events.alarms == ["0 hl7.lost raised"])
    first.close()
    chair.pass(to: .seconds(6))
    #expect(chair.links.map(\.2) == [.lost(.busy(by: nil)), .connected])
    #expect(chair.events.alarms.count == 2)
  }

  @Test func aCrowdIsTurnedAwayAndTheOneThatSpeaksGoesOn() throws {
    let port = try freePort()
    let chair = try chair(port)
    let gateway = try #require(LoopbackCaller(port))
    chair.awaitNews()
    gateway.say(result("P-1", "BED1", spo2: 98))
    chair.await { $0.readings.count == 1 }
    var crowd: [LoopbackCaller] = []
    for _ in 0..<40 {
      crowd.append(try #require(LoopbackCaller(port)))
      chair.awaitNews()
    }
    gateway.say(result("P-1", "BED1", spo2: 97))
    chair.await { $0.readings.count == 2 }
    #expect(chair.shown(.spo2) == "hl7 97")
    let remarks = chair.events.compactMap {
      if case .remarked(let text, _, _) = $0.event { text } else { nil }
    }
    #expect(remarks == ["more callers at once than there is room for: some are turned away"])
  }

  /// Two monitors of one ward call this port, and only one is this chair's.
  @Test func theNeighboursMonitorIsNeverRead() throws {
    let port = try freePort()
    let chair = try chair(port, asking: "?bed=BED1")
    let neighbour = try #require(LoopbackCaller(port))
    chair.awaitNews()
    neighbour.say(result("P-9", "BED7", spo2: 71))
    chair.await { _ in neighbour.hasAnswer }
    #expect(neighbour.answer() == "MSA|AA|7|for another bed or patient: not read")
    let ours = try #require(LoopbackCaller(port))
    chair.awaitNews()
    ours.say(result("P-1", "BED1", spo2: 98))
    chair.await { $0.readings.count == 1 }
    #expect(chair.shown(.spo2) == "hl7 98")
    #expect(!chair.events.alarms.contains { $0.contains("identity") || $0.contains("spo2") })
  }

  /// Another patient is at the monitor when it calls again.
  @Test func anotherPatientOnTheNextCallIsAnotherIdentity() throws {
    let port = try freePort()
    let chair = try chair(port)
    for (patient, spo2) in [("P-1", 98), ("P-9", 88)] {
      let gateway = try #require(LoopbackCaller(port))
      chair.awaitNews()
      gateway.say(result(patient, "BED1", spo2: spo2))
      let heard = chair.readings.count
      chair.await { $0.readings.count > heard }
      chair.pass(to: chair.now + .seconds(1))
    }
    chair.pass(to: .seconds(3))
    #expect(chair.shown(.spo2) == "--")
    #expect(chair.events.alarms == ["1 hl7.identity raised"])
  }
}

/// Settings of a listening port that are refused.
@Suite struct ListeningSpecTests {
  private func check(_ text: String, usesSourceClock: Bool = false) throws {
    for spec in try DeviceSpec.parse([text]) {
      try spec.check(isTraining: false, usesSourceClock: usesSourceClock)
    }
  }

  @Test(arguments: [
    "hl7@listen:2575", "hl7@listen:0.0.0.0:2575?bed=BED7", "line@listen:4001", "nonin-df2@listen:4001",
  ])
  func whatCanCall(text: String) throws { try check(text) }

  @Test(arguments: ["pm6750@listen:4001", "suntech@listen:4001", "asena@listen:4001", "hl7@listen:ward:2575"])
  func whatCannot(text: String) {
    #expect(throws: DeviceSpecError.self) { try check(text) }
  }

  @Test(arguments: ["hl7@listen:2575", "line@listen:4001"])
  func aPortHasNoEndToReadTo(text: String) {
    #expect(throws: DeviceSpecError.self) { try check(text, usesSourceClock: true) }
  }
}
