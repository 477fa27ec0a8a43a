import InfusionCore
import PatientSimulator
import Quantities
import Testing

@Suite struct ConditionTests {
  @Test(arguments: [
    "always", "infusing", "started and not paused", "infusing and effect > 150 ng/mL",
    "alarm spo2.low or spo2 < 88 %", "done labetalol and sys > 160 mmHg or stopped", "not escort",
    "minute > 12.5 min", "sedation > 0.6", "done jaw-support", "weight_error < 10 %",
  ])
  func whatIsReadIsWrittenTheSame(text: String) throws {
    #expect(try Condition(text).text == text)
  }

  @Test func unitsMayBeLeftOut() throws {
    #expect(try Condition("effect > 150") == Condition("effect > 150 ng/mL"))
  }

  @Test(arguments: [
    ("", ConditionError.Why.nothing, 0),
    ("infusing and", .missing("a condition", after: "and"), 12),
    ("efect > 150", .unknownWord("efect", known: []), 0),
    ("effect 150", .unknownWord("150", known: []), 7),
    ("effect > many", .noNumber("many"), 9),
    ("effect > 150 mg/L", .wrongUnit("mg/L", unit: "ng/mL"), 13),
    ("infusing paused", .tooMuch("paused"), 9),
    ("alarm spo2.lo", .unknownAlarm("spo2.lo"), 6),
    ("done labetolol", .unknownWord("labetolol", known: []), 5),
    ("infusing and spo2 < 870", .decidesNothing("spo2 < 870", quantity: "spo2", accepted: "1 to 100 %"), 20),
    ("spo2 > 100 %", .decidesNothing("spo2 > 100", quantity: "spo2", accepted: "1 to 100 %"), 7),
    ("sedation > 6", .decidesNothing("sedation > 6", quantity: "sedation", accepted: "0 to 1"), 11),
    ("minute > 2400", .decidesNothing("minute > 2400", quantity: "minute", accepted: "-1 to 1440 min"), 9),
  ])
  func whatCannotBeReadIsToldWithItsPlace(text: String, why: ConditionError.Why, offset: Int) {
    #expect {
      try Condition(text)
    } throws: { error in
      guard let all = (error as? ConditionErrors)?.all, all.count == 1, let error = all.first,
        error.offset == offset
      else { return false }
      if case .unknownWord(let word, _) = error.why, case .unknownWord(word, _) = why { return true }
      return error.why == why
    }
  }

  /// Each quantity has bounds of its own, and a condition may compare it with any value between them.
  @Test(arguments: Condition.Subject.allCases)
  func whatCanBeIsTaken(subject: Condition.Subject) throws {
    let (least, most) = (subject.range.lowerBound, subject.range.upperBound)
    let middle = Fixed(thousandths: (least.thousandths + most.thousandths) / 2)
    for sign in ["<", ">"] {
      #expect(throws: Never.self) { try Condition("\(subject.rawValue) \(sign) \(middle)") }
    }
    #expect(throws: ConditionErrors.self) { try Condition("\(subject.rawValue) < \(least)") }
    #expect(throws: ConditionErrors.self) { try Condition("\(subject.rawValue) > \(most)") }
  }

  @Test func aNearWordIsSuggested() {
    #expect {
      try Condition("done labetolol")
    } throws: { error in
      (error as? ConditionErrors)?.all.first?.why.sentence
        == "'labetolol' is nothing that a condition knows; did you mean \"labetalol\"?"
    }
  }

  /// Once, only the first mistake was told, so that each correction showed the next.
  @Test(arguments: [
    (
      "alarm spo2.lo or spo2 < 870",
      [
        "6 there is no alarm 'spo2.lo'; did you mean \"spo2.low\"?",
        "24 'spo2 < 870' decides nothing: spo2 is from 1 to 100 %",
      ]
    ),
    (
      "infusing paused and not efect > 150 and done labetolol or",
      [
        "9 'paused' stands where and, or, or the end is expected",
        "24 'efect' is nothing that a condition knows; did you mean \"effect\"?",
        "45 'labetolol' is nothing that a condition knows; did you mean \"labetalol\"?",
        "57 a condition is missing after 'or'",
      ]
    ),
  ])
  func everyErrorIsToldAtOnce(text: String, told: [String]) {
    #expect {
      try Condition(text)
    } throws: { error in
      (error as? ConditionErrors)?.all.map { "\($0.offset) \($0.why.sentence)" } == told
    }
  }
}
