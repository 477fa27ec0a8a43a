import InfusionCore
import Quantities

/// PAR NIBP2010: tells its cuff pressure while it measures and 999 at the end; its state is asked for then,
/// and now and then.
struct ParConversation: Conversation {
  let source: SourceID
  let pollInterval: TimeSpan? = .seconds(5)
  private var cuff = CuffResultWatch()

  init(source: SourceID) { self.source = source }

  func greeting() -> [HarmlessFrame] { [WriteAllowList.parStatus] }
  func poll(isHeard: Bool) -> [HarmlessFrame] { [WriteAllowList.parStatus] }

  mutating func interpret(_ frame: ParFrame) -> Meaning {
    switch frame {
    case .cuffPressure: return Meaning()
    case .ended:
      cuff.measurementEnded()
      return Meaning(replies: [WriteAllowList.parStatus])
    case .status(let status):
      let news = cuff.hear(Self.result(status))
      return Meaning(reading: news.map { Reading(source: source, nibp: $0) })
    }
  }

  mutating func closed() { cuff.closed() }

  /// The error first: beside it the pressure is the one of before. Nil while the module has not measured yet.
  private static func result(_ status: ParStatus) -> CuffResult? {
    status.error != 0 ? .failed() : CuffResult(sys: status.sys, dia: status.dia, map: status.map)
  }
}
