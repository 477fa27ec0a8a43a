import InfusionCore
import Phrases
import TextScreen

/// What one key does: one of the `Deeds`, or a page. The footer and the help page list these.
enum Command {
  case deed(any Deed.Type, DeedKey)
  case page(PageKey)

  /// All of them, in the order of the help page.
  static let all: [Command] = {
    let deeds = Deeds.all.compactMap { deed in deed.key.map { Command.deed(deed, $0) } }
    let ofScreen = deeds.filter { !$0.changesSession }
    let pages: [Command] = [.page(.limits), .page(.trends), .page(.alarmLog), .page(.devices)]
    let looks: [Command] = [.page(.quietRoom), .page(.help)]
    return deeds.filter(\.changesSession) + pages + Array(ofScreen.dropLast()) + looks
      + Array(ofScreen.suffix(1))
  }()

  /// What the footer offers first in each phase.
  static let usual: [Phase: [Command]] = Deeds.footer.mapValues { keys in
    keys.flatMap { key in all.filter { $0.key.character == key } }
  }

  var key: DeedKey {
    switch self {
    case .deed(_, let key): key
    case .page(let page): page.key
    }
  }

  /// Whether it acts on the session, and not only on the screen.
  var changesSession: Bool {
    switch self {
    case .deed(let deed, _): deed.action != nil
    case .page: false
    }
  }

  /// Whether the key does something now.
  func isAvailable(in session: SessionView) -> Bool {
    switch self {
    case .deed(let deed, _): deed.isAvailable(in: session)
    case .page(.devices): session.hasRemarksOfDevices
    case .page: true
    }
  }

  /// Whether it waits to be done now.
  func isCalledFor(in session: SessionView) -> Bool {
    switch self {
    case .deed(let deed, _): deed.isCalledFor(in: session) && deed.isAvailable(in: session)
    case .page: false
    }
  }
}

/// Keys that open a page, or change how the screen looks.
enum PageKey: CaseIterable {
  case limits, trends, alarmLog, devices, quietRoom, help

  var key: DeedKey {
    switch self {
    case .limits: DeedKey("l", "limits", "see and change limits")
    case .trends: DeedKey("t", "trends", "trends, whole screen; a cursor")
    case .alarmLog: DeedKey("A", "alarm log", "every alarm so far")
    case .devices: DeedKey("H", "devices", "what of a device is not read", isRare: true)
    case .quietRoom: DeedKey("v", "quiet room", "dim for a quiet room, and back")
    case .help: DeedKey("?", "help", "this page")
    }
  }
}
