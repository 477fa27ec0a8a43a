import Devices
import SerialPort

// Which device on a line is asked, in the `?address=3` behind a place.

extension LineAddress {
  /// Cuts the address out of a WHERE; what is about the line stays in it. Nil if it names none.
  static func cut(from place: inout String) throws(EndpointError) -> LineAddress? {
    let parts = place.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    var asked: LineAddress?
    var others: [Substring] = []
    for pair in parts[1].split(separator: "&", omittingEmptySubsequences: false) {
      guard pair.hasPrefix("address=") else {
        others.append(pair)
        continue
      }
      let value = pair.dropFirst("address=".count)
      guard asked == nil else { throw .repeatedSetting("address") }
      guard let address = LineAddress(value) else {
        throw .badValue(setting: "address", value: String(value), allowed: all.map(\.description))
      }
      asked = address
    }
    place = String(parts[0]) + (others.isEmpty ? "" : "?" + others.joined(separator: "&"))
    return asked
  }
}
