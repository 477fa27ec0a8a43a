import DeviceCapture
import Glibc
import InfusionCore
import MonitorUI
import Phrases
import Quantities
import SessionJournal
import SessionRuns

// What came and went on the ports, kept beside the session when that was asked for.

extension Station {
  /// Captures begin once the session has a folder. A failure is said once and stops nothing else.
  func tendCapture() {
    guard let capture = setup.capture else { return }
    if let folder = recorder.folder { capture.begin(in: folder.path) }
    for sentence in capture.news() { say(sentence) }
  }

  private func say(_ sentence: String) {
    if let console {
      console.model.say(Phrase(word: sentence), isRefusal: true, now: clock.machineMilliseconds)
    } else {
      let line = "chairside: \(sentence.printable)\n"
      _ = write(STDERR_FILENO, line, line.utf8.count)
    }
  }
}
