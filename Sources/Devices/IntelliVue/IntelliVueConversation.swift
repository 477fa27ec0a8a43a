import InfusionCore
import Quantities

/// Philips IntelliVue: an association is asked for, and when the monitor has presented itself its numerics
/// are asked for again and again, one question at a time; now and then its patient, too.
struct IntelliVueConversation: Conversation {
  let source: SourceID
  private let link: IntelliVueLink
  let everyRecordIsAReading = true
  let recordsUnread = true
  let pollInterval: TimeSpan? = .seconds(1)
  private var stage = Stage.apart
  /// Since it last went on: another stage, or a whole answer.
  private var seconds = 0
  private var awaitsNumerics = false
  private var questions = 0
  private var parts = IntelliVueAnswerParts()
  private var cuff = IntelliVueCuffWatch()
  private var alarms = IntelliVueAlarmWatch()
  /// What the monitor has told of.
  private var told: Set<CodedFigure> = []
  private var isDoubtful = false
  private var named = SourceIdentity()

  private enum Stage {
    case apart
    /// The monitor agreed, and has not yet said which it is.
    case accepted
    case open
  }

  /// Recorded monitors agree within 2.2 s and answer within 1.1 s.
  private static let patience = 5
  /// An answer that did not come is asked for once more before everything begins anew.
  private static let repeatAfter = 3
  private static let questionsPerPatient = 10

  init(source: SourceID, link: IntelliVueLink) {
    self.source = source
    self.link = link
  }

  mutating func greeting() -> [HarmlessFrame] { begin() }

  /// A frame alone is no sign that all is well: what counts is whether the conversation goes on.
  mutating func poll(isHeard: Bool) -> [HarmlessFrame] {
    seconds += 1
    if seconds >= Self.patience { return begin() }
    guard stage == .open, !awaitsNumerics || seconds == Self.repeatAfter else { return [] }
    awaitsNumerics = true
    questions += 1
    let patient = questions.isMultiple(of: Self.questionsPerPatient) ? [say(.ask(.patient))] : []
    return patient + [say(.ask(.numerics))]
  }

  /// Ends an earlier association first, because a monitor speaks with one client at a time.
  private mutating func begin() -> [HarmlessFrame] {
    enter(.apart)
    return [say(.release), say(.associate)]
  }

  private mutating func enter(_ stage: Stage) {
    self.stage = stage
    seconds = 0
    awaitsNumerics = false
  }

  /// The monitor names its bed when it presents itself and its patient when it is asked; both hold until it
  /// says something else.
  mutating func identity(in message: IntelliVueMessage) -> SourceIdentity? {
    switch message {
    case .association: break
    case .created(let creation): if !creation.bed.isEmpty { named.bed = creation.bed }
    case .answer(let answer):
      if answer.subject == .patient, let patient = answer.patientID {
        named.patient = patient.isEmpty ? nil : patient
      }
    }
    return named.isUnknown ? nil : named
  }

  func unread(in message: IntelliVueMessage) -> [Unread] {
    guard case .answer(let answer) = message, answer.subject == .numerics else { return [] }
    return IntelliVueFigures(answer.objects).unread
  }

  mutating func interpret(_ message: IntelliVueMessage) -> Meaning {
    switch message {
    case .association(let association): return interpret(association)
    case .created(let creation):
      enter(.open)
      awaitsNumerics = true
      return Meaning(replies: [
        say(.createdHeard(invocation: creation.invocation)), say(.ask(.patient)), say(.ask(.numerics)),
      ])
    case .answer(let answer):
      guard answer.subject == .numerics, let whole = parts.hear(answer) else { return Meaning() }
      (seconds, awaitsNumerics) = (0, false)
      let figures = IntelliVueFigures(whole.objects)
      return Meaning(
        reading: reading(figures, isWhole: whole.isComplete), remarks: alarms.hear(figures))
    }
  }

  private mutating func interpret(_ association: IntelliVueAssociation) -> Meaning {
    switch association {
    case .accepted: enter(.accepted)
    case .refused, .released, .aborted: enter(.apart)
    case .releaseAsked:
      enter(.apart)
      return Meaning(replies: [say(.releaseGranted)])
    }
    return Meaning()
  }

  mutating func closed() { self = IntelliVueConversation(source: source, link: link) }

  private func say(_ word: IntelliVueWord) -> HarmlessFrame { WriteAllowList.intelliVue(word, on: link) }
}

// MARK: - The figures

extension IntelliVueConversation {
  /// - Parameter isWhole: the answer is complete, so that figures it lacks are gone.
  private mutating func reading(_ figures: IntelliVueFigures, isWhole: Bool) -> Reading? {
    let gone = isWhole ? told.subtracting(figures.vitals.keys) : []
    told.formUnion(figures.vitals.keys)
    func sample(_ vital: CodedFigure) -> Sample? {
      gone.contains(vital) ? .noValue : figures.vitals[vital].map { Sample($0) }
    }
    let ecg = sample(.hr)
    var reading = Reading(
      source: source, spo2: sample(.spo2), hr: ecg == nil || ecg == .noValue ? sample(.pulse) ?? ecg : ecg,
      rr: sample(.rr), pi: sample(.pi), etco2: sample(.etco2), temp: sample(.temp))
    reading.nibp = figures.cuff.flatMap { cuff.hear($0) }
    let isEmpty = reading == Reading(source: source)
    reading.status = status(figures)
    return isEmpty ? nil : reading
  }

  /// Figures that the monitor calls questionable, a test or a demonstration count as artefacts until they no
  /// longer are.
  private mutating func status(_ figures: IntelliVueFigures) -> SensorStatus? {
    let wasDoubtful = isDoubtful
    isDoubtful = figures.vitals.values.contains(where: \.isDoubtful)
    return isDoubtful ? .artifact : wasDoubtful ? .ok : nil
  }
}

/// The cuff of such a monitor says that it measures, and when it measured.
struct IntelliVueCuffWatch: Hashable, Sendable {
  private var results = CuffResultWatch()
  private var isMeasuring = false

  /// A measurement that ended with no pressures failed. A demonstration or a questionable pressure is not
  /// used at all.
  mutating func hear(_ cuff: IntelliVueCuff) -> CuffResult? {
    let wasMeasuring = isMeasuring
    isMeasuring = cuff.state.isMeasuring
    if isMeasuring || cuff.state.isDoubtful { return nil }
    if wasMeasuring { results.measurementEnded() }
    guard let result = CuffResult(sys: cuff.sys, dia: cuff.dia, map: cuff.map) else {
      return results.hear(wasMeasuring ? .failed() : nil)
    }
    return results.hear(result, measuredAt: cuff.instant)
  }
}

extension Sample {
  fileprivate init(_ figure: IntelliVueFigures.Figure) {
    switch figure.reported {
    case .value(let value): self = .value(value, figure.isDoubtful ? .doubtful : .good)
    case .missing: self = .noValue
    }
  }
}

extension IntelliVueAnswer {
  fileprivate var patientID: String? {
    let attributes = objects.flatMap(\.attributes)
    return attributes.lazy.compactMap { if case .patientID(let id) = $0 { id } else { nil } }.first
  }
}
