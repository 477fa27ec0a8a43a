import Yams

/// The only code that knows the YAML library: turns bytes into `YamlNode`, and its errors into ours.
enum YamlParsing {
  /// Nil for a document without content.
  static func root(of bytes: [UInt8]) throws(ConfigurationError) -> YamlNode? {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ConfigurationError(.notText, at: firstPlaceThatIsNoText(bytes))
    }
    do {
      // Numbers are read from their text, so the resolver's guesses at types are not needed.
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      guard let root = try parser.singleRoot() else { return nil }
      var conversion = YamlConversion()
      return try conversion.node(root, path: "")
    } catch let error as ConfigurationError {
      throw error
    } catch let error as YamlError {
      throw ConfigurationError(error, in: text)
    } catch {
      throw ConfigurationError(.syntax("\(error)"), at: Place(line: 1, column: 1))
    }
  }

  /// The first line that is not UTF-8.
  private static func firstPlaceThatIsNoText(_ bytes: [UInt8]) -> Place {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let bad = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
    return Place(line: bad + 1, column: 1)
  }
}

/// The library's nodes as ours.
private struct YamlConversion {
  /// An alias stands for a whole copy, so a few lines of aliases to aliases can stand for more than memory
  /// holds. No configuration comes near this.
  private var nodesLeft = 100_000

  mutating func node(_ node: Node, path: String) throws(ConfigurationError) -> YamlNode {
    let place = Place(node.mark)
    nodesLeft -= 1
    guard nodesLeft > 0 else { throw ConfigurationError(.syntax("too much of it"), at: place, path: path) }
    switch node {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain || scalar.style == .any
      return YamlNode(kind: .scalar(scalar.string, isPlain: isPlain), place: place, path: path)
    case .sequence(let sequence):
      var items: [YamlNode] = []
      for (index, item) in sequence.enumerated() {
        items.append(try self.node(item, path: "\(path)[\(index + 1)]"))
      }
      return YamlNode(kind: .list(items), place: place, path: path)
    case .mapping(let mapping):
      var entries: [YamlNode.Entry] = []
      for (key, value) in mapping { entries.append(try entry(key, value, under: path)) }
      return YamlNode(kind: .mapping(entries), place: place, path: path)
    case .alias:
      throw ConfigurationError(.syntax("an alias is not expected here"), at: place, path: path)
    }
  }

  private mutating func entry(
    _ key: Node, _ value: Node, under path: String
  ) throws(ConfigurationError) -> YamlNode.Entry {
    guard case .scalar(let name) = key else {
      throw ConfigurationError(.syntax("a key must be a word"), at: Place(key.mark), path: path)
    }
    let below = path.isEmpty ? name.string : "\(path).\(name.string)"
    return .init(key: name.string, place: Place(key.mark), value: try node(value, path: below))
  }
}

extension Place {
  fileprivate init(_ mark: Mark?) { self.init(line: mark?.line ?? 1, column: mark?.column ?? 1) }
}

extension ConfigurationError {
  fileprivate init(_ error: YamlError, in text: String) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      self.init(.syntax(problem), at: Place(mark))
    case .reader(let problem, let offset, _, _):
      self.init(.syntax(problem), at: Place(offset: offset ?? 0, in: text))
    case .duplicatedKeysInMapping(let keys, let context):
      let key = keys.first ?? ""
      self.init(.duplicateKey(key), at: Place(context.mark).next(key, in: text))
    case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
      self.init(.syntax("\(error)"), at: Place(line: 1, column: 1))
    }
  }
}

extension Place {
  /// The place of a character counted from the beginning.
  fileprivate init(offset: Int, in text: String) {
    let before = text.prefix(offset)
    let line = before.suffix(
      from: before.lastIndex(where: \.isNewline).map(before.index(after:)) ?? before.startIndex)
    self.init(line: before.count(where: \.isNewline) + 1, column: line.unicodeScalars.count + 1)
  }

  /// Where the same key occurs again, since the library names the first of two and a person needs the second.
  /// In a flow mapping the second has no line of its own, so this place is returned.
  fileprivate func next(_ key: String, in text: String) -> Place {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, content) in lines.enumerated().dropFirst(line) {
      let indent = content.prefix { $0 == " " }.count
      let rest = content.dropFirst(indent)
      if rest.isEmpty || rest.first == "#" { continue }
      if indent < column - 1 { break }
      if indent == column - 1 && rest.hasPrefix("\(key):") { return Place(line: index + 1, column: column) }
    }
    return self
  }
}
