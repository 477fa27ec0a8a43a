import BrokerClient
import ChairBeacon

/// How the wall hears: by the sockets of this machine's chairs, or by a broker. Both give the same news, and
/// the model alone decides what becomes of it.
enum WallEars {
  case sockets(MachineEars)
  case broker(BrokerLink)

  mutating func readNews(at now: Int64) -> [ChairNews] {
    switch self {
    case .sockets(var ears):
      defer { self = .sockets(ears) }
      return ears.readNews(at: now)
    case .broker(let link):
      link.tend(at: now)
      return link.news(at: now).flatMap { news -> [ChairNews] in
        if case .message(let message) = news { BrokerPayload.news(message) } else { [] }
      }
    }
  }

  var descriptors: [Int32] {
    switch self {
    case .sockets(let ears): ears.calls.descriptors
    case .broker(let link): [link.descriptor]
    }
  }

  /// Whether a chair of this machine has fallen silent for good since the time before.
  var hasLostOne: Bool {
    switch self {
    case .sockets(let ears): ears.calls.hasLostOne
    case .broker: false
    }
  }

  /// Why nothing is heard at all.
  var trouble: String? {
    switch self {
    case .sockets: nil
    case .broker(let link): link.isConnected ? nil : link.trouble?.sentence
    }
  }

  /// Whether the word went out to that chair.
  func say(_ word: WallWord, to chair: String) -> Bool {
    switch self {
    case .sockets(let ears): ears.say(word, to: chair)
    case .broker: false
    }
  }
}

/// The chairs of this machine, by name.
struct MachineEars {
  private(set) var calls: ChairCalls
  /// Which chair speaks in which call.
  private var names: [String: String] = [:]

  init(folder: String) { calls = ChairCalls(folder: folder) }

  mutating func readNews(at now: Int64) -> [ChairNews] {
    calls.readLines(at: now).compactMap { said in
      guard let line = BeaconLine(said.line) else { return nil }
      if case .state(let state) = line { names[said.call] = state.chair }
      return ChairNews(line, from: names[said.call] ?? "")
    }
  }

  func say(_ word: WallWord, to chair: String) -> Bool {
    names.contains { $0.value == chair && calls.say(word.line, to: $0.key) }
  }
}
