import InfusionCore
import OperatorLanguage
import PatientSimulator
import Practice
import Quantities
import SessionJournal
import SessionRecord

/// The record of a drill with a scenario of a test's own: what it does to the patient of seed 5, and to what
/// is told of it.
enum ExerciseDrill {
  /// Half an hour of an infusion in which nobody helps.
  ///
  /// - Parameter lines: what is done besides, as lines of a script.
  static func record(of scenario: Scenario, besides lines: String) throws -> [SegmentBytes] {
    let course = """
      @130 baseline by=TB
      @150 start by=TB
      @1050 check by=TB
      @2000 stop reason="end of the exercise" by=TB
      @2010 close reason="end of the exercise" by=TB
      """
    let all = try [course, lines].flatMap { try OperatorScript.parse(Array($0.utf8)) }
    return try record(of: scenario, all.sorted { $0.time < $1.time })
  }

  /// All that is done, as lines of a script.
  static func record(of scenario: Scenario, script: String) throws -> [SegmentBytes] {
    try record(of: scenario, try OperatorScript.parse(Array(script.utf8)))
  }

  private static func record(of scenario: Scenario, _ script: [ScriptedAction]) throws -> [SegmentBytes] {
    let shelf = Shelf()
    let written = try shelf.write(
      try SimulatedRecording.single(
        scenario, seed: 5, plan: SessionPlan(weight: Kilograms(70), plan: "trd-40"),
        devices: try SimulatedDeviceSpec.trolley(["dri"], for: scenario), script: script,
        begins: SimulatedRecording.usualBeginning, isDrill: true))
    return try written.folder.read()
  }
}
