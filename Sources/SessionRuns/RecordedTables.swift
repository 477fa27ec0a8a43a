import InfusionCore
import Quantities
import SessionJournal
import SessionRecord

/// The two tables of a running session, written row by row, so that no rows are kept in memory and a session
/// that ends in a crash has them as far as it went.
///
/// When the session is sealed they are compared with the journal, and a table that differs from what it gives
/// (a pressure was corrected, the disk was full) is made anew from it.
struct RecordedTables {
  private var vitals = VitalsTable()
  private var observation = ObservationTable()
  private var sizes: [String: Int] = [:]

  mutating func follow(_ moment: RecordMoment, of session: Session) {
    vitals.follow(moment, of: session)
    observation.follow(moment, of: session)
  }

  /// Time has come to an instant, and nothing comes before it any more.
  mutating func pass(to time: SessionTime, of session: Session) {
    vitals.pass(to: time, of: session)
    observation.pass(to: time, of: session)
  }

  /// Hands over the rows that came since the last time.
  mutating func grow(_ journal: SessionJournal) {
    give(vitals.grown(), SessionFolder.vitals, journal)
    give(observation.grown(), SessionFolder.observation, journal)
  }

  /// The last rows: those of the second, or the minute, that is not over.
  mutating func finish(of session: Session, _ journal: SessionJournal) {
    give(vitals.finished(of: session), SessionFolder.vitals, journal)
    give(observation.finished(), SessionFolder.observation, journal)
  }

  private mutating func give(_ rows: [UInt8], _ name: String, _ journal: SessionJournal) {
    guard !rows.isEmpty else { return }
    let place = sizes[name] ?? 0
    journal.add(TablePiece(name, at: place, rows))
    sizes[name] = place + rows.count
  }
}
