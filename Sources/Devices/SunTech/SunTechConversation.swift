import InfusionCore
import Quantities

/// SunTech OEM cuff module: asked for its cuff pressure, and for its result when a measurement was seen to
/// end. Measurements are started on the host monitor or by hand, never by us.
struct SunTechConversation: Conversation {
  let source: SourceID
  let pollInterval: TimeSpan? = .seconds(2)
  private var cuff = CuffResultWatch()
  private var isInflated = false
  /// The cuff was seen to empty since it was last inflated, so a "done" after that tells of the same end.
  private var emptied = false
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
    case .acknowledged(.done): return ended(isNewEnd: !emptied)
    case .acknowledged: return Meaning()
    case .cuffPressure(let pressure):
      if pressure > Self.inflated { (isInflated, emptied) = (true, false) }
      guard isInflated, pressure < Self.deflated else { return Meaning() }
      emptied = true
      return ended(isNewEnd: true)
    case .result(let result):
      awaitsResult = false
      let news = cuff.hear(Self.result(result))
      return Meaning(reading: news.map { Reading(source: source, nibp: $0) })
    }
  }

  mutating func closed() {
    self = SunTechConversation(source: source)
  }

  private mutating func ended(isNewEnd: Bool) -> Meaning {
    isInflated = false
    awaitsResult = true
    if isNewEnd { cuff.measurementEnded() }
    return Meaning(replies: [WriteAllowList.sunTechLastResult])
  }

  /// Nil while the module has not measured yet.
  private static func result(_ result: SunTechResult) -> CuffResult? {
    if result.error != 0 { return .failed() }
    return CuffResult(sys: result.sys, dia: result.dia, map: result.map)
  }
}
