public import InfusionCore
public import Quantities

/// An action that a script does at its time.
public struct ScriptedAction: Hashable, Sendable {
  public var time: SessionTime
  public var action: Action
  /// Initials of the person.
  public var by: String?
  /// Where it stands in the script, from 1.
  public var line: Int

  public init(time: SessionTime, action: Action, by: String? = nil, line: Int) {
    self.time = time
    self.action = action
    self.by = by
    self.line = line
  }
}

/// Timed operator actions as text: `@T action key=value ...`, one a line, `#` comments.
public enum OperatorScript {
  /// Reads a whole script, or stops at its first error. Times are session seconds that never decrease.
  public static func parse(_ bytes: [UInt8]) throws(ScriptError) -> [ScriptedAction] {
    var actions: [ScriptedAction] = []
    let lines = withoutMark(bytes).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let ended = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      let previous = actions.last?.time ?? .start
      if let action = try scriptedAction(ended, number: index + 1, notBefore: previous) {
        actions.append(action)
      }
    }
    return actions
  }

  /// Drops a UTF-8 byte order mark, which some editors write.
  private static func withoutMark(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
  }

  private static func scriptedAction(
    _ bytes: ArraySlice<UInt8>, number: Int, notBefore previous: SessionTime
  ) throws(ScriptError) -> ScriptedAction? {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ScriptError(line: number, why: .notText)
    }
    let words: [LineWord]
    let done: OperatorLine
    do throws(LineError) { words = try LineWords.split(text) } catch {
      throw ScriptError(line: number, why: .line(error))
    }
    guard let first = words.first else { return nil }
    let time: SessionTime
    do throws(ScriptError.Why) { time = try Self.time(first, notBefore: previous) } catch {
      throw ScriptError(line: number, why: error)
    }
    do throws(LineError) { done = try OperatorLine.parse(timed: Array(words.dropFirst())) } catch {
      throw ScriptError(line: number, why: .line(error))
    }
    return ScriptedAction(time: time, action: done.action, by: done.by, line: number)
  }

  private static func time(_ word: LineWord, notBefore previous: SessionTime) throws(ScriptError.Why)
    -> SessionTime
  {
    guard word.key.first == "@" else { throw .timeMissing(found: word.key) }
    guard word.value == nil, let seconds = Fixed(word.key.dropFirst()), seconds >= 0 else {
      throw .badTime(word.key)
    }
    let time = SessionTime(milliseconds: Int64(seconds.thousandths))
    guard time <= .latestOfASession else { throw .timeBeyond(time) }
    guard time >= previous else { throw .timeGoesBack(time, previous: previous) }
    return time
  }
}

extension [ScriptedAction] {
  /// Those that come more than a day after the one before, or after the session's beginning.
  var behindALongWait: [(line: ScriptedAction, isFirst: Bool)] {
    let before = [.start] + map(\.time)
    return zip(indices, before).filter { self[$0].time - $1 > .hours(24) }.map { (self[$0.0], $0.0 == 0) }
  }
}

extension StampedInput {
  /// What a script does at its time.
  public init(_ scripted: ScriptedAction) {
    self.init(.action(scripted.action, by: scripted.by), at: scripted.time)
  }
}

extension RecordedInputs {
  /// A script.
  public init(_ script: [ScriptedAction]) { self.init(script.map { StampedInput($0) }) }
}

/// Why a script cannot be used, and where.
public struct ScriptError: Error, Hashable, Sendable {
  /// From 1.
  public var line: Int
  public var why: Why

  public init(line: Int, why: Why) {
    self.line = line
    self.why = why
  }

  /// What is wrong with a line of a script.
  public enum Why: Error, Hashable, Sendable {
    /// Bytes that are not UTF-8.
    case notText
    /// A line without `@T` at its beginning.
    case timeMissing(found: String)
    case badTime(String)
    case timeGoesBack(SessionTime, previous: SessionTime)
    /// Later than any session lasts: what was done then could not be read again.
    case timeBeyond(SessionTime)
    case line(LineError)
  }
}
