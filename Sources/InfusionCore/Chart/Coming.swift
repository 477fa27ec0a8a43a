public import Quantities

/// Somebody who told at the wall that they are on the way to this chair.
///
/// In the record it is a note by their name, and nothing else: it answers no alarm, pauses nothing and
/// changes nothing.
public struct Coming: Hashable, Sendable {
  public let by: String
  public let at: SessionTime

  /// How long it stands at the chair and on the wall.
  public static let stays = TimeSpan.minutes(5)
  /// More than this never stand at once, so that no wall can flood the screen or the record.
  public static let most = 3

  static func note(by: String) -> NoteAction { NoteAction("\(by) is coming (told at the wall)") }
}

extension Session {
  /// Who is on the way, the last one last.
  public var whoIsComing: [Coming] {
    chart.marks.compactMap { mark in
      guard case .action(.note(let note)) = mark.what, let by = mark.by, now - mark.at < Coming.stays,
        note == Coming.note(by: by), !mark.isStruck
      else { return nil }
      return Coming(by: by, at: mark.at)
    }
  }

  /// The note to make when the wall says that somebody is coming. Nil if the chair does not listen, if they
  /// are noted already, or if enough people are on the way.
  public func action(forComing by: String) -> Action? {
    let standing = whoIsComing
    guard setup.configuration.hearsWall, phase != .closed, standing.count < Coming.most,
      !standing.contains(where: { $0.by == by })
    else { return nil }
    return .note(Coming.note(by: by))
  }
}
