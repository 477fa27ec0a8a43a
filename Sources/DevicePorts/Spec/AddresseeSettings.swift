import Devices
import SerialPort

// Whose messages are meant, in the `?bed=BED7&patient=P-0142` behind a place.

extension Addressee {
  /// Cuts bed and patient out of a WHERE; what is about the line stays in it.
  static func cut(from place: inout String) throws(EndpointError) -> Addressee {
    var asked = Addressee()
    let parts = place.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return asked }
    var others: [Substring] = []
    for pair in parts[1].split(separator: "&", omittingEmptySubsequences: false) {
      let words = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      switch words.first {
      case "bed": try fill(&asked.bed, words)
      case "patient": try fill(&asked.patient, words)
      default: others.append(pair)
      }
    }
    place = String(parts[0]) + (others.isEmpty ? "" : "?" + others.joined(separator: "&"))
    return asked
  }

  private static func fill(_ slot: inout String?, _ words: [Substring]) throws(EndpointError) {
    let setting = String(words[0])
    guard slot == nil else { throw .repeatedSetting(setting) }
    guard words.count == 2, !words[1].isEmpty else {
      throw .badValue(setting: setting, value: "", allowed: ["as the sender writes it"])
    }
    slot = String(words[1])
  }
}
