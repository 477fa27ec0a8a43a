import InfusionCore
import JSONLines
import Quantities
import SessionRecord

// Alarms, phases, stretches in which nobody watched, advice and what was due, as Observations.

extension FHIRFacts {
  /// One for each alarm, from its beginning to its end: how it was raised and how far it went, against which
  /// limit, and who answered after how long. It is not final while the alarm stands.
  var alarms: [FHIRResource] {
    digest.alarms.enumerated().map { index, alarm in
      var resource: JSONObject = [
        "resourceType": "Observation", "status": alarm.endedAt == nil ? "preliminary" : "final",
        "code": ["text": .string("alarm \(alarm.id)".printable)], "subject": subject,
        "effectivePeriod": period(alarm.raisedAt, alarm.endedAt),
        "valueString": .string(alarm.course.printable),
        "component": .array(components(of: alarm)),
      ]
      if let raising = digest.chart.raisingPressure(of: alarm) {
        resource["note"] = .note(raising.sentence)
      }
      if let code = alarm.interpretation {
        resource["interpretation"] = [
          [
            "coding": [
              [
                "system": "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation",
                "code": .string(code),
              ]
            ]
          ]
        ]
      }
      return FHIRResource(key: "alarm.\(index + 1)", body: resource)
    }
  }

  private func components(of alarm: AlarmEpisode) -> [JSONValue] {
    var parts: [JSONValue] = [.part("priority", "valueString", .string(alarm.priority.name))]
    if case .limit(let vital, _) = alarm.id {
      if let worst = alarm.worst {
        parts.append(.part("worst", "valueQuantity", .quantity(worst, vital.ucum)))
      }
      if let limit = alarm.limit {
        parts.append(.part("limit", "valueQuantity", .quantity(limit, vital.ucum)))
      }
    }
    return parts + answers(of: alarm)
  }

  /// The answer; for an alarm that rose over an answer, the answer to the rise with the earlier one.
  private func answers(of alarm: AlarmEpisode) -> [JSONValue] {
    func seconds(_ name: String, _ span: TimeSpan) -> JSONValue {
      .part(name, "valueQuantity", .quantity(Fixed(thousandths: Int(span.milliseconds)), "s"))
    }
    func person(_ name: String, _ by: String) -> JSONValue {
      .part(name, "valueString", .string(by.printable))
    }
    var parts: [JSONValue] = []
    if let before = alarm.answerBeforeRise {
      parts.append(seconds("answered before the rise after", before.at - alarm.raisedAt))
      if let by = before.by { parts.append(person("answered before the rise by", by)) }
    }
    let name = alarm.roseAt == nil ? "answered after" : "answered after the rise"
    let answered = alarm.answeredAfter.map { seconds(name, $0) }
    parts.append(answered ?? .part("answered", "valueBoolean", .bool(false)))
    if let by = alarm.answeredBy { parts.append(person("answered by", by)) }
    return parts
  }

  /// Where the session stood.
  var phases: [FHIRResource] {
    digest.phases.enumerated().map { index, entry in
      told(
        "phase.\(index + 1)", "phase of the session", entry.phase.rawValue,
        ["effectiveDateTime": clock(entry.at)])
    }
  }

  /// When nobody watched, so that missing values are not taken for normal ones.
  var gaps: [FHIRResource] {
    digest.gaps.enumerated().map { index, gap in
      let words = gap.reason + (gap.isEstimated ? " (times estimated)" : "")
      return told("gap.\(index + 1)", "not watched", words, ["effectivePeriod": period(gap.from, gap.to)])
    }
  }

  /// The clinic's hold rules that were met, and what was done about each.
  var advice: [FHIRResource] {
    digest.advice.enumerated().map { index, entry in
      let value = entry.value.map { " (\($0))" } ?? ""
      let by = entry.by.map { " (\($0))" } ?? ""
      let words =
        "\(entry.rule.condition)\(value): \(entry.rule.advice.sentence); \(entry.answer(signed: by))"
      return told("advice.\(index + 1)", "hold rule met", words, ["effectiveDateTime": clock(entry.at)])
    }
  }

  /// Readings that the plan wants at times of their own, and whether they were taken.
  var dueReadings: [FHIRResource] {
    digest.dueReadings.enumerated().map { index, entry in
      let reading = entry.reading
      let words = "\(reading.what.rawValue) \(reading.at.inWords) after \(reading.from.rawValue): "
      return told(
        "due.\(index + 1)", "reading due", words + entry.outcome.rawValue,
        ["effectiveDateTime": clock(entry.at)])
    }
  }

  private func told(_ key: String, _ code: String, _ text: String, _ time: JSONObject) -> FHIRResource {
    let resource: JSONObject = [
      "resourceType": "Observation", "status": "final", "code": ["text": .string(code)], "subject": subject,
      "valueString": .string(text.printable),
    ]
    return FHIRResource(key: key, body: resource + time)
  }
}

extension JSONValue {
  fileprivate static func part(_ name: String, _ key: String, _ value: JSONValue) -> JSONValue {
    ["code": ["text": .string(name)], .init(stringLiteral: key): value]
  }
}

extension AlarmEpisode {
  /// HL7's code for a value beyond a limit, critically so if the alarm was high; nil for the equipment's.
  fileprivate var interpretation: String? {
    guard case .limit(_, let side) = id else { return nil }
    let letter = side == .low ? "L" : "H"
    return priority == .high ? letter + letter : letter
  }
}
