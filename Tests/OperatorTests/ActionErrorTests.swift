import InfusionCore
import OperatorLanguage
import Quantities
import Testing

@Suite struct ActionErrorTests {
  static let mistakes: [(String, LineError)] = [
    ("", .empty),
    ("# only a remark", .empty),
    ("puase reason=x", .action(.unknownAction("puase"))),
    ("pause=now", .action(.unknownAction("pause=now"))),
    ("puase by=KM", .action(.unknownAction("puase"))),
    ("pause", .action(.missingKey(action: .pause, key: "reason"))),
    ("pause reason", .action(.missingValue(action: .pause, key: "reason", accepted: .text))),
    ("note text=", .action(.badValue(action: .note, key: "text", value: "", accepted: .text))),
    ("pause nausea", .action(.unknownKey(action: .pause, key: "nausea"))),
    ("pause reason=a reason=b", .action(.duplicateKey(action: .pause, key: "reason"))),
    ("check by=KM by=KM", .action(.duplicateKey(action: .check, key: "by"))),
    ("check by", .action(.missingValue(action: .check, key: "by", accepted: .text))),
    ("check without=", .action(bad(.check, "without", ""))),
    ("check without=nausea,,moaas", .action(bad(.check, "without", "nausea,,moaas"))),
    ("score scale=aldrete value=2 parts=activity", .action(bad(.score, "parts", "activity"))),
    ("score scale=aldrete value=2 parts=activity:two", .action(bad(.score, "parts", "activity:two"))),
    ("score scale=aldrete value=2 parts=a:1,a:1", .action(bad(.score, "parts", "a:1,a:1"))),
    ("score scale=aldrete value=2 parts=:2", .action(bad(.score, "parts", ":2"))),
    ("score scale=aldrete value=2 parts=a:9999", .action(bad(.score, "parts", "a:9999"))),
    ("score scale=aldrete value=2 activity=2", .action(.unknownKey(action: .score, key: "activity"))),
    ("pause reason=\"no end", .quoteNotClosed),
    ("pause reason=\"no end\\", .quoteNotClosed),
    ("pause reason=\"a\"b", .strayQuote),
    ("pause reason=a\"b", .strayQuote),
    ("note \"text\"=a", .strayQuote),
    ("note text=\"a\\q\"", .unknownEscape("q")),
    ("rate mlh=fast", .action(bad(.rate, "mlh", "fast"))),
    ("rate mlh=1e2", .action(bad(.rate, "mlh", "1e2"))),
    ("rate mlh=nan", .action(bad(.rate, "mlh", "nan"))),
    ("rate mlh=-1", .action(bad(.rate, "mlh", "-1"))),
    ("rate mlh=52,5", .action(bad(.rate, "mlh", "52,5"))),
    ("rate mlh=2000.1", .action(bad(.rate, "mlh", "2000.1"))),
    ("bp sys=400 dia=80", .action(bad(.bloodPressure, "sys", "400"))),
    ("bp sys=120", .action(.missingKey(action: .bloodPressure, key: "dia"))),
    ("symptom name=nausea severity=4", .action(bad(.symptom, "severity", "4"))),
    ("symptom name=nausea severity=1.5", .action(bad(.symptom, "severity", "1.5"))),
    ("symptom name=nausea severity=+1", .action(bad(.symptom, "severity", "+1"))),
    ("symptom name=nausea severity=1 at=-5", .action(bad(.symptom, "at", "-5"))),
    ("discharge escort=maybe", .action(bad(.discharge, "escort", "maybe"))),
    ("discharge", .action(.missingKey(action: .discharge, key: "escort"))),
    ("checklist item=fasting answer=yes", .action(bad(.checklist, "answer", "yes"))),
    ("ack id=spo2", .action(bad(.acknowledge, "id", "spo2"))),
    ("limit vital=temp low=1", .action(bad(.limit, "vital", "temp"))),
    (
      "limit vital=spo2",
      .action(
        .missingOneOf(
          action: .limit, keys: ["low", "high", "extreme_low", "extreme_high", "off", "on"]))
    ),
    (
      "limit vital=spo2 high=10085",
      .action(
        .badValue(
          action: .limit, key: "high", value: "10085", accepted: .decimal(0...100)))
    ),
    ("limit vital=spo2 off", .action(.missingKey(action: .limit, key: "reason"))),
    ("limit vital=spo2 off=yes reason=x", .action(bad(.limit, "off", "yes"))),
    ("limit vital=spo2 off on reason=x", .action(.clash(action: .limit, key: "off", other: "on"))),
    ("limit vital=spo2 off low=88 reason=x", .action(.clash(action: .limit, key: "off", other: "low"))),
    ("limit vital=spo2 on reason=x", .action(.clash(action: .limit, key: "on", other: "reason"))),
    ("limit vital=spo2 low=88 reason=x", .action(.clash(action: .limit, key: "low", other: "reason"))),
    ("amend n=3", .action(.missingOneOf(action: .amend, keys: []))),
    ("amend n=3 severity", .action(.missingValue(action: .amend, key: "severity", accepted: .text))),
    ("amend severity=2", .action(.missingKey(action: .amend, key: "n"))),
  ]

  /// The error for a value that the key does not accept, in the words of the vocabulary.
  private static func bad(_ action: ActionName, _ key: String, _ value: String) -> ActionError {
    .badValue(action: action, key: key, value: value, accepted: action.key(key)?.form ?? .text)
  }

  @Test(arguments: mistakes) func `a mistake is named with its evidence`(line: String, error: LineError) {
    #expect(throws: error) { try OperatorLine.parse(line) }
  }
}
