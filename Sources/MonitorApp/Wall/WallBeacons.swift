import BeaconSockets
import ChairBeacon

/// The chairs that the wall listens to: who speaks in the folder is called, once a second until it answers.
struct WallBeacons {
  private let folder: String
  private var calls: [BeaconCall] = []
  /// Which chair speaks in which call.
  private var chairs: [String: BeaconCall] = [:]
  private var callAt: Int64 = .min
  /// A chair has fallen silent for good since the time before: it left, or died.
  private(set) var hasLostOne = false

  private static let callsEvery: Int64 = 1000

  init(folder: String) { self.folder = folder }

  var descriptors: [Int32] { calls.map(\.descriptor) }

  /// What has been said since the last time.
  mutating func hear(at now: Int64) -> [BeaconLine] {
    callNewOnes(at: now)
    let lines = calls.flatMap { call in
      let lines = call.lines().compactMap { BeaconLine($0) }
      for case .state(let state) in lines { chairs[state.chair] = call }
      return lines
    }
    hasLostOne = calls.contains(where: \.isOver)
    calls.removeAll(where: \.isOver)
    chairs = chairs.filter { !$0.value.isOver }
    return lines
  }

  /// Whether the word went out to that chair.
  func say(_ word: WallWord, to chair: String) -> Bool { chairs[chair]?.say(word.line) ?? false }

  private mutating func callNewOnes(at now: Int64) {
    guard now >= callAt else { return }
    callAt = now + Self.callsEvery
    let known = Set(calls.map(\.name))
    for name in BeaconFolder.names(in: folder) where !known.contains(name) {
      if let call = BeaconCall(folder: folder, name: name) { calls.append(call) }
    }
  }
}
