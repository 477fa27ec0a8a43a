import InfusionCore
import Quantities
import SessionRecord
import SessionReports
import Testing

@Suite("Which sessions a question means")
struct QueryTests {
  /// A treatment of P7 under trd-40 on 2026-10-17: 202/105 at its highest, nausea, labetalol.
  private static func facts() throws -> LedgerFacts {
    let script = """
      @10 start override="just a test" by=AB
      @20 bp sys=202 dia=105 by=AB
      @30 symptom name=nausea severity=2 by=AB
      @40 medication name=labetalol dose="10 mg" route=IV by=AB
      @80 stop reason="just a test" by=AB
      @85 close reason="just a test" by=AB

      """
    return LedgerFacts(try RecordedSession(script: script, until: 90).digest)
  }

  @Test(arguments: [
    ("sys > 180", true), ("sys > 202", false), ("sys >= 202", true), ("sys < 202", false),
    ("sys = 202", true), ("sys != 202", false), ("spo2 < 88", false),
    ("plan = trd-40", true), ("plan = trd", false), ("plan ~ trd", true), ("plan != trd-45", true),
    ("PLAN = TRD-40", true), ("symptom = nausea", true), ("symptom != nausea", false),
    ("symptom = vomiting", false), ("medicine = labetalol", true), ("medicine ~ \"10 mg\"", true),
    ("ending = abandoned", true), ("ending = unsealed", false), ("ending != Unsealed", true),
    ("ending ~ seal", false), ("origin ~ live", true), ("date = 2026-10-17", true), ("date = 2026-10", true),
    ("date > 2026-10", false), ("date >= 2026-10", true), ("date < 2027", true),
    ("sys > 180 mmHg", true), ("sys > 180 mmHg and spo2 < 88 %", false),
    ("spo2 < 100 % sys > 180 mmHg", true),
    ("minutes >= 1 and minutes < 2", true), ("mg > 0", true), ("high >= 0", true),
    // A comparison with an unknown value is false, and so is its opposite.
    ("given > 0", false), ("given < 1000", false), ("not given > 0", true),
    // Words stand for what the row says.
    ("P7", true), ("p7 2026-10", true), ("P8", false), ("abandoned", true), ("\"trd-40\"", true),
    // How terms bind.
    ("P8 or P7", true), ("P8 or P7 and P8", false), ("(P8 or P7) and not P8", true),
    ("not P8 and P7", true), ("not (P7 or P8)", false), ("P7 sys > 180", true), ("P7 and sys > 300", false),
  ])
  func means(question: String, isMeant: Bool) throws {
    #expect(try SessionQuery(question).matches(Self.facts()) == isMeant)
  }

  @Test(arguments: [
    ("", "a query asks something, such as: sys > 180 and plan = trd-40"),
    ("sis > 180", "column 1: sis is no field"),
    ("P7 and syst > 180", "column 8: syst is no field; did you mean \"sys\"?"),
    ("sys >", "column 5: sys is compared with nothing"),
    ("sys > and", "column 7: and is no number"),
    ("sys > high", "column 7: high is no number"),
    ("sys ~ 180", "column 5: sys takes =, !=, <, <=, > or >=, not ~"),
    ("patient > P-1", "column 9: patient takes =, != or ~, not >"),
    ("mg > 35,5", "column 6: 35,5 is no number; did you mean \"35.5\"?"),
    ("sys == 180", "column 5: == is no comparison; did you mean \"=\"?"),
    ("sys \u{2265} 180", "column 5: \u{2265} is no comparison; did you mean \">=\"?"),
    ("sys > 180 && P7", "column 11: && is no comparison; did you mean \"and\"?"),
    ("sys >> 180", "column 5: >> is no comparison; known are: =, !="),
    ("date = 2026-13-01", "column 8: 2026-13-01 is no date"),
    ("date = 2026-10-32", "column 8: 2026-10-32 is no date"), ("date > 26-10", "column 8: 26-10 is no date"),
    ("date = yesterday", "column 8: yesterday is no date (2026-03-09 or 2026-03)"),
    // What the help once named; and a slip.
    (
      "ending = open",
      "column 10: ending is never open; known are: discharged, overridden, abandoned, unsealed"
    ),
    ("ending != opened", "column 11: ending is never opened; known are: discharged,"),
    ("ending ~ closed", "column 10: ending is never closed; known are:"),
    ("ending = dischargd", "column 10: ending is never dischargd; did you mean \"discharged\"? Known are:"),
    ("origin = drills", "column 10: origin is never drills; did you mean \"drill\"? Known are: live,"),
    ("(sys > 180", "column 1: ( is never closed"), ("plan = \"trd", "column 8: \" is never closed"),
    ("sys > 180)", "column 10: ) is not expected here"),
    ("sys > 180 or", "column 13: the end is not expected here"),
    ("and P7", "column 1: and is not expected here"), ("> 180", "column 1: > is not expected here"),
  ])
  func saysWhatIsWrong(question: String, sentence: String) {
    do {
      _ = try SessionQuery(question)
      Issue.record("\(question) was read")
    } catch {
      #expect(error.description.hasPrefix(sentence))
    }
  }

  @Test("the help names every ending that can be asked for", arguments: QueryField.ending.named)
  func endings(name: String) throws {
    _ = try SessionQuery("ending = \(name)")
  }

  @Test("every field can be asked, and says what it is")
  func fields() throws {
    for field in QueryField.allCases {
      #expect(!field.explanation.isEmpty)
      let values = ["1", "2026-01", "unsealed", "live"]
      #expect(values.contains { (try? SessionQuery("\(field.rawValue) = \($0)")) != nil })
    }
  }
}

extension QueryField {
  /// `a`, `b` and `c` of `a, b or c`.
  fileprivate var named: [String] {
    explanation.replacing(" or ", with: ", ").split(separator: ", ").map(String.init)
  }
}
