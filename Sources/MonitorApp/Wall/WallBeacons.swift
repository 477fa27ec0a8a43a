import BeaconSockets
import ChairBeacon

/// The chairs that the wall listens to: who speaks in the folder is called, once a second until it answers.
struct WallBeacons {
  private let folder: String
  private var calls: [BeaconCall] = []
  private var callAt: Int64 = .min
  /// A chair has fallen silent for good since the time before: it left, or died.
  private(set) var hasLostOne = false

  private static let callsEvery: Int64 = 1000

  init(folder: String) { self.folder = folder }

  var descriptors: [Int32] { calls.map(\.descriptor) }

  /// What has been said since the last time.
  mutating func hear(at now: Int64) -> [BeaconLine] {
    callNewOnes(at: now)
    let lines = calls.flatMap { $0.lines() }.compactMap { BeaconLine($0) }
    hasLostOne = calls.contains(where: \.isOver)
    calls.removeAll(where: \.isOver)
    return lines
  }

  private mutating func callNewOnes(at now: Int64) {
    guard now >= callAt else { return }
    callAt = now + Self.callsEvery
    let known = Set(calls.map(\.name))
    for name in BeaconFolder.names(in: folder) where !known.contains(name) {
      if let call = BeaconCall(folder: folder, name: name) { calls.append(call) }
    }
  }
}
