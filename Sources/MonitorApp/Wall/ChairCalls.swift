import BeaconSockets

/// The connections to the chairs of this machine. Each socket in the folder is called once a second until it
/// answers.
struct ChairCalls {
  /// A line as it came, and the name of the socket that it came from.
  struct Said {
    var call: String
    var line: [UInt8]
  }

  private let folder: String
  private var calls: [BeaconCall] = []
  private var callAt: Int64 = .min
  /// Whether a chair has fallen silent for good since the last look: it left, or died.
  private(set) var hasLostOne = false

  private static let callsEvery: Int64 = 1000

  init(folder: String) { self.folder = folder }

  var descriptors: [Int32] { calls.map(\.descriptor) }

  /// The lines that have come since the last time, after a try to call those who have no call yet.
  mutating func readLines(at now: Int64) -> [Said] {
    callNewOnes(at: now)
    let said = calls.flatMap { call in call.lines().map { Said(call: call.name, line: $0) } }
    hasLostOne = calls.contains(where: \.isOver)
    calls.removeAll(where: \.isOver)
    return said
  }

  /// Says a line to a chair; whether it went out.
  func say(_ line: [UInt8], to call: String) -> Bool {
    calls.first { $0.name == call }?.say(line) ?? false
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
