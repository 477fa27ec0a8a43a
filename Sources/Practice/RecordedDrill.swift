import InfusionCore
import OperatorLanguage
import Quantities
public import SessionRecord

/// A drill as its record has it: with whom it was, and what was done when. The same patient can be met again.
public struct RecordedDrill: Sendable {
  public let setting: DrillSetting
  let header: SessionHeader
  /// Everything that was done or tried.
  let actions: [ScriptedAction]
  /// When it was scored; of a drill that was broken off, when it ended.
  let until: SessionTime

  /// Nil for a session that is no drill, or has no header.
  public init?(_ segments: [SegmentBytes]) {
    var reader = JournalReader(segments, checksHashes: false, skipsReadings: true)
    guard let header = reader.header, let setting = header.drill else { return nil }
    var actions: [ScriptedAction] = []
    var scored: SessionTime?
    while let entry = reader.next() {
      switch entry.content {
      case .input(.action(let action, let by)):
        actions.append(ScriptedAction(time: entry.time, action: action, by: by, line: entry.number))
      case .drillScore: scored = entry.time
      case .input, .event, .header, .anchor, .recovered, .seal, .other: break
      }
    }
    self.header = header
    self.setting = setting
    self.actions = actions
    until = scored ?? reader.lastTime
  }
}
