/// What is said to a monitor. None of it changes anything on the monitor: the protocol's other operation
/// (set) is never used.
public enum IntelliVueWord: Hashable, Sendable {
  /// Ends the association, if there is one: of the program that was here before.
  case release
  /// The monitor may end it.
  case releaseGranted
  /// Asks for one.
  case associate
  /// "This is the monitor" was heard.
  case createdHeard(invocation: UInt16)
  case ask(IntelliVueAnswer.Subject)

  public func bytes(on link: IntelliVueLink) -> [UInt8] { link.bytes(message) }

  private var message: [UInt8] {
    switch self {
    case .release: IntelliVueAssociation.releaseAsked.session
    case .releaseGranted: IntelliVueAssociation.released.session
    case .associate: IntelliVueAssociation.request
    case .createdHeard(let invocation):
      [0xE1, 0, 0, 2, 0, 2, 0, 0x14] + IntelliVueBytes.word(invocation)
        + [0, 1, 0, 0x0E, 0, 0x21, 0, 0, 0, 0, 0, 0, 0, 0, 0x0D, 0x06, 0, 0]
    case .ask(let subject): IntelliVueQuestion(subject).message
    }
  }
}

/// A question that is answered once (single poll): for all objects of a class, with all that they have.
struct IntelliVueQuestion {
  private let subject: IntelliVueAnswer.Subject

  init(_ subject: IntelliVueAnswer.Subject) { self.subject = subject }

  /// Which question it is, by our own count.
  var number: UInt16 {
    switch subject {
    case .numerics: 1
    case .patient: 2
    }
  }

  /// The attributes that are asked for: all, or those of the demographic group.
  private var group: UInt16 {
    switch subject {
    case .numerics: 0
    case .patient: 0x0807
    }
  }

  /// The class, in the partition of object classes, and the group.
  var subjectBytes: [UInt8] { [1, subject.rawValue, group].flatMap { IntelliVueBytes.word($0) } }

  var message: [UInt8] {
    [0xE1, 0, 0, 2, 0, 1, 0, 0x1C] + IntelliVueBytes.word(number)
      + [0, 7, 0, 0x16, 0, 0x21, 0, 0, 0, 0, 0, 0, 0, 0, 0x0C, 0x16, 0, 8] + IntelliVueBytes.word(number)
      + subjectBytes
  }
}
