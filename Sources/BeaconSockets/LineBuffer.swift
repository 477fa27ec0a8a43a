/// Cuts a stream whose bytes come in pieces into lines, which end with LF.
struct LineBuffer {
  private var bytes: [UInt8] = []

  /// How many bytes wait: after `popLines`, those of a line that has not come whole.
  var count: Int { bytes.count }

  mutating func append(_ piece: ArraySlice<UInt8>) { bytes += piece }

  /// The lines that have come whole, without their ends.
  mutating func popLines() -> [[UInt8]] {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard lines.count > 1, let rest = lines.last else { return [] }
    bytes = Array(rest)
    return lines.dropLast().map(Array.init)
  }
}
