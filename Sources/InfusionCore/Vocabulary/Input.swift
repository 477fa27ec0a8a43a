public import Quantities

/// Everything that can happen to a session. The edge stamps each with its session time; nothing else gets in.
///
/// An input is handed on a dozen times on its way from a file into the engine. The large cases lie in a box,
/// so that this moves a pointer and not a quarter of a kilobyte.
public enum Input: Hashable, Sendable {
  indirect case reading(Reading)
  case link(SourceID, Link)
  /// What is at a source now.
  case identity(SourceID, SourceIdentity)
  /// Whether what comes from it follows its kind.
  case conduct(SourceID, SourceConduct)
  indirect case action(Action, by: String?)
  /// A remark that came with the data (a vitals file's `note`).
  case annotation(String, source: SourceID)
  case recorder(RecorderState)
  case sound(SoundState)
  case publication(Publication)
  /// The wall clock parted from the monotonic one by this much; the anchors are set anew.
  case clockStepped(by: TimeSpan)
  /// Nobody watched between `from` and now: a crash, a power cut, a resumed session.
  case gap(from: SessionTime, reason: String, isEstimated: Bool)
  /// What the archive knows of the patient; read once, when the patient is known.
  case history(PatientHistory)
  /// What an instructor does to a drill.
  case instruction(Instruction)
}

/// Whether a device can be heard.
public enum Link: Hashable, Sendable {
  case connected
  case lost(LinkLoss)
}

/// Why a device cannot be heard, with what is known about it.
public enum LinkLoss: Hashable, Sendable {
  case missing
  case forbidden
  case vanished
  case endOfInput
  /// Another process has the port; nil if it is not known which.
  case busy(by: PortHolder?)
  /// Another adapter is plugged in at that name, and the right one is nowhere to be found.
  case otherAdapter
  /// Several adapters have the serial number of the right one.
  case alikeAdapters
  /// Not a byte for so long from a device that streams.
  case silent(TimeSpan)
  /// Bytes, but no frame of this protocol: most often a wrong speed, or another device. The line settings are
  /// evidence ("9600 8N1"), and the kind that the bytes look like, where they look like one.
  case noFrames(line: String, looksLike: String? = nil)
  /// No device answers at the address that is asked, whoever else is on the line: `3`, or `none` for a device
  /// that stands alone.
  case noAnswer(address: String)
  case other(String)
}

/// Who has a port that only one process can have.
public enum PortHolder: Hashable, Sendable {
  case chair(String)
  /// Another program, by its name.
  case program(String)
}

/// Whether what happens is safe on disk.
public enum RecorderState: Hashable, Sendable {
  case safe
  /// An entry is not on disk 2 s after it happened.
  case failing(String)
  /// Less than 100 MB, or less than 2 h of room.
  case lowSpace
}

/// Whether alarms can be heard.
public enum SoundState: Hashable, Sendable {
  case working(String)
  case failing(String)
}
