public import Phrases

extension Vital {
  /// As it stands on the screen: a ward of another language has other letters for some.
  public var name: Phrase { Phrase(word: label) }

  /// As it stands on the screen.
  public var label: String {
    switch self {
    case .spo2: "SpO2"
    case .hr: "HR"
    case .sys: "Sys"
    case .dia: "Dia"
    case .map: "MAP"
    case .rr: "RR"
    }
  }

  public var unit: String {
    switch self {
    case .spo2: "%"
    case .hr, .rr: "/min"
    case .sys, .dia, .map: "mmHg"
    }
  }
}

extension Phase {
  /// As a heading.
  public var label: String {
    switch self {
    case .preparation: "Preparation"
    case .infusing: "Infusing"
    case .paused: "Paused"
    case .observing: "Observing"
    case .ready: "Observation complete"
    case .closed: "Closed"
    }
  }

  /// As a time within a sentence: "not possible while infusing".
  public var during: Phrase {
    switch self {
    case .preparation: "in preparation"
    case .infusing: "while infusing"
    case .paused: "while paused"
    case .observing: "during the observation"
    case .ready: "after the observation"
    case .closed: "in a closed session"
    }
  }
}

extension Outcome {
  public var label: String { phrase.english }

  public var phrase: Phrase {
    switch self {
    case .discharged: "Discharged"
    case .overridden: "Discharged by override"
    case .abandoned: "Closed without discharge"
    }
  }
}

extension AlarmEnd {
  public var sentence: String {
    switch self {
    case .cleared: "back within the limit"
    case .noValue: "the value was lost"
    case .limitChanged: "the limit was changed"
    case .closed: "the session was closed"
    }
  }
}

extension AudioResumption {
  public var sentence: String { phrase.english }

  public var phrase: Phrase {
    switch self {
    case .expired: "the pause is over"
    case .alarm: "a new alarm"
    case .byOperator: "ended by hand"
    }
  }
}

extension AlarmID {
  /// What the alarm is about, without a value: `SpO2 low`, `NIBP overdue`. For what is told afterwards, when
  /// the value is another one.
  public var name: String { namePhrase.english }

  public var namePhrase: Phrase {
    switch self {
    case .noValue(let vital): "\(vital.name) without value"
    case .limit, .device, .disagree, .nibpOverdue, .nibpFailed, .pump, .journalFailing, .journalSpace,
      .soundFailing, .wallFailing,
      .clockStepped, .infusionNearEnd, .infusionOverrun, .checkOverdue:
      phrase(AlarmSignal(.info)).withoutColons
    }
  }
}

extension LimitChange.Kind {
  /// Before a figure: `extreme low 85`.
  public var words: String { phrase.english }

  public var phrase: Phrase {
    switch self {
    case .low: "low"
    case .high: "high"
    case .extremeLow: "extreme low"
    case .extremeHigh: "extreme high"
    case .off: "off"
    case .on: "on"
    }
  }
}

extension DueReading {
  /// `NIBP 40 min after the start`.
  public var words: String { "\(what.words) \(at.inWords) after the \(from.rawValue)" }
}

extension DueReading.What {
  public var words: String {
    switch self {
    case .nibp: "NIBP"
    }
  }
}
