import InfusionCore
import OperatorLanguage

/// Operator scripts from a file; an error in one is found before anything starts.
enum ScriptFile {
  static func load(_ path: String) throws(Failure) -> [ScriptedAction] {
    let bytes = try WholeFile.read(path)
    do throws(ScriptError) {
      return try OperatorScript.parse(bytes)
    } catch {
      throw Failure(.badInput, error.sentence(file: path))
    }
  }
}
