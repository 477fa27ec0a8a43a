import InfusionCore
import OperatorLanguage
import Testing

@Suite struct CompletionTests {
  static let table: [(String, [String])] = [
    ("pa", ["pause"]),
    ("st", ["start", "stop"]),
    ("zz", []),
    ("pause ", ["reason=", "by="]),
    ("pause r", ["reason="]),
    ("pause by=KM ", ["reason="]),
    ("limit ", ["vital=", "low=", "high=", "extreme_low=", "extreme_high=", "off", "on", "reason=", "by="]),
    ("limit vital=s", ["vital=spo2", "vital=sys"]),
    ("limit vital=spo2 o", ["off", "on"]),
    ("limit vital=spo2 reason=\"cold hand\" o", ["off", "on"]),
    ("discharge escort=", ["escort=yes", "escort=no"]),
    ("discharge nonsense=", []),
    ("nonsense ", []),
    ("symptom name=", ["name=nausea", "name=\"blurred vision\""]),
    ("symptom name=\"bl", ["name=\"blurred vision\""]),
    ("medication name=", []),
  ]

  @Test(arguments: table) func `the last word becomes`(partial: String, completions: [String]) {
    var offers = OperatorLine.Offers()
    offers[.symptom, "name"] = ["nausea", "blurred vision"]
    #expect(OperatorLine.completions(for: partial, offering: offers) == completions)
  }

  @Test func `an empty prompt offers every action`() {
    #expect(OperatorLine.completions(for: "") == ActionName.allCases.map(\.rawValue))
  }

  static let offered: [(String, [String])] = [
    ("setup plan=trd-6", ["plan=trd-60"]),
    ("checklist item=f", ["item=fasting"]),
    ("symptom name=do", ["name=\"double vision\""]),
    ("medication name=on", ["name=ondansetron"]),
    ("medication name=ondansetron route=", ["route=IV", "route=nasal"]),
    (
      "score scale=",
      [
        "scale=moaas", "scale=aldrete", "scale=padss", "scale=dissociation", "scale=nausea", "scale=cadss",
        "scale=phq9", "scale=madrs", "scale=qids", "scale=cssrs",
      ]
    ),
    ("ack id=", ["id=spo2.low"]),
  ]

  @Test(arguments: offered) func `the configuration's names are offered`(
    partial: String, completions: [String]
  ) {
    let offers = OperatorLine.Offers(.shipped, alarms: [.limit(.spo2, .low)])
    #expect(OperatorLine.completions(for: partial, offering: offers) == completions)
  }
}
