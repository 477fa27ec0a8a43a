import Devices
import InfusionCore
import Quantities
import Testing

/// Two oximeters on two ports, a finger of each hand: what each says comes through its own driver into one
/// session.
@Suite struct TwoOximeterTests {
  /// `30 raised spo2.disagree high`
  private func told(_ shown: Int, _ other: Int, seconds: Int64 = 45) -> [String] {
    let kinds: [DeviceKind] = [.noninDF2, .masimoAscii1]
    let sources = zip(kinds, kinds.sources).map {
      SourceDescription(id: $1, nominalInterval: $0.nominalInterval)
    }
    var session = Session(
      plan: SessionPlan(weight: Kilograms(70), plan: "trd-40", sources: sources, origin: .live))
    var events = session.begin()
    var drivers = zip(kinds, kinds.sources).map { $0.driver(source: $1) }
    let speech = [
      NoninPacket(pulse: .value(72), spo2: .value(Fixed(shown))).bytesDF2,
      MasimoAscii1Line(deviceTime: "", spo2: .value(Fixed(other)), pulse: .value(72)).bytes,
    ]
    for second in 0...seconds {
      for port in drivers.indices {
        let effects =
          drivers[port].advance(to: .seconds(second))
          + drivers[port].received(speech[port][...], at: .seconds(second))
        for case .input(let input, let time) in effects {
          events += session.receive(input, at: time).events
        }
      }
      events += session.advance(to: .seconds(second))
    }
    return events.compactMap { stamped in
      guard case .alarmRaised(let id, let signal, _) = stamped.event else { return nil }
      return "\(Fixed(thousandths: Int(stamped.time.milliseconds))) \(id) \(signal.priority)"
    }
  }

  @Test func at98And84TheyAreSaidToPart() {
    // The second's third line in a row is its first reading, at 2 s; 30 s later it is told. What is not shown
    // is below the extreme limit.
    #expect(told(98, 84).filter { $0.contains("disagree") } == ["32 spo2.disagree high"])
    #expect(told(98, 93).filter { $0.contains("disagree") } == ["32 spo2.disagree medium"])
  }

  @Test func fourPercentIsNoParting() {
    #expect(told(98, 94).isEmpty)
  }
}
