import InfusionCore

/// Whose messages came and were not meant, and how many of each.
struct PassedOver: Sendable {
  private(set) var counts: [String: Int] = [:]

  /// At most so many are named, because a gateway of a whole house would fill the record.
  private static let namedMax = 20
  private static let theRest = "others"

  /// Counts one. Returns a remark where it is the first of its sender.
  mutating func note(_ sender: SourceIdentity) -> String? {
    let isNew = counts[sender.words] == nil
    let isNamed = !isNew || counts.count < Self.namedMax
    counts[isNamed ? sender.words : Self.theRest, default: 0] += 1
    return isNew && isNamed ? "passed over: results of \(sender.words)" : nil
  }
}

extension SourceIdentity {
  fileprivate var words: String {
    let parts = [bed.map { "bed \($0)" }, patient.map { "patient \($0)" }].compactMap { $0 }
    return parts.isEmpty ? "nobody who is named" : parts.joined(separator: ", ")
  }
}
