import BeaconSockets
import ChairBeacon
import Glibc
import InfusionCore
import Quantities

/// What a chair that infuses says, without the chair.
final class SpeakingChair {
  private let port: BeaconPort
  private let state: ChairState
  private var events = 0

  init?(_ chair: String, in folder: String) {
    guard let port = BeaconPort(folder: folder, name: BeaconFolder.name(ofChair: chair)) else { return nil }
    self.port = port
    var state = ChairState()
    state.chair = chair
    state.patient = "P-\(chair)"
    state.phase = .infusing
    state.planned = .minutes(40)
    self.state = state
  }

  /// Once a second; every fifth something has happened, too.
  func speak(second: Int) {
    var state = state
    state.spo2 = .fresh(Fixed(94 + second % 6), age: .zero)
    state.hr = .fresh(Fixed(60 + second % 30), age: .zero)
    state.pressure = ToldPressure(
      sys: 128, dia: 79, map: 95, isFresh: true, age: .seconds(Int64(second % 600)))
    state.dose = ToldDose(
      delivered: Milligrams(Double(second) / 100), ordered: Milligrams(35), isEstimated: false,
      rate: .init(52.5))
    state.elapsed = .seconds(Int64(second))
    port.say((second % 5 == 0 ? event(second) : []) + state.line)
  }

  private func event(_ second: Int) -> [UInt8] {
    events += 1
    return BeaconLine.event(Array("{\"t\":\(second),\"event\":\"dose\"}\n".utf8), number: events)
  }
}

/// Chairs that take turns to speak, and the terminal on which somebody shows them.
struct Speaking {
  let chairs: [SpeakingChair]
  let desk: Pseudoterminal
  /// What came to the terminal, and how often it said that events were missed.
  var bytes = 0
  private(set) var missed = 0
  private var round = 0

  init(chairs: [SpeakingChair], desk: Pseudoterminal) {
    self.chairs = chairs
    self.desk = desk
  }

  mutating func run(seconds: Int) {
    let end = Stopwatch.nanoseconds + Int64(seconds) * 1_000_000_000
    var next = Stopwatch.nanoseconds
    while Stopwatch.nanoseconds < end {
      while Stopwatch.nanoseconds >= next {
        // Not all in one instant: chairs are processes of their own.
        chairs[round % chairs.count].speak(second: round / chairs.count)
        round += 1
        next += 1_000_000_000 / Int64(chairs.count)
      }
      let read = desk.read(withinMilliseconds: 5)
      bytes += read.count
      if String(decoding: read, as: UTF8.self).contains("missed") { missed += 1 }
    }
  }
}
