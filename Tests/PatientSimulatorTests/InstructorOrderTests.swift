import InfusionCore
import PatientSimulator
import Quantities
import Testing

@Suite("What an instructor types")
struct InstructorOrderTests {
  @Test(
    "is read, and as it is recorded is read again",
    arguments: [
      ("set spo2=84 airway=0.5", "set spo2=84 airway=0.5"), ("set sys=free", "set sys=free"),
      ("airway level=0.8", "airway level=0.8 onset=45s lasts=20min by-drug=yes"),
      ("inject probe-off for=90", "probe-off for=90s"), ("vomit", "vomit"),
      ("say  I feel sick ", "say I feel sick"),
      ("escort is=here", "escort is=here"), ("escort away", "escort is=away"),
      ("probe-off 4min", "probe-off for=4min"), ("probe-off 4 min", "probe-off for=4min"),
      ("airway level=0.8 onset=90 s lasts=2 min", "airway level=0.8 onset=90s lasts=2min by-drug=yes"),
      ("airway 0.5", "airway level=0.5 onset=45s lasts=20min by-drug=yes"),
      ("pump state=occluded for=1min", "pump state=occluded for=1min"),
    ])
  func patientAndDevices(line: String, words: String) throws {
    guard case .patient(let instruction) = try InstructorOrder(line) else {
      Issue.record("\(line) is not for the patient")
      return
    }
    #expect(instruction.words == words)
    #expect(PatientInstruction(words: words) == instruction)
  }

  @Test("of the drill itself")
  func theDrill() throws {
    #expect(try InstructorOrder("freeze") == .freeze)
    #expect(try InstructorOrder(" go ") == .goOn)
    #expect(try InstructorOrder("again 22") == .again(minute: .minutes(22)))
    #expect(try InstructorOrder("again 22:30") == .again(minute: .seconds(1350)))
  }

  @Test(
    "and what is none is told with what was perhaps meant",
    arguments: [
      ("", "nothing was typed"), ("frezee", "there is no 'frezee'; did you mean \"freeze\"?"),
      ("again", "again needs the minute of the infusion, such as 22 or 22:30"),
      ("again soon", "'soon' is no minute of the infusion, such as 22 or 22:30"),
      ("again 3:7", "'3:7' is no minute of the infusion, such as 22 or 22:30"),
      ("say", "say needs the patient's words"), ("set spo2", "'spo2' is not name=value"),
      ("set spo2=low", "'low' is no number for spo2"), ("set spo2=140", "spo2 140 is outside 1 to 100"),
      ("airway", "'airway' needs 'level'"),
      ("airway level=0.5 onst=3", "'airway' has no 'onst'; did you mean \"onset\"?"),
      ("airway level", "'level' is not key=value; 'airway' needs 'level'"),
      ("probe-off 4 minutes", "'4' is not key=value; 'minutes' is not key=value; 'probe-off' needs 'for'"),
      ("escort gone", "'gone' cannot be read for 'is'; known are: here, away"),
    ])
  func refused(line: String, sentence: String) {
    do throws(InstructorOrder.Problem) {
      Issue.record("\(try InstructorOrder(line)) is an order")
    } catch { #expect(error.sentence == sentence) }
  }

  // MARK: What comes of it

  private func bedside(_ orders: [(second: Int64, line: String)], until end: Int64) -> SimulatedBedside {
    var bedside = SimulatedBedside(seed: 3)
    for (second, line) in orders {
      _ = bedside.advance(to: .seconds(second))
      if let instruction = PatientInstruction(words: line) { bedside.obey(instruction) }
    }
    _ = bedside.advance(to: .seconds(end))
    return bedside
  }

  @Test(
    "a vital is what it is set to, until it is set free",
    arguments: [
      ("spo2=80", SimulatedVital.spo2, 80.0), ("hr=140", .hr, 140), ("sys=210", .sys, 210), ("rr=4", .rr, 4),
    ])
  func vitals(setting: String, vital: SimulatedVital, value: Double) {
    let before = bedside([], until: 400).patient
    #expect(abs(Self.value(vital, of: before) - value) > 8)
    #expect(abs(Self.value(vital, of: bedside([(100, "set \(setting)")], until: 400).patient) - value) <= 4)
    let freed = bedside([(100, "set \(setting)"), (300, "set \(vital.rawValue)=free")], until: 400).patient
    #expect(abs(Self.value(vital, of: freed) - Self.value(vital, of: before)) <= 4)
  }

  @Test("harm while something of it stands is told apart, and is not the trainee's")
  func harm() {
    let set = bedside([(50, "set spo2=60"), (300, "set spo2=free")], until: 600)
    let (score, harmed) = (set.score, set.patient.harm)
    #expect(harmed > 600 && set.patient.harmByInstructor == harmed)
    #expect(score.harmByInstructor == score.harm)
    #expect(score.objectives.first { $0.id == "unharmed" }?.result == .met)
    // Events of the scenario are not the instructor's, even while the instructor types others.
    let scenario = Scenario(
      name: "own", events: [.init(.trouble(Trouble(.airway, level: 0.95, isByDrug: false)))])
    var own = SimulatedBedside(seed: 3, scenario: scenario)
    if let words = PatientInstruction(words: "say I feel odd") { own.obey(words) }
    _ = own.advance(to: .seconds(900))
    #expect(own.patient.harm > 300 && own.patient.harmByInstructor == 0)
    #expect(own.score.objectives.first { $0.id == "unharmed" }?.result == .missed)
  }

  @Test("a vital that is set anew is the last, and not both")
  func setTwice() {
    let patient = bedside([(50, "set hr=140"), (100, "set hr=50")], until: 200).patient
    #expect(abs(patient.signs.hr - 50) <= 4)
  }

  @Test("a cause is what it is set to, and 0 ends it")
  func causes() {
    func levels(_ orders: [(second: Int64, line: String)]) -> [String] {
      bedside(orders, until: 300).truth.troubles.map {
        "\($0.kind.rawValue) \(Fixed(rounding: $0.level).rounded(places: 1))"
      }
    }
    #expect(levels([(100, "set airway=0.6 nausea=0.3")]) == ["airway 0.6", "nausea 0.3"])
    #expect(levels([(100, "set airway=0.6"), (150, "set airway=0.2")]) == ["airway 0.2"])
    #expect(levels([(100, "set airway=0.6"), (150, "set airway=0")]) == [])
  }

  @Test("the truth has what is out of order at the devices, as long as it is")
  func faults() {
    let orders: [(Int64, String)] = [
      "probe-off for=40", "motion for=90", "cuff-fails for=60", "pump state=occluded for=60",
      "garbage device=oximeter for=5", "unplug device=cuff for=30",
    ].map { (100, $0) }
    let told = bedside(orders, until: 120).truth.faults
    #expect(
      told.map { "\($0.what) \($0.until.sinceStart.wholeSeconds) \($0.isHeard)" } == [
        "probe off 141 true", "motion 191 true", "cuff fails 161 true",
        // This patient's pump is entered by hand.
        "pump occluded 161 false", "cuff unplugged 131 true",
      ])
    #expect(bedside(orders, until: 200).truth.faults.isEmpty)
  }

  @Test("the truth has what is still to come, and when")
  func coming() throws {
    let scenario = try #require(Scenario.named("desaturation"))
    var bedside = SimulatedBedside(seed: 7, scenario: scenario)
    _ = bedside.advance(to: .seconds(60))
    #expect(bedside.truth.coming.count == scenario.events.count)
    #expect(bedside.truth.coming.allSatisfy { $0.due == nil })
    #expect(bedside.truth.coming[0].what.hasPrefix("airway level="))
  }

  private static func value(_ vital: SimulatedVital, of patient: SimulatedPatient) -> Double {
    switch vital {
    case .hr: patient.signs.hr
    case .spo2: patient.signs.spo2
    case .sys: patient.signs.sys
    case .dia: patient.signs.dia
    case .rr: patient.signs.rr
    }
  }
}
