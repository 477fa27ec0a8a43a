import Quantities
import TextScreen

extension Model {
  /// Handles the keys of a replay; returns nil for those that mean what they always do.
  mutating func updateReplay(_ replay: ReplayView, _ key: Key) -> [Effect]? {
    switch key {
    case .character(" "): [.replay(.togglePlay)]
    case .left: [.replay(.skip(.seconds(-10)))]
    case .right: [.replay(.skip(.seconds(10)))]
    case .down, .pageDown: [.replay(.skip(.minutes(-1)))]
    case .up, .pageUp: [.replay(.skip(.minutes(1)))]
    case .character("n"): [.replay(.nextAlarm)]
    case .character("N"): [.replay(.previousAlarm)]
    case .character("s"): [.replay(.toggleStops)]
    case .character("g"): open(GoToDeed())
    case .character("m"): open(BookmarkDeed())
    case .character("b"): [.replay(.nextBookmark)]
    case .character("B"): [.replay(.previousBookmark)]
    case .character("h"): [.replay(.toggleComing)]
    case .character("+"), .character("="): [.replay(.faster)]
    case .character("-"): [.replay(.slower)]
    case .character, .control, .enter, .escape, .tab, .backtab, .backspace, .delete, .home, .end, .pasted: nil
    }
  }
}
