import InfusionCore
import OperatorLanguage
import Practice

/// Reads operator scripts from a file; an error in one is found before anything starts.
enum ScriptFile {
  /// Remarks on a line that is so late that its time may be a slip, since the session would go on until then.
  static func load(_ path: String) throws(Failure) -> [ScriptedAction] {
    let actions = try read(path)
    for remark in actions.remarksOnWaits(file: path) { complain(remark) }
    return actions
  }

  private static func read(_ path: String) throws(Failure) -> [ScriptedAction] {
    let bytes = try WholeFile.read(path)
    do throws(ScriptError) {
      return try OperatorScript.parse(bytes)
    } catch {
      throw Failure(.badInput, error.sentence(file: path))
    }
  }

  /// Says which lines a closed session has left undone.
  static func tell(undone lines: [ScriptedAction], of path: String?) {
    guard let path else { return }
    for line in lines {
      complain("\(path):\(line.line): not done: the session was closed before this line")
    }
  }

  /// Remarks on lines of a drill's script to which the simulated patient does not answer. They may be meant:
  /// a record takes any words.
  static func remark(on path: String, clinic: Clinic) throws(Failure) {
    for remark in ScriptRemark.all(in: try read(path), clinic: clinic) {
      complain(remark.sentence(file: path))
    }
  }
}
