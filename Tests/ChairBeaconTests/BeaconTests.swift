import BeaconSockets
import ChairBeacon
import Foundation
import InfusionCore
import Quantities
import TestBench
import Testing

@Suite("What a chair tells, as lines and over a socket")
struct BeaconTests {
  private var state: ChairState {
    var state = ChairState()
    state.chair = "3"
    state.session = "2026-03-09T081500Z_3_0a1b2c"
    state.phase = .infusing
    state.origin = .simulated
    state.patient = "P \"7\" \u{202E}x"
    state.clock = "10:42:07"
    state.spo2 = .fresh(Fixed(thousandths: 97_500), age: .milliseconds(1200))
    state.hr = .old(72, age: .seconds(14))
    state.pressure = ToldPressure(
      sys: 128, dia: 79, map: nil, isFresh: false, age: .minutes(26), isDoubtful: true)
    state.alarms = [
      ToldAlarm(
        id: "spo2.low", priority: .high, text: "SpO2 82 < 85", age: .seconds(3), isAcknowledged: true,
        acknowledgedBy: "KM")
    ]
    state.dose = ToldDose(
      delivered: Milligrams(12.345), ordered: Milligrams(35), isEstimated: true, isUpTo: true,
      rate: .init(52.5))
    state.elapsed = .minutes(14)
    state.planned = .minutes(40)
    state.recordTrouble = "disk full"
    state.hasScreen = false
    state.listens = true
    state.coming = [ToldComing(by: "KM", age: .seconds(12))]
    return state
  }

  @Test func `a state is the same behind its line`() {
    let line = Array(state.line.dropLast())
    #expect(BeaconLine(line) == .state(state))
    #expect(BeaconLine(Array(ChairState().line.dropLast())) == .state(ChairState()))
  }

  @Test(arguments: [
    "", "{", "[]", "{\"kind\":\"state\"}",
    "{\"v\":2,\"kind\":\"state\",\"chair\":\"1\",\"phase\":\"paused\"}",
    "{\"v\":1,\"kind\":\"state\",\"chair\":\"1\",\"phase\":\"flying\",\"origin\":\"live\"}",
  ])
  func `what is no line of a beacon is none`(text: String) { #expect(BeaconLine(Array(text.utf8)) == nil) }

  @Test func `an event keeps its own fields behind the beacon's`() {
    let line = BeaconLine.event(
      Array("{\"t\":75,\"event\":\"phase\",\"phase\":\"paused\"}\n".utf8), number: 4)
    let text = String(decoding: line, as: UTF8.self)
    #expect(
      text == "{\"v\":1,\"kind\":\"event\",\"seq\":4,\"t\":75,\"event\":\"phase\",\"phase\":\"paused\"}\n")
    #expect(BeaconLine(Array(line.dropLast())) == .event(number: 4))
  }

  // MARK: Over a socket

  private let scratch = ScratchFolder()

  private func folder() throws -> String {
    // Longer than the address of a socket can be.
    let path = scratch.file(String(repeating: "deep/", count: 40))
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  @Test func `two listeners hear each line once, and only their user may listen`() throws {
    let folder = try folder()
    let port = try #require(BeaconPort(folder: folder, name: "3.beacon"))
    let mode = try FileManager.default.attributesOfItem(atPath: folder + "/3.beacon")[.posixPermissions]
    #expect(mode as? Int == 0o600)
    let calls = try (0..<2).map { _ in try #require(BeaconCall(folder: folder, name: "3.beacon")) }
    port.say(Array("one\ntw".utf8))
    port.say(Array("o\n".utf8))
    for call in calls { #expect(call.lines().map { String(decoding: $0, as: UTF8.self) } == ["one", "two"]) }
    #expect(BeaconFolder.names(in: folder) == ["3.beacon"])
  }

  @Test func `a listener that takes nothing is dropped, and the other hears on`() throws {
    let folder = try folder()
    let port = try #require(BeaconPort(folder: folder, name: "3.beacon"))
    let stuck = try #require(BeaconCall(folder: folder, name: "3.beacon"))
    let quick = try #require(BeaconCall(folder: folder, name: "3.beacon"))
    let line = [UInt8](repeating: UInt8(ascii: "x"), count: 8191) + [UInt8(ascii: "\n")]
    var heard = 0
    for _ in 0..<400 {
      port.say(line)
      heard += quick.lines().count
    }
    #expect(heard == 400)
    while !stuck.isOver { _ = stuck.lines() }
    let again = try #require(BeaconCall(folder: folder, name: "3.beacon"))
    port.say(line)
    #expect(again.lines().count == 1)
  }

  @Test func `a socket that a dead process left gives way`() throws {
    let folder = try folder()
    let first = try #require(BeaconPort(folder: folder, name: "3.beacon"))
    let second = try #require(BeaconPort(folder: folder, name: "3.beacon"))
    let call = try #require(BeaconCall(folder: folder, name: "3.beacon"))
    second.say(Array("now\n".utf8))
    #expect(call.lines().count == 1)
    withExtendedLifetime(first) {}
  }

  @Test func `where nobody speaks there is no call`() throws {
    let folder = try folder()
    #expect(BeaconCall(folder: folder, name: "3.beacon") == nil)
    #expect(BeaconPort(folder: folder + "/missing", name: "3.beacon") == nil)
    let port = try #require(BeaconPort(folder: folder, name: "3.beacon"))
    port.close()
    #expect(BeaconFolder.names(in: folder).isEmpty)
  }

  // MARK: What may be said to a chair

  @Test(arguments: ["KM", "Åsa", "O'Neill", "K. M.", "Bea-Ann"])
  func `somebody who is on the way is heard`(name: String) throws {
    let word = try #require(WallWord(by: name))
    #expect(ListenerWord(line: Array(word.line.dropLast())) == .coming(word))
  }

  @Test func `whether a broker has the chair's words is heard`() {
    for publication in [.standing, .ended] + PublicationFault.allCases.map(Publication.failing) {
      let word = PublisherWord(publication)
      #expect(ListenerWord(line: Array(word.line.dropLast())) == .published(word))
    }
    let refused = "{\"v\":1,\"kind\":\"publication\",\"state\":\"failing\",\"fault\":\"refused\"}\n"
    #expect(PublisherWord(.failing(.refused)).line == Array(refused.utf8))
  }

  @Test(arguments: [
    "", "{", "{\"v\":2,\"kind\":\"coming\",\"by\":\"KM\"}", "{\"v\":1,\"kind\":\"ack\",\"by\":\"KM\"}",
    "{\"v\":1,\"kind\":\"coming\"}", "{\"v\":1,\"kind\":\"coming\",\"by\":\"\"}",
    "{\"v\":1,\"kind\":\"coming\",\"by\":\"K\\u001b[2J\"}",
    "{\"v\":1,\"kind\":\"coming\",\"by\":\"K\\u202eM\"}",
    "{\"v\":1,\"kind\":\"coming\",\"by\":\"K\\u0301\\u0301\\u0301\"}",
    "{\"v\":1,\"kind\":\"coming\",\"by\":\"KM 5 mg\"}",
    "{\"v\":1,\"kind\":\"coming\",\"by\":\"Seventeen letters\"}",
    "{\"v\":2,\"kind\":\"publication\",\"state\":\"standing\"}", "{\"v\":1,\"kind\":\"publication\"}",
    "{\"v\":1,\"kind\":\"publication\",\"state\":\"failing\"}",
    "{\"v\":1,\"kind\":\"publication\",\"state\":\"failing\",\"fault\":\"5 mg\"}",
    "{\"v\":1,\"kind\":\"publication\",\"state\":\"standing\",\"fault\":\"lost\"}",
  ])
  func `nothing else can be said to a chair`(line: String) {
    #expect(ListenerWord(line: Array(line.utf8)) == nil)
  }

  @Test func `a listener's line is heard, in pieces, too, and one that floods or babbles is dropped`() throws
  {
    let folder = try folder()
    let port = try #require(BeaconPort(folder: folder, name: "3.beacon"))
    let calls = try (0..<3).map { _ in try #require(BeaconCall(folder: folder, name: "3.beacon")) }
    #expect(port.answerCallers())
    var heard: [String] = []
    func hear() {
      port.readLines(atMost: 32) {
        heard.append(String(decoding: $0, as: UTF8.self))
        return $0.first == UInt8(ascii: "o")
      }
    }
    #expect(calls[0].say(Array("one\nov".utf8)))
    #expect(calls[1].say([UInt8](repeating: UInt8(ascii: "o"), count: 4096)))
    #expect(calls[2].say(Array("babble\n".utf8)))
    hear()
    #expect(calls[0].say(Array("er\n".utf8)))
    hear()
    #expect(heard == ["one", "babble", "over"])
    port.say(Array("still here\n".utf8))
    #expect(calls[0].lines().count == 1)
    for call in calls[1...] {
      _ = call.lines()
      #expect(call.isOver)
    }
  }

  @Test func `endless bytes without a line end the call`() throws {
    let folder = try folder()
    let port = try #require(BeaconPort(folder: folder, name: "3.beacon"))
    let call = try #require(BeaconCall(folder: folder, name: "3.beacon"))
    for _ in 0..<9 {
      port.say([UInt8](repeating: UInt8(ascii: "x"), count: 8192))
      _ = call.lines()
    }
    #expect(call.isOver)
  }
}
