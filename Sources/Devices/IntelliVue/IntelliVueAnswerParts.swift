/// Puts the parts of a long answer together.
struct IntelliVueAnswerParts {
  private var objects: [IntelliVueObject] = []
  private var ticks: UInt32?
  /// Of the linked parts: the number of the next, and whether the last one has come.
  private var next: UInt8 = 1
  private var isWhole = true
  private var lastHasCome = true

  struct Whole {
    let objects: [IntelliVueObject]
    /// Whether no part was lost: a figure that is not in it is then one that the monitor does not have.
    let isComplete: Bool
  }

  /// One more part. Returns the answer when it closes.
  mutating func hear(_ answer: IntelliVueAnswer) -> Whole? {
    if ticks != answer.ticks { self = IntelliVueAnswerParts() }
    ticks = answer.ticks
    objects += answer.objects
    switch answer.part {
    case .linked(let number, let isLast):
      isWhole = isWhole && number == next
      next = number &+ 1
      lastHasCome = isLast
      return nil
    case .closing:
      defer { self = IntelliVueAnswerParts() }
      return Whole(objects: objects, isComplete: isWhole && lastHasCome)
    }
  }
}
