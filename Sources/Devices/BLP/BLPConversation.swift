import InfusionCore
import Quantities

/// Bluetooth's blood pressure monitors: only listened to, except that they are asked for the time as a link
/// begins. Each result comes once, by itself; `StoredResults` tells which of them may be old.
struct BLPConversation: Conversation {
  let source: SourceID
  let isStreaming = false
  let recordsUnread = true
  private var results = StoredResults()

  init(source: SourceID) { self.source = source }

  mutating func heard(at time: SessionTime) { results.heard(at: time) }

  mutating func greeting() -> [HarmlessFrame] {
    results.connected()
    return []
  }

  mutating func interpret(_ message: BLPMessage) -> Meaning {
    switch message {
    case .cuffPressure: return Meaning()
    case .clock(let instant):
      if let instant { results.clockSays(instant) }
      return Meaning()
    case .result(let measured):
      let news = measured.result.flatMap { results.hear($0, measuredAt: measured.instant) }
      return Meaning(reading: news.map { Reading(source: source, nibp: $0) })
    }
  }

  func unread(in message: BLPMessage) -> [Unread] {
    guard case .result(let measured) = message, measured.result == nil || measured.isQuestionable else {
      return []
    }
    let figures = "\(measured.sys.words)/\(measured.dia.words)"
    return [Unread(code: "2a35", value: figures, why: measured.isQuestionable ? .questionable : .outOfRange)]
  }
}

extension BLPMeasurement {
  /// It has figures, and the monitor says that the arm moved, the cuff was loose or at the wrong height.
  fileprivate var isQuestionable: Bool {
    hasFigures && !(state ?? []).isDisjoint(with: [.moved, .cuffIsLoose, .wrongPosition])
  }

  private var hasFigures: Bool { [sys, dia, map].contains { $0 != .missing } }

  /// A measurement that gave nothing, or that the monitor doubts, failed. Nil if the figures are not a
  /// pressure.
  fileprivate var result: CuffResult? {
    hasFigures && !isQuestionable ? CuffResult(sys: sys, dia: dia, map: map) : .failed()
  }
}

extension Reported {
  fileprivate var words: String {
    switch self {
    case .value(let value): "\(value)"
    case .missing: "-"
    }
  }
}
