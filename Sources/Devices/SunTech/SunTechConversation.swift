import InfusionCore
import Quantities

/// SunTech OEM cuff module: asked for its cuff pressure, and for its result when a measurement was seen to
/// end. Measurements are started on the host monitor or by hand, never by us.
struct SunTechConversation: Conversation {
  let source: SourceID
  let pollInterval: TimeSpan? = .seconds(2)
  private var memory = CuffMemory()
  private var isInflated = false
  /// Asked again until it comes.
  private var awaitsResult = true

  /// A cuff above this is on an arm and measuring; below the other it has let go. mmHg.
  private static let inflated = 30
  private static let deflated = 10

  init(source: SourceID) { self.source = source }

  func greeting() -> [HarmlessFrame] { [WriteAllowList.sunTechLastResult] }
  func poll(isHeard: Bool) -> [HarmlessFrame] {
    [awaitsResult ? WriteAllowList.sunTechLastResult : WriteAllowList.sunTechCuffPressure]
  }

  mutating func interpret(_ reply: SunTechReply) -> Meaning {
    switch reply {
    case .acknowledged(.done): return ended()
    case .acknowledged: return Meaning()
    case .cuffPressure(let pressure):
      if pressure > Self.inflated { isInflated = true }
      return isInflated && pressure < Self.deflated ? ended() : Meaning()
    case .result(let result):
      awaitsResult = false
      let news = Self.cuff(result).flatMap { memory.news($0) }
      return Meaning(reading: news.map { Reading(source: source, nibp: $0) })
    }
  }

  mutating func closed() {
    memory.forget()
    isInflated = false
    awaitsResult = true
  }

  private mutating func ended() -> Meaning {
    isInflated = false
    awaitsResult = true
    memory.measurementEnded()
    return Meaning(replies: [WriteAllowList.sunTechLastResult])
  }

  /// Nil while the module has not measured yet.
  private static func cuff(_ result: SunTechResult) -> CuffResult? {
    if result.error != 0 { return .failed() }
    return CuffResult(sys: result.sys, dia: result.dia, map: result.map)
  }
}
