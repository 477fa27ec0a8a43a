import InfusionCore
import JSONLines
import Quantities
import SessionRecord

// Symptoms, scores, measures and notes.
//
// A symptom is an Observation, not an AdverseEvent: it is asked for at every check and often found absent
// (severity 0), nobody judges its cause at the chair, and AdverseEvent of R4 has no status, so that one which
// was corrected or struck could not be told as such.

extension FHIRFacts {
  /// `final`, `amended`, or `entered-in-error` for what was struck.
  func status(of mark: Mark) -> JSONValue {
    mark.isStruck ? "entered-in-error" : mark.correction == nil ? "final" : "amended"
  }

  /// Symptoms and scores, under the names that the clinic gives them.
  var remarks: [FHIRResource] {
    digest.marks.compactMap { mark in
      guard let remark = Remark(mark, digest) else { return nil }
      var resource = observation(mark, code: remark.label, at: remark.at)
      resource["valueInteger"] = .count(remark.value)
      if let parts = parts(of: mark) { resource["component"] = parts }
      if let source = version(of: mark) { resource["method"] = ["text": .string(source.printable)] }
      return FHIRResource(key: "n\(mark.entry)", body: resource, by: mark.by)
    }
  }

  /// Which version of a scale it is, and whose: a total means nothing without it.
  private func version(of mark: Mark) -> String? {
    guard case .action(.score(let score)) = mark.what, let scale = digest.scale(score.scale) else {
      return nil
    }
    return "\(scale.source), \(scale.least) to \(scale.most)"
  }

  /// The items that make a total, where they were asked one by one.
  private func parts(of mark: Mark) -> JSONValue? {
    guard case .action(.score(let score)) = mark.what, !score.parts.isEmpty else { return nil }
    return .array(
      score.parts.map { part in
        ["code": ["text": .string(part.name.printable)], "valueInteger": .count(part.value)]
      })
  }

  /// Measures that are no medicine: oxygen, another position.
  var measures: [FHIRResource] {
    digest.marks.compactMap { mark in
      guard case .action(.intervention(let measure)) = mark.what else { return nil }
      let flow = measure.flow.map { " \($0)" } ?? ""
      var resource: JSONObject = [
        "resourceType": "Procedure", "status": mark.isStruck ? "entered-in-error" : "completed",
        "code": ["text": .string("\(measure.measure)\(flow)".printable)], "subject": subject,
        "performedDateTime": clock(measure.at ?? mark.at),
      ]
      if mark.correction != nil { resource["note"] = .note(digest.correctionWords(mark).inBrackets) }
      return FHIRResource(key: "n\(mark.entry)", body: resource, by: mark.by)
    }
  }

  /// What people wrote, what came with the data, and everything else that was done at the chair and that no
  /// other resource tells, as text.
  var notes: [FHIRResource] {
    digest.marks.compactMap { mark in
      guard let (code, text, time) = note(of: mark) else { return nil }
      var resource = observation(mark, code: code, at: time)
      resource["valueString"] = .string(text.printable)
      return FHIRResource(key: "n\(mark.entry)", body: resource, by: mark.by)
    }
  }

  private func observation(_ mark: Mark, code: String, at time: SessionTime) -> JSONObject {
    var resource: JSONObject = [
      "resourceType": "Observation", "status": status(of: mark), "code": ["text": .string(code.printable)],
      "subject": subject, "effectiveDateTime": clock(time),
    ]
    if mark.correction != nil { resource["note"] = .note(digest.correctionWords(mark).inBrackets) }
    return resource
  }

  /// Nil if another resource tells it: a dose step, a pressure, an alarm's answer, a corrected entry.
  private func note(of mark: Mark) -> (code: String, text: String, at: SessionTime)? {
    switch mark.what {
    case .annotation(let remark, let source): return ("remark of \(source)", remark, mark.at)
    case .action(.note(let note)): return ("note", note.text, note.at ?? mark.at)
    case .action(.start), .action(.pause), .action(.resume), .action(.stop), .action(.rate),
      .action(.bolus):
      return digest.infusionStart == nil && mark != digest.chart.amountAtStart?.mark ? done(mark) : nil
    case .action(.symptom), .action(.score), .action(.medication), .action(.intervention),
      .action(.bloodPressure), .action(.acknowledge), .action(.amend), .action(.unfit):
      return nil
    case .action(.setup), .action(.baseline), .action(.checklist), .action(.dose),
      .action(.withoutPressure), .action(.confirm), .action(.selfTest), .action(.accept), .action(.check),
      .action(.extend), .action(.away), .action(.back), .action(.discharge), .action(.close),
      .action(.audioPause), .action(.limit), .action(.hold), .action(.drawn), .action(.wasted):
      return done(mark)
    }
  }

  private func done(_ mark: Mark) -> (code: String, text: String, at: SessionTime)? {
    guard case .action(let action) = mark.what else { return nil }
    let over = digest.overrides[mark.entry].map { ", in spite of " + $0.joined(separator: ", ") } ?? ""
    return ("done: \(action.name.rawValue)", action.wordsOfFields + over, mark.at)
  }
}

extension Action {
  /// `item fasting, answer met`; the name itself of one without fields, since a value is never empty.
  var wordsOfFields: String {
    let words = fields.fields.map { field in field.value.map { "\(field.key) \($0)" } ?? field.key }
    return words.isEmpty ? name.rawValue : words.joined(separator: ", ")
  }
}
