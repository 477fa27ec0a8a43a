import InfusionCore
import OperatorLanguage
import Quantities
import Testing

@testable import PatientSimulator

/// The needs that each measure meets, as a nurse would list them, and the situations in which a need arises.
@Suite struct NeedTests {
  static let inPlace: [(need: Need, measures: Set<Measure>)] = [
    (.breath, [.oxygen, .stimulation, .jawSupport, .position, .suction, .probe]),
    (.vomit, [.oxygen, .position, .suction]),
    (.nausea, [.position, .suction, .reassurance]),
    (.fear, [.position, .reassurance]),
    (.highPressure, [.position, .reassurance]),
    (.circulation, [.oxygen, .stimulation, .position]),
    (.number, [.oxygen, .stimulation, .probe]),
    (.flow, [.line]),
  ]

  @Test(arguments: inPlace)
  func whatIsInPlace(need: Need, measures: Set<Measure>) {
    let found = Measure.allCases.filter { $0.meets.contains(need) && $0 != .cuff }
    #expect(Set(found) == measures)
  }

  @Test func everyNeedHasItsMeasuresAndACuffIsAlwaysInPlace() {
    #expect(Self.inPlace.map(\.need) == Need.allCases)
    #expect(situation { _ in }.asks(for: .cuff))
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let need: Need?
    let change: @Sendable (inout Situation) -> Void
  }

  static let cases = [
    Case(testDescription: "well", need: nil) { _ in },
    Case(testDescription: "SpO2 93", need: .breath) { $0.signs.spo2 = 93 },
    Case(testDescription: "SpO2 94", need: nil) { $0.signs.spo2 = 94 },
    Case(testDescription: "asleep", need: .breath) { $0.state.sedation = 0.5 },
    Case(testDescription: "the chest hardly moves", need: .breath) { $0.state.ventilation = 0.5 },
    Case(testDescription: "SpO2 alarm", need: .breath) { $0.alarms = [.limit(.spo2, .low)] },
    Case(testDescription: "it comes up", need: .vomit) { $0.state.isVomiting = true },
    Case(testDescription: "pale", need: .nausea) { $0.state.nausea = 0.2 },
    Case(testDescription: "afraid", need: .fear) { $0.state.anxiety = 0.2 },
    Case(testDescription: "sys 161", need: .highPressure) { $0.signs.sys = 161 },
    Case(testDescription: "sys 161, measured", need: .highPressure) {
      ($0.signs.sys, $0.measuredSys) = (161, 161)
    },
    Case(testDescription: "sys 160", need: nil) { $0.signs.sys = 160 },
    Case(testDescription: "alarm of the pressure", need: .highPressure) { $0.alarms = [.limit(.map, .high)] },
    Case(testDescription: "sys 89", need: .circulation) { $0.signs.sys = 89 },
    Case(testDescription: "pulse 49", need: .circulation) { $0.signs.hr = 49 },
    Case(testDescription: "no saturation", need: .number) { $0.alarms = [.noValue(.spo2)] },
    Case(testDescription: "the pump stands", need: .flow) { $0.alarms = [.pump(.occluded)] },
    Case(testDescription: "the cuff found nothing", need: nil) { $0.alarms = [.nibpFailed] },
  ]

  @Test(arguments: cases)
  func whatASituationNeeds(met: Case) {
    #expect(situation(met.change).needs == Set([met.need].compactMap { $0 }))
  }

  /// A pause has more reasons than other help: what nobody can see is one, too.
  @Test(arguments: [
    ("the cuff found nothing", true), ("no saturation", true), ("afraid", true), ("sys 161", false),
    ("sys 161, measured", true), ("alarm of the pressure", true), ("well", false),
  ])
  func whatAPauseIsFor(name: String, isReason: Bool) throws {
    let met = try #require(Self.cases.first { $0.testDescription == name })
    #expect(situation(met.change).hasReason(for: .word(.pause)) == isReason)
  }

  private func situation(_ change: (inout Situation) -> Void) -> Situation {
    var situation = Situation(
      signs: VitalSigns(hr: 72, sys: 120, dia: 76, spo2: 97.5, rr: 14), weight: .init(70),
      concentration: .init(1), escortIsHere: true)
    change(&situation)
    return situation
  }
}

/// Which help counts as needless, and which does not.
@Suite struct NeedlessHelpTests {
  private func acts(_ lines: [ScriptedAction], until end: SessionTime = .minutes(17)) -> [HarmfulAct] {
    var play = EnginePlay(.uneventful, .nobody, script: lines)
    play.run(until: end)
    return play.score.harmfulActs.map(\.act)
  }

  /// A pillow, a word, a look at the probe and a pressure are good for anybody, beside one thing more.
  @Test func comfortHarmsNobody() {
    let names = ["oxygen", "position", "reassurance", "probe", "cuff", "position"]
    let given = names.enumerated().map {
      ScriptedAction(400 + 70 * Int64($0.offset), .intervention(name: $0.element))
    }
    #expect(acts(given).isEmpty)
  }

  /// One pause may be because the patient has to get up; a second one without a reason is needless.
  @Test(arguments: zip([1, 2], [[], [HarmfulAct.needlessPauses(2)]]))
  func aSecondNeedlessPauseHarms(count: Int64, harm: [HarmfulAct]) {
    let oxygen = ScriptedAction(300, .intervention(name: "oxygen"))
    let pauses = (0..<count).flatMap {
      [
        ScriptedAction(400 + 200 * $0, .pause(reason: "to be sure")),
        ScriptedAction(500 + 200 * $0, .resume(reason: "all well")),
      ]
    }
    #expect(acts([oxygen] + pauses) == harm)
  }
}
