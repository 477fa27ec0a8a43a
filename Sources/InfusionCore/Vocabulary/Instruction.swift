public import Quantities

/// What an instructor does to a drill from a second terminal.
///
/// It is an input, so that the record has it at its place among the readings and the trainee's actions, and
/// the drill can be played again to the byte. The session tells nobody of it: what the patient makes of it
/// comes by the devices, as everything else does.
public enum Instruction: Hashable, Sendable {
  /// Something for the simulated patient or the devices, in the instructor's words: `set spo2=84`. What they
  /// mean is the patient's to know.
  case patient(String)
  /// Time stands still for the whole drill, until `goOn`.
  case freeze
  case goOn
  /// The drill is taken again from that time, as a session of its own; this one ends here.
  case again(from: SessionTime)
}
