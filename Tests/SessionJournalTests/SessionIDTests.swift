import SessionJournal
import Testing

/// The names of sessions' folders.
@Suite struct SessionIDTests {
  @Test(arguments: [
    ("2026-10-17T080203Z_2_4fa1c0", true), ("2026-10-17T080203Z_room-3_4fa1c0", true), ("uneventful", false),
    ("2026-10-17T080203Z_2", false), ("2026-10-17 080203Z_2_4fa1c0", false),
    ("2026-10-17T080203Z_2_4fa1c0x", false),
  ])
  func anIdIsKnownByItsForm(name: String, isID: Bool) { #expect(SessionArchive.isID(name) == isID) }
}
