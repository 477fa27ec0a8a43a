/// What a monitor says by its data export protocol, as far as it is read.
public enum IntelliVueMessage: Hashable, Sendable {
  /// About the association, without which it tells nothing.
  case association(IntelliVueAssociation)
  /// The association stands, and this is the monitor. It wants an answer before it is asked anything.
  case created(IntelliVueCreation)
  /// One part of the answer to a question.
  case answer(IntelliVueAnswer)
}

/// A word of the association, by its first byte.
public enum IntelliVueAssociation: UInt8, CaseIterable, Hashable, Sendable {
  case accepted = 0x0E
  case refused = 0x0C
  /// The monitor wants to end it.
  case releaseAsked = 0x09
  /// It has ended it, as we asked.
  case released = 0x0A
  case aborted = 0x19
}

/// The monitor's first event: its system was made.
public struct IntelliVueCreation: Hashable, Sendable {
  /// The answer names it.
  public var invocation: UInt16
  /// Empty where the monitor has none.
  public var bed: String

  public init(invocation: UInt16, bed: String = "") {
    self.invocation = invocation
    self.bed = bed
  }
}

/// A poll's answer, or one part of it.
public struct IntelliVueAnswer: Hashable, Sendable {
  /// What was polled, by its class of objects.
  public enum Subject: UInt16, CaseIterable, Hashable, Sendable {
    case numerics = 0x0006
    case patient = 0x002A
  }

  /// A long answer comes in linked parts, numbered from 1; then the answer itself, often empty, closes it.
  public enum Part: Hashable, Sendable {
    case linked(UInt8, isLast: Bool)
    case closing
  }

  public var subject: Subject
  public var part: Part
  /// When it was given, in eighths of a ms since the monitor was switched on: the same in all of its parts.
  public var ticks: UInt32
  public var objects: [IntelliVueObject]

  public init(_ subject: Subject, _ part: Part, ticks: UInt32 = 0, _ objects: [IntelliVueObject]) {
    self.subject = subject
    self.part = part
    self.ticks = ticks
    self.objects = objects
  }
}

// MARK: - On the wire

/// Session, remote operation, command, event and action, as the protocol numbers them.
private enum Code {
  static let data: UInt16 = 0xE100
  static let context: UInt16 = 0x0002
  static let invoke: UInt16 = 1
  static let result: UInt16 = 2
  static let linkedResult: UInt16 = 5
  static let linkedLast: UInt8 = 3
  static let eventReport: UInt16 = 1
  static let action: UInt16 = 7
  static let monitor: UInt16 = 0x0021
  static let created: UInt16 = 0x0D06
  static let singlePoll: UInt16 = 0x0C16
  static let extendedPoll: UInt16 = 0xF13B
}

extension IntelliVueMessage {
  /// Nil for messages of the protocol that are not read: waves, alarms, errors.
  init?(_ bytes: ArraySlice<UInt8>) throws(IntelliVueMisfit) {
    var reader = IntelliVueReader(bytes)
    if let association = bytes.first.flatMap(IntelliVueAssociation.init) {
      try Self.expectSession(&reader)
      self = .association(association)
      return
    }
    guard bytes.count >= 2, try reader.word() == Code.data else { return nil }
    _ = try reader.word()
    let operation = try reader.word()
    var body = try reader.lastPart()
    let message: IntelliVueMessage?
    switch operation {
    case Code.invoke: message = try Self.event(&body)
    case Code.result: message = try Self.answer(.closing, &body)
    case Code.linkedResult:
      let (state, number) = (try body.byte(), try body.byte())
      message = try Self.answer(.linked(number, isLast: state == Code.linkedLast), &body)
    default: message = nil
    }
    guard let message else { return nil }
    self = message
  }

  /// A session's letter, and its length in one byte, or in two behind FF.
  private static func expectSession(_ reader: inout IntelliVueReader) throws(IntelliVueMisfit) {
    _ = try reader.byte()
    let short = try reader.byte()
    let length = short == 0xFF ? Int(try reader.word()) : Int(short)
    _ = try reader.bytes(length)
    guard reader.isAtEnd else { throw IntelliVueMisfit() }
  }

  private static func event(
    _ reader: inout IntelliVueReader
  ) throws(IntelliVueMisfit) -> IntelliVueMessage? {
    let invocation = try reader.word()
    guard try reader.word() == Code.eventReport else { return nil }
    var event = try reader.lastPart()
    _ = try event.bytes(Layout.object + Layout.ticks)
    guard try event.word() == Code.created else { return nil }
    var monitor = try event.lastPart()
    _ = try monitor.bytes(Layout.object)
    let attributes = try IntelliVueAttribute.list(&monitor)
    let bed = attributes.lazy.compactMap { if case .bed(let name) = $0 { name } else { nil } }.first
    return .created(IntelliVueCreation(invocation: invocation, bed: bed ?? ""))
  }

  private static func answer(
    _ part: IntelliVueAnswer.Part, _ reader: inout IntelliVueReader
  ) throws(IntelliVueMisfit) -> IntelliVueMessage? {
    _ = try reader.word()
    guard try reader.word() == Code.action else { return nil }
    var action = try reader.lastPart()
    _ = try action.bytes(Layout.object)
    let sort = try action.word()
    guard sort == Code.singlePoll || sort == Code.extendedPoll else { return nil }
    var poll = try action.lastPart()
    // The question's number; one that is answered again and again counts its answers, too.
    _ = try poll.bytes(sort == Code.extendedPoll ? 4 : 2)
    let ticks = try poll.long()
    _ = try poll.bytes(IntelliVueTime.length)
    _ = try poll.word()
    let subject = IntelliVueAnswer.Subject(rawValue: try poll.word())
    _ = try poll.word()
    guard let subject else { return nil }
    let contexts = try poll.list { context throws(IntelliVueMisfit) in
      _ = try context.word()
      return try context.list { object throws(IntelliVueMisfit) in try IntelliVueObject(&object) }
    }
    guard poll.isAtEnd else { throw IntelliVueMisfit() }
    return .answer(IntelliVueAnswer(subject, part, ticks: ticks, contexts.flatMap { $0 }))
  }
}

private enum Layout {
  /// Class, context and number.
  static let object = 6
  static let ticks = 4
}

// MARK: - As a monitor sends it

extension IntelliVueMessage {
  public func bytes(on link: IntelliVueLink) -> [UInt8] { link.bytes(message) }

  private var message: [UInt8] {
    switch self {
    case .association(let association): association.session
    case .created(let creation): Self.data(Code.invoke, IntelliVueBytes.sized(Self.body(of: creation)))
    case .answer(let answer): Self.message(of: answer)
    }
  }

  private static func data(_ operation: UInt16, _ body: [UInt8]) -> [UInt8] {
    [Code.data, Code.context, operation].flatMap { IntelliVueBytes.word($0) } + body
  }

  /// The monitor itself, by number.
  private static let itself = [Code.monitor, 0, 0].flatMap { IntelliVueBytes.word($0) }

  private static func body(of creation: IntelliVueCreation) -> [UInt8] {
    let attributes = creation.bed.isEmpty ? [] : [IntelliVueAttribute.bed(creation.bed)]
    let monitor = itself + IntelliVueBytes.list(attributes.map(\.bytes))
    let event =
      itself + IntelliVueBytes.long(0) + IntelliVueBytes.word(Code.created) + IntelliVueBytes.sized(monitor)
    return [creation.invocation, Code.eventReport].flatMap { IntelliVueBytes.word($0) }
      + IntelliVueBytes.sized(event)
  }

  private static func message(of answer: IntelliVueAnswer) -> [UInt8] {
    let question = IntelliVueQuestion(answer.subject)
    let contexts = answer.objects.isEmpty ? [] : [[0, 0] + IntelliVueBytes.list(answer.objects.map(\.bytes))]
    let poll =
      IntelliVueBytes.word(question.number) + IntelliVueBytes.long(answer.ticks) + IntelliVueTime.none
      + question.subjectBytes + IntelliVueBytes.list(contexts)
    let action = itself + IntelliVueBytes.word(Code.singlePoll) + IntelliVueBytes.sized(poll)
    let result =
      [question.number, Code.action].flatMap { IntelliVueBytes.word($0) } + IntelliVueBytes.sized(action)
    switch answer.part {
    case .closing: return data(Code.result, IntelliVueBytes.sized(result))
    case .linked(let number, let isLast):
      let state = isLast ? Code.linkedLast : number == 1 ? 1 : 2
      return data(Code.linkedResult, IntelliVueBytes.sized([state, number] + result))
    }
  }
}
