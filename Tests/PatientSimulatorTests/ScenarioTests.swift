import Devices
import InfusionCore
import OperatorLanguage
import PatientSimulator
import Quantities
import Testing

/// What the equipment of a scenario shows on a line device that carries everything.
@Suite struct ScenarioTests {
  private static let start = Ordinary.start

  @Test func probeOffIsSaidAndSearchedFor() throws {
    let records = try play("probe-off")
    let off = records.filter { $0.fields["status"] == "off" }
    #expect(off.count == 240)
    #expect(off.allSatisfy { $0.fields["hr"] == "-" && $0.fields["spo2"] == "-" })
    let back = try #require(
      records.first { $0.time > (off.last?.time ?? .start) && $0.number("spo2") != nil })
    #expect(back.time == (off.last?.time ?? .start) + .seconds(7))
  }

  /// Whoever looks at the patient finds the probe.
  @Test func aProbeThatSomebodyPutsOnIsOn() throws {
    let records = try play("probe-off", [(Ordinary.stop + .seconds(660), .intervention(name: "probe"))])
    #expect(records.count { $0.fields["status"] == "off" } == 65)
  }

  @Test func cuffFailureSaysSoEachTime() throws {
    let failed = try play("cuff-failure").filter { $0.fields["sys"] == "-" }
    #expect(failed.map(\.time) == [595, 605, 1195, 1795].map { Self.start + .seconds($0) })
  }

  @Test func unpluggedForItsTime() throws {
    let scenario = try #require(Scenario.byTheClock("unplug"))
    var bedside = Bedside(SimulatedBedside(seed: 1, scenario: scenario))
    bedside.play(Ordinary.script, until: .minutes(40))
    let oximeter = bedside.log.filter { $0.device == 0 }
    let cut = Self.start + .seconds(1800)
    let back = cut + .seconds(75)
    #expect(oximeter.first { $0.content == .unplugged }?.time == cut)
    #expect(oximeter.first { $0.content == .pluggedIn }?.time == back)
    #expect(!oximeter.contains { $0.time > cut && $0.time < back })
    #expect(oximeter.contains { $0.time > back })
    #expect(bedside.log.contains { $0.device == 1 && $0.time > cut && $0.time < back })
  }

  /// It stays occluded until somebody frees the line: 20 s after that it runs.
  @Test func anOccludedPumpGivesNothing() throws {
    let scenario = try #require(Scenario.byTheClock("pump-occlusion"))
    let freed = Self.start + .seconds(1300)
    let records = try play("pump-occlusion", [(freed, .intervention(name: "line"))])
    let occluded = records.filter { $0.fields["pump"] == "occluded" }
    #expect(occluded.count == 120)
    #expect(Set(occluded.compactMap { $0.number("vol") }).count == 1)
    #expect(SimulatedDeviceSpec.usual(for: scenario)[1] == .line([.cuff, .pump]))
  }

  private func play(_ name: String, _ deeds: [(SessionTime, Action)] = []) throws -> [LineRecord] {
    let scenario = try #require(Scenario.byTheClock(name))
    var bedside = Bedside(SimulatedBedside(seed: 1, scenario: scenario, specs: [SimulatedDeviceSpec(.line)]))
    let script = Ordinary.script + deeds.map { ScriptedAction(time: $0.0, action: $0.1, line: 3) }
    bedside.play(script.sorted { $0.time < $1.time }, until: Ordinary.discharge)
    return bedside.records()
  }

  /// Nobody knows from the level alone whether anything will happen.
  @Test func everyScenarioIsMetAtALevel() {
    #expect(Set(Scenario.levels.flatMap { $0 }.map(\.name)) == Set(Scenario.shipped.map(\.name)))
    #expect(Scenario.levels.allSatisfy { $0.contains(.uneventful) })
    for (index, level) in Scenario.levels.enumerated() {
      let met = (UInt64(0)..<200).map { Scenario.drawn(level: index + 1, seed: $0) }
      #expect(Set(met) == Set(level))
      #expect(met[7] == Scenario.drawn(level: index + 1, seed: 7))
    }
  }
}
