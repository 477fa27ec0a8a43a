import Foundation
import InfusionCore
import MonitorUI
import SessionRecord
import SessionReports
import Testing
import TextScreen

@testable import ReviewUI

/// The browser over the sessions in `Fixtures`, with somebody at its keys. In place of the shell it reads
/// whatever the model asks for.
struct Archive {
  private(set) var model: ReviewModel
  /// The model's requests other than to read a session.
  private(set) var effects: [ReviewEffect] = []

  static let names = ["uneventful", "hypertension", "desaturation", "probe-off", "vomiting", "override"]

  /// - Parameters:
  ///   - first: how many rows there are until every session was looked at; nil for all at once.
  ///   - reader: how far the reader's clock is ahead of UTC, minutes; nil for the clock of the sessions.
  init(
    showsAll: Bool = true, columns: Int = 80, rows: Int = 24, display: Display = Display(),
    first: Int? = nil, reader: Int? = nil
  ) throws {
    let listed = try Self.listed.get()
    model = ReviewModel(
      place: "/srv/sessions", rows: Array(listed.suffix(first ?? listed.count)), unreadable: 0,
      showsAll: showsAll, size: Size(columns: columns, rows: rows), display: display, isLooking: first != nil,
      ownOffset: { reader ?? $0.offsetMinutes })
  }

  /// Gives the model the result of a look at every session.
  mutating func look(unreadable: Int) throws {
    model.replaceRows(try Self.listed.get(), unreadable: unreadable)
  }

  /// Each file is read once for all tests.
  private static let segments = Result { try names.map { [try read($0)] } }
  private static let listed = Result {
    zip(names, try segments.get()).map { SessionRow(SessionReading($1, .overview), $0) }
  }
  private static let opened = Result {
    try segments.get().map { OpenedSession(SessionAudit($0, engineVersion: engine($0)), $0) }
  }
  private static let digests = Result { try segments.get().compactMap { SessionReading($0, .whole).digest } }

  private static func read(_ name: String) throws -> SegmentBytes {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = root.appending(path: "Fixtures/\(name)/journal.jsonl")
    return SegmentBytes(name: "journal.jsonl", bytes: [UInt8](try Data(contentsOf: file)))
  }

  mutating func press(_ keys: Key...) {
    for key in keys {
      switch model.update(key) {
      case .open(let row): model.show((try? Self.opened.get())?[row])
      case .ask(let question):
        let digests = (try? Self.digests.get()) ?? []
        model.narrow(to: digests.indices.filter { question.matches(LedgerFacts(digests[$0])) })
      case .openSeries(let patient):
        // The six sessions are told as the infusions of one patient.
        let digests = (try? Self.digests.get()) ?? []
        model.show(OpenedSeries(patient: patient, digests))
      case let effect?: effects.append(effect)
      case nil: break
      }
    }
  }

  mutating func type(_ text: String) { for character in text { press(.character(character)) } }

  mutating func resize(columns: Int, rows: Int) { model.size = Size(columns: columns, rows: rows) }

  /// Opens a fixture by its name.
  mutating func open(_ name: String) {
    let steps = (Self.names.firstIndex(of: name) ?? 0)
    press(.home)
    for _ in 0..<steps { press(.down) }
    press(.enter)
  }

  var screen: Screen { reviewView(model) }

  private static func engine(_ segments: [SegmentBytes]) -> String {
    JournalReader(segments).header?.engineVersion ?? ""
  }
}
