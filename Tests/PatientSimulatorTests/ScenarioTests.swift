import Devices
import InfusionCore
import PatientSimulator
import Quantities
import Testing

/// What each shipped scenario shows on a line device that carries everything, with the answers of its script.
@Suite struct ScenarioTests {
  private static let start = SessionCourse.start

  @Test(arguments: 1...3)
  func hypertensionIsSevereAtMinute25AndFallsAfterThePause(seed: Int) throws {
    let records = try play("hypertension", seed: seed)
    let at25 = try #require(
      records.first { $0.time >= Self.start + .seconds(1490) && $0.fields["sys"] != nil })
    #expect(at25.time == Self.start + .minutes(25))
    #expect((190...218).contains(at25.number("sys") ?? 0))
    let afterPause = records.filter { $0.time > Self.start + .minutes(29) }.compactMap { $0.number("sys") }
    #expect((afterPause.max() ?? 999) <= 160)
  }

  /// Nobody answers: the pressure stays up while the drug flows.
  @Test func hypertensionStaysWithoutAPause() throws {
    let scenario = try #require(Scenario.named("hypertension"))
    var bedside = Bedside(SimulatedBedside(seed: 1, scenario: scenario, specs: [SimulatedDeviceSpec(.line)]))
    bedside.run(to: Self.start)
    bedside.act(.start(override: nil), at: Self.start)
    bedside.run(to: Self.start + .minutes(40))
    #expect((bedside.records().last { $0.fields["sys"] != nil }?.number("sys") ?? 0) > 180)
  }

  @Test(arguments: 1...3)
  func desaturationPasses(seed: Int) throws {
    let records = try play("desaturation", seed: seed)
    let low = records.filter { ($0.number("spo2") ?? 100) < 90 }
    let lowest = low.compactMap { $0.number("spo2") }.min()
    #expect((82...85).contains(lowest ?? 0))
    #expect((40...110).contains(low.count))
    #expect((records.last?.number("spo2") ?? 0) >= 94)
  }

  @Test func helpEndsADesaturationSooner() throws {
    let scenario = try Scenario(
      name: "long", text: "@10 episode vital=spo2 to=80 onset=20 hold=600 recovery=30\n")
    var helped = Bedside(SimulatedBedside(seed: 2, scenario: scenario, specs: [SimulatedDeviceSpec(.line)]))
    var left = helped
    helped.run(to: .seconds(60))
    helped.act(.medication(name: "oxygen", dose: "2 L/min", route: "nasal"), at: .seconds(60))
    helped.run(to: .seconds(120))
    left.run(to: .seconds(120))
    #expect((helped.records().last?.number("spo2") ?? 0) >= 95)
    #expect((left.records().last?.number("spo2") ?? 100) <= 82)
  }

  @Test func probeOffIsSaidAndSearchedFor() throws {
    let records = try play("probe-off", seed: 1)
    let off = records.filter { $0.fields["status"] == "off" }
    #expect(off.count == 240)
    #expect(off.allSatisfy { $0.fields["hr"] == "-" && $0.fields["spo2"] == "-" })
    let back = try #require(
      records.first { $0.time > (off.last?.time ?? .start) && $0.number("spo2") != nil })
    #expect(back.time == (off.last?.time ?? .start) + .seconds(7))
  }

  @Test func vomitingShakesTheProbeAndStaysBelowTheLimits() throws {
    let records = try play("vomiting", seed: 1)
    #expect(records.filter { $0.fields["status"] == "artifact" }.count == 45)
    #expect((100...120).contains(records.compactMap { $0.number("hr") }.max() ?? 0))
  }

  @Test(arguments: 1...3)
  func bradycardiaGoesBelow40AndRecovers(seed: Int) throws {
    let pulses = try play("bradycardia", seed: seed).compactMap { $0.number("hr") }
    #expect(pulses.filter { $0 < 40 }.count > 10)
    #expect((pulses.last ?? 0) > 50)
  }

  @Test func cuffFailureSaysSoEachTime() throws {
    let failed = try play("cuff-failure", seed: 1).filter { $0.fields["sys"] == "-" }
    #expect(failed.map(\.time) == [595, 1195, 1795].map { Self.start + .seconds($0) })
  }

  @Test func unpluggedForItsTime() throws {
    let scenario = try #require(Scenario.named("unplug"))
    var bedside = Bedside(SimulatedBedside(seed: 1, scenario: scenario))
    bedside.play(
      [ScriptedAction(time: Self.start, action: .start(override: nil), line: 1)], until: .minutes(30))
    let oximeter = bedside.log.filter { $0.device == 0 }
    let cut = Self.start + .seconds(1200)
    let back = cut + .seconds(75)
    #expect(oximeter.first { $0.content == .unplugged }?.time == cut)
    #expect(oximeter.first { $0.content == .pluggedIn }?.time == back)
    #expect(!oximeter.contains { $0.time > cut && $0.time < back })
    #expect(oximeter.contains { $0.time > back })
    #expect(bedside.log.contains { $0.device == 1 && $0.time > cut && $0.time < back })
  }

  @Test func anOccludedPumpGivesNothing() throws {
    let scenario = try #require(Scenario.named("pump-occlusion"))
    let records = try play("pump-occlusion", seed: 1)
    let occluded = records.filter { $0.fields["pump"] == "occluded" }
    #expect(occluded.count == 120)
    #expect(Set(occluded.compactMap { $0.number("vol") }).count == 1)
    let volume = try #require(records.last?.number("vol"))
    #expect(abs(volume - 35) < 1)
    #expect(SimulatedDeviceSpec.usual(for: scenario)[1] == .line([.cuff, .pump]))
  }

  private func play(_ name: String, seed: Int) throws -> [LineRecord] {
    let scenario = try #require(Scenario.named(name))
    let course = SessionCourse(scenario: scenario)
    var bedside = Bedside(
      SimulatedBedside(seed: UInt64(seed), scenario: scenario, specs: [SimulatedDeviceSpec(.line)]))
    bedside.play(try OperatorScript.parse(Array(course.script.utf8)), until: course.discharge)
    return bedside.records()
  }
}
