import InfusionCore

/// One key of a mapping: how it changes what the mapping describes, and how it is written.
struct YamlKey<Root> {
  var member: YamlMember
  var presence: (Root) -> YamlText.Presence
  var read: (YamlNode, inout Root, inout Problems) -> Void
  var write: (Root) -> YamlText
}

extension YamlKey {
  var name: String { member.name }

  /// A key for one member. `omitting` says when it need not be written.
  init<Value>(
    _ name: String, _ member: WritableKeyPath<Root, Value>, _ codec: YamlCodec<Value>,
    omitting isOmitted: @escaping (Root) -> Bool = { _ in false }
  ) {
    self.member = YamlMember(name, codec.accepted, below: codec.members)
    presence = { isOmitted($0) ? .implied : .written }
    read = { node, root, problems in
      if let value = codec.read(node, root[keyPath: member], &problems) { root[keyPath: member] = value }
    }
    write = { codec.write($0[keyPath: member]) }
  }
}

/// The keys of one kind of mapping, and the rules between its members.
struct YamlMapping<Root> {
  var keys: [YamlKey<Root>]
  /// The rules between members, asked only when every member was understood.
  var check: (Root, YamlPlaces, inout Problems) -> Void = { _, _, _ in }
  var isWrittenInLine = false
}

/// Where the members of a mapping were given, for errors between members.
struct YamlPlaces {
  var mapping: YamlNode
  var given: [String: Place] = [:]

  /// The place of the last given of these keys; that of the whole mapping if none was given.
  func place(of keys: String...) -> Place {
    keys.compactMap { given[$0] }.max() ?? mapping.place
  }
}

extension YamlMapping {
  /// Changes what the mapping names in `root`.
  func read(_ node: YamlNode, into root: inout Root, _ problems: inout Problems) {
    guard case .mapping(let entries) = node.kind else {
      problems.refuse(node, .mapping)
      return
    }
    var places = YamlPlaces(mapping: node)
    var isSound = true
    for entry in entries {
      guard let key = keys.first(where: { $0.name == entry.key }) else {
        problems.add(.unknownKey(entry.key, known: keys.map(\.name)), at: entry.place, path: node.path)
        continue
      }
      places.given[entry.key] = entry.value.place
      let before = problems.all.count
      key.read(entry.value, &root, &problems)
      if problems.all.count > before { isSound = false }
    }
    if isSound { check(root, places, &problems) }
  }

  func write(_ root: Root) -> YamlText {
    let entries = keys.map { key in
      YamlText.Entry(key: key.name, value: key.write(root), presence: key.presence(root))
    }
    return isWrittenInLine ? .line(entries) : .block(entries)
  }

  var codec: YamlCodec<Root> {
    YamlCodec(accepted: .mapping, members: { keys.map(\.member) }) { node, current, problems in
      var root = current
      read(node, into: &root, &problems)
      return root
    } write: {
      write($0)
    }
  }
}
