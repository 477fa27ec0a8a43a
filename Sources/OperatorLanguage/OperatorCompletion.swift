public import InfusionCore

extension OperatorLine {
  /// Names that a session knows and the vocabulary does not: its symptoms, scales, checklist items, active
  /// alarms.
  public struct Offers: Hashable, Sendable {
    private var words: [String: [String]] = [:]

    public init() {}

    public subscript(action: ActionName, key: String) -> [String] {
      get { words["\(action.rawValue).\(key)", default: []] }
      set { words["\(action.rawValue).\(key)"] = newValue }
    }
  }

  /// What the last word of an unfinished line can become, as whole words in the order of the vocabulary.
  ///
  /// `pa` gives `pause`; `limit ` gives `vital=`, `low=` and so on; `limit vital=s` gives `vital=spo2` and
  /// `vital=sys`.
  public static func completions(for partial: String, offering offers: Offers = Offers()) -> [String] {
    let pieces = pieces(of: partial)
    let last = pieces.last ?? ""
    guard pieces.count > 1 else { return ActionName.allCases.map(\.rawValue).filter { $0.hasPrefix(last) } }
    guard let action = ActionName(rawValue: pieces[0]) else { return [] }
    let given = Set(pieces.dropFirst().dropLast().map { String($0.prefix { $0 != "=" }) })
    let keys = action.keys.filter { !given.contains($0.name) }
    guard let equals = last.firstIndex(of: "=") else {
      return (keys.map(\.prompt) + (given.contains("by") ? [] : ["by="])).filter { $0.hasPrefix(last) }
    }
    guard let key = keys.first(where: { $0.name == last[..<equals] }) else { return [] }
    let typed = last[last.index(after: equals)...].drop { $0 == "\"" }
    return (key.words + offers[action, key.name])
      .filter { $0.hasPrefix(typed) }.map { "\(key.name)=\($0.fieldValue)" }
  }

  /// Splits at blanks outside quotes; the last piece is the one being typed and may be empty.
  private static func pieces(of partial: String) -> [String] {
    var pieces = [""]
    var isQuoted = false
    for character in partial {
      if character == "\"" { isQuoted.toggle() }
      if character == " " && !isQuoted {
        if pieces.last != "" { pieces.append("") }
      } else {
        pieces[pieces.count - 1].append(character)
      }
    }
    return pieces
  }
}

extension ActionKey {
  /// How the key begins on a line: `reason=`, or the bare word itself.
  fileprivate var prompt: String { form == .bare ? name : "\(name)=" }

  fileprivate var words: [String] {
    if case .words(let words) = form { words } else { [] }
  }
}
