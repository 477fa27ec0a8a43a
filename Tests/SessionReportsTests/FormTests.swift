import InfusionCore
import Quantities
import SessionRecord
import SessionReports
import Testing

/// Forms: what the record knows is filled in, what it does not know is left open and said.
@Suite struct FormTests {
  private static let infusion = """
    @2 drawn mg=50 lot=A1204 second=RT by=KM
    @3 score scale=moaas value=5 by=KM
    @10 start override="just a test" by=KM
    @1205 score scale=moaas value=3 at=1200 by=KM
    @1206 score scale=dissociation value=6 by=KM
    @1300 symptom name=nausea severity=2 by=RT
    @1310 medication name=ondansetron dose="4 mg" route=IV by=RT
    @2410 stop reason="dose complete" by=KM
    @2500 wasted mg=15 second=RT by=KM
    @3000 score scale=moaas value=5 by=KM
    @3010 score scale=dissociation value=0 by=KM
    @3100 amend n=2 mg=50.0 by=KM
    @4300 close reason="went home" by=KM

    """

  private static let recorded = Result {
    try RecordedSession(script: infusion, until: 4310, course: Course.quiet)
  }

  private static func filled(_ form: ShippedForm, of session: RecordedSession) throws -> FilledForm {
    FilledForm(
      try FormTemplate(form.text), of: session.digest, chainHead: session.audit.chainHead?.description,
      damage: session.audit.faults.damage)
  }

  @Test(arguments: ShippedForm.allCases) func `a shipped form of a whole session`(form: ShippedForm) throws {
    let filled = try Self.filled(form, of: Self.recorded.get())
    expectPage(filled.text, "form-\(form.rawValue).txt")
    #expect(filled.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func `of a session that has hardly begun everything is open, and said`() throws {
    var plan = SessionPlan.fixture
    plan.patient = nil
    let session = try RecordedSession(plan, until: 60, isSealed: false)
    let filled = try Self.filled(.esketamine, of: session)
    #expect(
      filled.open == [
        "Patient", "Dose", "Lot", "Dosing began", "Before", "At about 40 min", "Before the way home",
        "Highest", "Lowest SpO2", "Sedation, lowest MOAA/S", "Sedation over", "Dissociation, highest",
        "Dissociation over", "Watched for", "Would have been ready", "Left", "Watched by",
      ])
    #expect(filled.text.contains("Lot                       __________  [not in the record]"))
    #expect(filled.text.contains("UNSEALED"))
  }

  /// A witness at the ampoule does not count as somebody who was with the patient.
  @Test(arguments: [ShippedForm.esketamine, .adverseEvent, .times])
  func `a witness is nobody who watched`(form: ShippedForm) throws {
    let script = """
      @2 drawn mg=50 lot=A1204 second=RT by=KM
      @10 start override="just a test" by=KM
      @15 stop reason=complete by=KM
      @20 close reason="went home" by=CD

      """
    let filled = try Self.filled(form, of: RecordedSession(script: script, until: 30))
    let page = Self.words(of: filled.text)
    let label = form == .esketamine ? "Watched by" : "At the chair"
    #expect(page.contains("\(label) KM CD "), "\(page)")
  }

  static let balances: [(script: String, sum: String)] = [
    ("@2 drawn mg=35 by=KM\n", "35 mg = 35 mg given + 0 mg wasted: closes"),
    (
      "@2 drawn mg=50 by=KM\n@2600 wasted mg=10 second=RT by=KM\n",
      "50 mg = 35 mg given + 10 mg wasted: DOES NOT CLOSE, 5 mg are not accounted for"
    ),
    (
      "@2 drawn mg=30 by=KM\n",
      "30 mg = 35 mg given + 0 mg wasted: DOES NOT CLOSE, 5 mg more than was drawn up"
    ),
  ]

  @Test(arguments: balances) func `the register's sum`(script: String, sum: String) throws {
    let actions = script + "@10 start override=\"just a test\" by=KM\n@2410 stop reason=complete by=KM\n"
    let ordered = actions.split(separator: "\n").sorted { Self.second($0) < Self.second($1) }
    let session = try RecordedSession(script: ordered.map { $0 + "\n" }.joined(), until: 2700)
    #expect(Self.words(of: try Self.filled(.controlledDrug, of: session).text).contains(sum))
    // The page that everybody reads says it, too.
    #expect(Self.words(of: SummaryText(session.digest, chainHead: nil).text).contains("Sum \(sum)"))
  }

  private static func second(_ line: Substring) -> Int {
    Int(line.dropFirst().prefix { $0 != " " }) ?? 0
  }

  /// Without its line ends.
  private static func words(of page: String) -> String {
    page.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test func `nobody wrote down what was drawn up: the sum is open`() throws {
    let session = try RecordedSession(
      script: "@10 start override=\"just a test\" by=KM\n@2410 stop reason=complete by=KM\n", until: 2500)
    #expect(try Self.filled(.controlledDrug, of: session).open == ["Lot", "Drawn up", "Wasted", "Sum"])
  }

  @Test func `sedation that came back is not over before it is over`() throws {
    let script = """
      @10 start override="just a test" by=KM
      @600 score scale=moaas value=4 by=KM
      @700 score scale=moaas value=5 by=KM
      @800 score scale=moaas value=3 by=KM

      """
    let template = try FormTemplate("# T\nSedation over: {sedation-over}")
    func open(_ more: String) throws -> [String] {
      let session = try RecordedSession(script: script + more, until: 1000)
      return FilledForm(template, of: session.digest, chainHead: nil).open
    }
    #expect(try open("") == ["Sedation over"])
    #expect(try open("@900 score scale=moaas value=5 by=KM\n") == [])
  }

  @Test func `what was never there is not over`() throws {
    let script = """
      @10 start override="just a test" by=KM
      @600 score scale=moaas value=5 by=KM
      @610 score scale=dissociation value=0 by=KM
      @700 score scale=moaas value=5 by=KM

      """
    let template = try FormTemplate("# T\nSedation: {sedation-over}\nDissociation: {dissociation-over}")
    func page(_ more: String) throws -> String {
      let session = try RecordedSession(script: script + more, until: 1000)
      return FilledForm(template, of: session.digest, chainHead: nil).text
    }
    #expect(try page("").split(separator: "\n").count { $0.hasSuffix("none was scored") } == 2)
    let once = try page(
      "@800 score scale=dissociation value=1 by=KM\n@900 score scale=dissociation value=0 by=KM\n")
    #expect(once.split(separator: "\n").count { $0.hasSuffix("none was scored") } == 1)
  }

  static let mistakes: [(form: String, sentence: String)] = [
    ("", "1: a form has a title: # Name"),
    (
      "# T\nGiven {given}",
      "2: a line is a label and what belongs there (Label: {field}), or begins with #, ## or >"
    ),
    ("# T\n\nDose: {given", "3:7: { is never closed"),
    ("# T\nDose: mg {givn}", "2:10: givn is no field; did you mean \"given\"? Known are: "),
  ]

  @Test(arguments: mistakes) func `a mistake of a clinic's form is told with its place`(
    form: String, sentence: String
  ) {
    #expect {
      try FormTemplate(form)
    } throws: { error in
      (error as? FormError)?.sentence.hasPrefix(sentence) ?? false
    }
  }

  @Test func `a form of the clinic's own`() throws {
    let form = """
      # Our page
      > For the file.
      Patient: {patient}, {weight}
      Given, until: {given}; {stop}
      Seen by: ____ and {people}
      """
    let page = FilledForm(try FormTemplate(form), of: try Self.recorded.get().digest, chainHead: nil).text
    #expect(page.contains("  Patient                   P7, 70 kg\n"))
    #expect(page.contains("  Given, until              35 mg of ketamine, 0.5 mg/kg; 10:10\n"))
    #expect(page.contains("  Seen by                   __________ and KM; RT\n"))
  }

  @Test func `nothing that a name holds is run by a browser, and a damaged record says so`() throws {
    var plan = SessionPlan.fixture
    plan.patient = "<script>P</script>"
    let session = try RecordedSession(plan, until: 60)
    let form = try FormTemplate("# <b>T\nPatient: {patient}\nLot: {lots}")
    let page = FilledForm(form, of: session.digest, chainHead: "ab", damage: "DAMAGED, entry 3").html
    #expect(page.contains("&lt;script&gt;P&lt;/script&gt;"))
    #expect(!page.contains("<script") && !page.contains("<b>"))
    #expect(page.contains("DAMAGED, entry 3") && !page.contains("chain head"))
    #expect(page.contains("<span class=\"open\">__________"))
  }
}
