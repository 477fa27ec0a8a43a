import AlarmSound
import Testing

/// A ward's hour in a moment: conditions at their times, and the bursts that were heard.
private struct Hour {
  var schedule = BurstSchedule<String>(lengthMilliseconds: { $0 == .high ? 3300 : 1000 })
  var heard: [String] = []
  var now: Int64 = 0

  mutating func go(to end: Int64) {
    while let due = schedule.dueMilliseconds, max(due, now) <= end {
      now = max(due, now)
      guard let urgency = schedule.popDue(atMilliseconds: now) else { break }
      heard.append("\(now) \(urgency)")
    }
    now = end
  }

  mutating func at(_ time: Int64, _ conditions: [String: Urgency], isEscalated: Bool = false) {
    go(to: time)
    schedule.sound(conditions, isEscalated: isEscalated)
    go(to: time)
  }
}

@Suite struct BurstScheduleTests {
  @Test func aHighConditionRepeats10SecondsAfterEachBurst() {
    var hour = Hour()
    hour.at(0, ["spo2": .high])
    hour.go(to: 30_000)
    #expect(hour.heard == ["0 high", "13300 high", "26600 high"])
  }

  @Test func aHighConditionThatNobodyAnswersSoundsWithoutTheSilence() {
    var hour = Hour()
    hour.at(0, ["spo2": .high])
    hour.at(20_000, ["spo2": .high], isEscalated: true)
    hour.go(to: 28_000)
    #expect(hour.heard == ["0 high", "13300 high", "20000 high", "23800 high", "27600 high"])
    hour.at(28_000, [:])
    hour.go(to: 60_000)
    #expect(hour.heard.count == 5)
  }

  @Test func aMediumConditionRepeats25SecondsAfterEachBurst() {
    var hour = Hour()
    hour.at(1000, ["hr": .medium])
    hour.go(to: 60_000)
    #expect(hour.heard == ["1000 medium", "27000 medium", "53000 medium"])
  }

  @Test func aLowConditionIsHeardOnce() {
    var hour = Hour()
    hour.at(0, ["probe": .low])
    hour.go(to: 600_000)
    #expect(hour.heard == ["0 low"])
    #expect(hour.schedule.dueMilliseconds == nil)
  }

  @Test func whatIsMoreUrgentBreaksInAtOnce() {
    var hour = Hour()
    hour.at(0, ["hr": .medium])
    hour.at(400, ["hr": .medium, "spo2": .high])
    #expect(hour.heard == ["0 medium", "400 high"])
  }

  @Test func oneThatRisesIsNew() {
    var hour = Hour()
    hour.at(0, ["spo2": .medium])
    hour.at(5000, ["spo2": .high])
    hour.go(to: 10_000)
    #expect(hour.heard == ["0 medium", "5000 high"])
  }

  @Test func onlyTheHighestIsHeard() {
    var hour = Hour()
    hour.at(0, ["spo2": .high])
    hour.at(5000, ["spo2": .high, "hr": .medium])
    hour.at(6000, ["spo2": .high, "hr": .medium, "probe": .low])
    hour.go(to: 20_000)
    #expect(hour.heard == ["0 high", "13300 high"])
  }

  @Test func aStormOfNewConditionsKeepsTheLeastSilence() {
    var hour = Hour()
    for second in 0..<8 {
      hour.at(
        Int64(second) * 500, Dictionary(uniqueKeysWithValues: (0...second).map { ("\($0)", Urgency.medium) }))
    }
    hour.go(to: 10_000)
    #expect(hour.heard == ["0 medium", "3500 medium", "7000 medium"])
  }

  @Test func aConditionThatEndsIsHeardNoMore() {
    var hour = Hour()
    hour.at(0, ["spo2": .high])
    hour.at(9000, [:])
    hour.go(to: 600_000)
    #expect(hour.heard == ["0 high"])
  }

  @Test func whenTheHighOneEndsTheMediumOneIsHeardAgain() {
    var hour = Hour()
    hour.at(0, ["spo2": .high, "hr": .medium])
    hour.at(9000, ["hr": .medium])
    hour.go(to: 40_000)
    #expect(hour.heard == ["0 high", "28300 medium"])
  }

  @Test func whatIsAcknowledgedIsSilentAndTheRestGoesOn() {
    var hour = Hour()
    hour.at(0, ["spo2": .high, "hr": .medium])
    hour.go(to: 1000)
    hour.schedule.silence(atMilliseconds: 1000)
    hour.at(1000, ["hr": .medium])
    hour.go(to: 30_000)
    #expect(hour.heard == ["0 high", "26000 medium"])
  }

  @Test func aReminderIsOneBurst() {
    var hour = Hour()
    hour.at(0, [:])
    hour.schedule.remind(.medium)
    hour.go(to: 600_000)
    #expect(hour.heard == ["0 medium"])
  }

  @Test func aPauseIsSilentAndEndsWithASound() {
    var hour = Hour()
    hour.at(0, ["hr": .medium, "probe": .low])
    hour.schedule.pause(true)
    hour.go(to: 120_000)
    hour.schedule.pause(false)
    hour.go(to: 120_000)
    #expect(hour.heard == ["0 medium", "120000 medium"])
  }

  @Test func aPauseDoesNotRepeatWhatIsHeardOnce() {
    var hour = Hour()
    hour.at(0, ["probe": .low])
    hour.schedule.pause(true)
    hour.go(to: 120_000)
    hour.schedule.pause(false)
    hour.go(to: 240_000)
    #expect(hour.heard == ["0 low"])
  }
}
