import ArgumentParser
import MonitorApp
import MonitorUI
import Quantities
import TextScreen

/// A picture of the screen without a terminal: for a report, a guide, a README.
struct SavedDisplayOptions: ParsableArguments {
  @Option(
    name: .customLong("save-display"),
    help: """
      No terminal: the screen as it stood at a minute, to a file (- is standard output). NAME.svg is a picture, NAME.cast \
      a recording for players of asciicast, anything else text.
      """)
  var file: String?
  @Option(
    help:
      "The minute to begin at, of the infusion (of the session before it has one): 31, 31:30, =-5.",
    transform: Self.minute)
  var at: TimeSpan?
  @Option(help: "With a .cast: the minute at which it ends.", transform: Self.minute) var until: TimeSpan?
  @Option(help: "With --save-display: columns by rows (default: 80x24).", transform: Self.size) var size:
    Size?
  @Option(help: "With --save-display: keys that are pressed first: t for the trends.") var press: String?

  func validate() throws {
    guard let file else {
      if until != nil || size != nil || press != nil {
        throw ValidationError("--until, --size and --press go with --save-display")
      }
      return
    }
    if at == nil { throw ValidationError("--save-display needs --at") }
    if file.hasSuffix(".cast") != (until != nil) {
      throw ValidationError("--until goes with a file that is named .cast, and such a file needs it")
    }
  }

  /// `31`, `31:30`, `-5`.
  static func minute(_ text: String) throws -> TimeSpan {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard let minutes = Int64(parts[0]), minutes.magnitude < 10_000, parts.count <= 2,
      let seconds = parts.count == 2 ? Int64(parts[1]) : 0, (0..<60).contains(seconds)
    else { throw ValidationError("\(text) is no minute: 31, or 31:30") }
    return .minutes(minutes) + .seconds(text.hasPrefix("-") ? -seconds : seconds)
  }

  private static func size(_ text: String) throws -> Size {
    let parts = text.split(separator: "x").compactMap { Int($0) }
    guard parts.count == 2, parts.allSatisfy({ (1...500).contains($0) }) else {
      throw ValidationError("\(text) is no size: 80x24")
    }
    return Size(columns: parts[0], rows: parts[1])
  }
}

extension SavedDisplayOptions {
  /// The picture or recording that was asked for, as the bytes of a file.
  func bytes(of pictures: FilmPictures, named file: String, speed: Int, title: String) -> [UInt8] {
    var pictures = pictures
    let at = pictures.instant(minute: at ?? .zero)
    let size = size ?? Size(columns: 80, rows: 24)
    guard let until else {
      return Array(pictures.screen(at: at, size: size, keys: press ?? "").saved(as: file).utf8)
    }
    return pictures.cast(
      from: at, to: pictures.instant(minute: until), size: size, keys: press ?? "", speed: speed, title: title
    )
  }
}
