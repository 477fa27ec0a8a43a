import Quantities

/// The keys of the line protocol; a case's name is the key itself.
enum LineKey: UInt8, CaseIterable, Sendable {
  case hr, spo2, pi, sys, dia, map, nid, rr, etco2, temp, rate, vol, pump, seq, status

  /// The numbers that this key may have, in its own unit; nil if its value is a word.
  var accepted: ClosedRange<Fixed>? {
    switch self {
    case .hr, .sys, .dia, .map: 0...350
    case .spo2: 0...100
    case .pi: 0...25
    case .rr: 0...120
    case .etco2: 0...150
    case .temp: 10...50
    case .rate: 0...2000
    case .vol: 0...10000
    case .nid, .seq: 0...65535
    case .pump, .status: nil
    }
  }

  var name: String { String(describing: self) }

  var isWhole: Bool { self == .nid || self == .seq }
}

extension LineKey {
  /// Keys have at most six letters, so each fits a machine word.
  private static let byWord: [UInt64: LineKey] = Dictionary(
    uniqueKeysWithValues: allCases.map { (word($0.name.utf8), $0) })

  init?(ascii key: ArraySlice<UInt8>) {
    guard key.count <= 8, let known = Self.byWord[Self.word(key)] else { return nil }
    self = known
  }

  private static func word(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }
}

/// The keys that a line has shown so far.
struct LineKeySet {
  private var bits: UInt32 = 0

  var isEmpty: Bool { bits == 0 }

  /// Returns false if the key is there already.
  mutating func insert(_ key: LineKey) -> Bool {
    let bit: UInt32 = 1 << UInt32(key.rawValue)
    defer { bits |= bit }
    return bits & bit == 0
  }
}
