import InfusionCore
import Phrases

/// What a device is, and which parts of its messages are not understood: a code, a key, a message for another
/// bed.
struct DeviceRemarks: Hashable, Sendable {
  var device: DeviceView
  /// Its identity as the session knows it: `serial 1234, bed 7`; empty if it tells nothing of itself.
  var identity: Phrase
  /// Each thing once, as the record has it: `150021 = 199 not understood (ART_SYS: ...)`.
  var unread: [String]
}

extension SessionView {
  var hasRemarksOfDevices: Bool {
    guard let engine else { return false }
    return engine.chart.standingMarks.contains { mark in
      guard case .annotation(_, let source) = mark.what else { return false }
      return engine.devices[source] != nil
    }
  }

  var remarksOfDevices: [DeviceRemarks] {
    guard let engine else { return [] }
    return engine.devices.devices.map { device in
      DeviceRemarks(
        device: DeviceView(device, isHeard: engine.isHeard(device.source.id)),
        identity: (device.bound ?? device.present).wordsOfAll,
        unread: engine.chart.remarks(of: device.source.id))
    }
  }
}

extension Chart {
  /// A remark names several things at once.
  fileprivate func remarks(of source: SourceID) -> [String] {
    var seen: Set<Substring> = []
    let all = standingMarks.flatMap { mark -> [Substring] in
      guard case .annotation(let text, source) = mark.what else { return [] }
      return text.split(separator: ";").map { $0.drop { $0 == " " } }
    }
    return all.filter { seen.insert($0).inserted }.map(String.init)
  }
}
