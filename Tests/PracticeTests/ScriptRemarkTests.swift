import InfusionCore
import OperatorLanguage
import Practice
import Testing

/// What a drill's script names that no patient made of equations knows.
@Suite struct ScriptRemarkTests {
  @Test func whatIsMisspeltIsToldWithItsLine() throws {
    let script = """
      @10 intervention name=oxgen
      @20 intervention name=oxygen flow="much"
      @30 medication name=labetolol dose="10 mg" route=IV
      @40 medication name=atropine dose=0.5 route=IV
      """
    let remarks = ScriptRemark.all(in: try OperatorScript.parse(Array(script.utf8)), clinic: .shipped)
    let sentences = remarks.map { $0.sentence(file: "answers.txt") }
    #expect(remarks.map(\.line) == [1, 2, 3, 4])
    #expect(
      sentences[0].hasPrefix(
        "answers.txt:1: the simulated patient answers nothing to \"oxgen\"; did you mean \"oxygen\"?"))
    #expect(sentences[1].contains("flow \"much\" cannot be read"))
    #expect(sentences[2].contains("did you mean \"labetalol\"?"))
    #expect(sentences[3].contains("the dose \"0.5\" of atropine cannot be read"))
  }

  /// A clinic's own words for what was done, and what the patient answers to, need no remark.
  @Test(arguments: [
    "intervention name=\"rate reduced\"", "intervention name=oxygen flow=off", "intervention name=cuff",
    "medication name=oxygen dose=\"2 L/min\" route=nasal", "pause reason=nausea",
  ])
  func whatIsKnownIsNot(line: String) throws {
    let script = try OperatorScript.parse(Array("@10 \(line)".utf8))
    #expect(ScriptRemark.all(in: script, clinic: .shipped).isEmpty)
  }
}
