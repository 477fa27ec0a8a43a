public import Phrases
import Quantities

extension AlarmID {
  /// What stands on the screen: `SpO2 84 < 85`, `SpO2: no value`, `nonin-df2: port missing`.
  ///
  /// - Parameters:
  ///   - loss: why a lost device cannot be heard, where that is known.
  ///   - likeness: the kind that garbled bytes look like, where they look like one.
  public func text(_ signal: AlarmSignal, loss: LinkLoss? = nil, likeness: String? = nil) -> String {
    phrase(signal, loss: loss, likeness: likeness).english
  }

  /// The same for a screen of any language.
  public func phrase(_ signal: AlarmSignal, loss: LinkLoss? = nil, likeness: String? = nil) -> Phrase {
    switch self {
    case .limit(let vital, let side): Self.limitText(vital, side, signal)
    case .noValue(let vital): "\(vital.name): no value"
    case .disagree(let vital): "\(vital.name): two sources differ"
    case .pump(.mismatch): Self.mismatchText(signal)
    case .device(let source, .lost): "\(source): \(loss?.phrase ?? DeviceCondition.lost.phrase)"
    case .device(let source, .garbled):
      "\(source): \(likeness.map { "these bytes look like \($0)" } ?? DeviceCondition.garbled.phrase)"
    case .device(let source, let condition): "\(source): \(condition.phrase)"
    case .nibpOverdue: "NIBP: overdue"
    case .nibpFailed: "NIBP: measurement failed"
    case .pump(let condition): "Pump: \(condition.phrase)"
    case .journalFailing: "Record: not safe on disk"
    case .journalSpace: "Record: little room left"
    case .soundFailing: "Sound: not working"
    case .wallFailing: "Wall: this chair is not on it"
    case .clockStepped: "Clock: stepped"
    case .infusionNearEnd: "Infusion: near its end"
    case .infusionOverrun: "Infusion: past its planned end"
    case .checkOverdue: "Check: overdue"
    }
  }

  /// `Pump: 26.25 mL/h, ordered 52.5`: what it does beside what was ordered, where both are known.
  private static func mismatchText(_ signal: AlarmSignal) -> Phrase {
    guard let rate = signal.value, let ordered = signal.limit else { return "Pump: not as ordered" }
    return rate == ordered ? "Pump: not as ordered" : "Pump: \(rate) mL/h, ordered \(ordered)"
  }

  private static func limitText(_ vital: Vital, _ side: Side, _ signal: AlarmSignal) -> Phrase {
    guard let value = signal.value, let limit = signal.limit else {
      return side == .low ? "\(vital.name) low" : "\(vital.name) high"
    }
    // Inside the clear band the condition still stands, but `91 < 90` would not be true.
    let isBeyond = side == .low ? value < limit : value > limit
    return isBeyond
      ? "\(vital.name) \(value) \(side == .low ? "<" : ">") \(limit)"
      : "\(vital.name) \(value), limit \(limit)"
  }

  /// What stands before the text, so that an alarm reads without colour: asterisks for the patient,
  /// exclamation marks for the equipment; as many as the priority is high.
  public func mark(_ priority: AlarmPriority) -> String {
    let sign = isPhysiological ? "*" : "!"
    switch priority {
    case .high: return sign + sign + sign
    case .medium: return sign + sign
    case .low: return sign
    case .info: return "i"
    }
  }
}

extension AlarmEpisode {
  /// How it was raised, then how far it went: `SpO2 87 < 90, worst *** 59`. Every page tells an alarm so,
  /// behind the mark of the priority that it was raised with: beside its time stands what was so then.
  public var course: String { coursePhrase.english }

  /// The same for a screen of any language.
  public var coursePhrase: Phrase {
    let began = id.phrase(raised, loss: loss, likeness: likeness)
    return farthest.map { "\(began), worst \($0)" } ?? began
  }

  /// What stands behind the first answer of an alarm that rose over it: whether and how long after the rise
  /// somebody answered again. Nil of one that did not rise so.
  ///
  /// - Parameter signature: the initials as the page has them: ` KM`, ` (KM)`, ` by KM`.
  public func answerAfterRise(_ signature: (String) -> String) -> Phrase? {
    guard roseAt != nil else { return nil }
    return answeredAfter.map { after in
      "after the rise \(after.clock)\(answeredBy.map(signature) ?? "")"
    } ?? "after the rise no"
  }

  /// The same with a comma before it, empty where there is none.
  public func tailAfterRise(_ signature: (String) -> String) -> String {
    answerAfterRise(signature).map { ", \($0.english)" } ?? ""
  }

  /// How far it went: the highest priority if it rose, and the worst value of a limit: `*** 59`, `84`, `!!!`.
  private var farthest: String? {
    let mark = worsenedAt == nil ? nil : id.mark(priority)
    var value: Fixed?
    if case .limit = id, mark != nil || worst != raised.value { value = worst }
    let told = [mark, value?.description].compactMap { $0 }
    return told.isEmpty ? nil : told.joined(separator: " ")
  }
}

extension DeviceCondition {
  var phrase: Phrase {
    switch self {
    case .lost: "not heard"
    case .sensorOff: "sensor off"
    case .lowPerfusion: "low perfusion"
    case .artifact: "artifact"
    case .fault: "device fault"
    case .garbled: "bytes of another kind or speed"
    case .identity: "not what the session began with"
    case .flood: "too many readings"
    case .unvarying: "always the same figures"
    }
  }
}

extension PumpCondition {
  var phrase: Phrase {
    switch self {
    case .occluded: "occluded"
    case .empty: "empty"
    case .air: "air in the line"
    case .kvo: "keeping the vein open"
    case .mismatch: "not as ordered"
    case .counter: "its volume cannot be right"
    }
  }
}

extension LinkLoss {
  /// Why a device cannot be heard, to stand after its name.
  public var sentence: String { phrase.english }

  public var phrase: Phrase {
    switch self {
    case .missing: "port missing"
    case .forbidden: "no permission to open the port"
    case .vanished: "port vanished"
    case .endOfInput: "end of input"
    case .busy(by: .chair(let chair)): "port in use by chair \(chair)"
    case .busy(by: .program(let name)): "port in use by \(name)"
    case .busy(by: nil): "port in use by another program"
    case .otherAdapter: "another adapter is plugged in there"
    case .alikeAdapters: "two adapters have its serial number"
    case .silent(let span): "silent for \(span.inWords)"
    case .noAnswer(address: "none"): "answers nobody without an address: try ?address=1"
    case .noAnswer(let address): "answers nobody at address \(address): try ?address="
    case .noFrames(let line, let likeness): Self.noFrames(line, likeness)
    case .other(let reason): Phrase(word: reason)
    }
  }
}

extension LinkLoss {
  private static func noFrames(_ line: String, _ likeness: String?) -> Phrase {
    switch (line.isEmpty, likeness) {
    case (true, nil): "bytes but no frames"
    case (true, let likeness?): "bytes but no frames: they look like \(likeness)"
    case (false, nil): "bytes but no frames at \(line)"
    case (false, let likeness?): "bytes but no frames at \(line): they look like \(likeness)"
    }
  }
}

extension RecorderState {
  public var sentence: String {
    switch self {
    case .safe: "the record is on disk"
    case .failing(let reason): "the record is not safe on disk: \(reason)"
    case .lowSpace: "there is little room left for the record"
    }
  }
}

extension SoundState {
  public var sentence: String {
    switch self {
    case .working(let output): "alarms sound on \(output)"
    case .failing(let reason): "alarms cannot be heard: \(reason)"
    }
  }
}
