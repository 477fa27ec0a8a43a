import InfusionCore
import InstructorUI
import OperatorLanguage
import Quantities
import SessionRecord

extension ToldDeed {
  /// What trainee and instructor did, as a record has it: for the console of a drill that is gone on with.
  static func all(in entries: some Sequence<JournalEntry>) -> [ToldDeed] {
    var deeds: [ToldDeed] = []
    for entry in entries {
      switch entry.content {
      case .input(.action(let action, _)): deeds.append(ToldDeed(action, isAccepted: true, at: entry.time))
      case .input(.instruction(let instruction)):
        guard let words = instruction.words else { continue }
        deeds.append(ToldDeed(at: entry.time, words: words, isInstructors: true))
      case .event(.refused):
        // A refusal stands after the action that it answers.
        guard let last = deeds.last, !last.isInstructors, last.at == entry.time else { continue }
        deeds[deeds.count - 1].words += refusedMark
      case .anchor(let anchor):
        guard let speed = anchor.givenSpeed else { continue }
        deeds.append(ToldDeed(speed: speed, at: entry.time))
      case .input, .event, .header, .recovered, .seal, .drillScore, .other: continue
      }
    }
    return deeds
  }

  /// A trainee's.
  init(_ action: Action, isAccepted: Bool, at time: SessionTime) {
    let words = OperatorLine(action).text + (isAccepted ? "" : Self.refusedMark)
    self.init(at: time, words: words, isInstructors: false)
  }

  /// An instructor's.
  init(speed: Int, at time: SessionTime) {
    self.init(at: time, words: "speed \(speed)", isInstructors: true)
  }

  private static let refusedMark = " (refused)"
}

extension Instruction {
  /// As the instructor typed it; nil for what has its own place on the console.
  var words: String? {
    switch self {
    case .patient(let words): words
    case .freeze: "freeze"
    case .goOn: "go"
    case .again: nil
    }
  }
}
