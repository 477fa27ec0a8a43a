import InfusionCore
import MonitorUI
import Quantities
import SessionJournal
import SessionRuns

// What the archive knows of the patient, asked for beside the loop as soon as somebody says who it is.

extension Station {
  /// Once a patient; a session that is resumed has its answer in the record.
  func tendHistory() {
    guard let patient = session.patient, patient != askedFor, session.history == nil, !isOver else { return }
    askedFor = patient
    let search = HistorySearch(
      archive: setup.archive, patient: patient, origin: setup.plan.origin, own: recorder.folder?.name,
      began: clock.wall(at: .start))
    history = SearchThread.start { search.run() }
  }

  /// While a screen asks who sits there: who was here not long ago is completed, and asked about as last
  /// time.
  func lookForKnownPatients() {
    guard console != nil, session.patient == nil else { return }
    let search = RecentPatients(
      archive: setup.archive, origin: setup.plan.origin, began: clock.wall(at: .start))
    known = SearchThread.start { search.run() }
  }

  func hearKnownPatients() {
    guard let found = known?.collect() else { return }
    known = nil
    console?.model.known = found
    console?.repaintSoon()
  }

  func hearHistory() {
    guard let found = history?.collect() else { return }
    history = nil
    if !isOver, found.patient == session.patient { receive(.history(found)) }
  }
}
