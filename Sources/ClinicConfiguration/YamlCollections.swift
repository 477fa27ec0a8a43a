import InfusionCore

extension YamlCodec {
  /// A list in which nothing is twice; it replaces the list before it.
  static func list<Element: Hashable>(of codec: YamlCodec<Element>, initial: Element) -> YamlCodec<[Element]>
  {
    YamlCodec<[Element]>(accepted: .list) { node, _, problems in
      guard case .list(let nodes) = node.kind else {
        problems.refuse(node, .list)
        return nil
      }
      var items: [Element] = []
      for item in nodes {
        guard let value = codec.read(item, initial, &problems) else { continue }
        if items.contains(value) {
          problems.add(.duplicateEntry(item.found), at: item.place, path: node.path)
        } else {
          items.append(value)
        }
      }
      return items
    } write: {
      .list($0.map(codec.write))
    }
  }

  /// A list that may hold the same thing twice.
  static func items<Element>(of codec: YamlCodec<Element>, initial: Element) -> YamlCodec<[Element]> {
    YamlCodec<[Element]>(accepted: .list, members: codec.members) { node, _, problems in
      guard case .list(let nodes) = node.kind else {
        problems.refuse(node, .list)
        return nil
      }
      return nodes.compactMap { codec.read($0, initial, &problems) }
    } write: {
      .list($0.map(codec.write))
    }
  }

  /// A list as a set, written in the order of `all`.
  static func set<Element: Hashable>(
    of codec: YamlCodec<Element>, initial: Element, inOrder: @escaping (Set<Element>) -> [Element]
  ) -> YamlCodec<Set<Element>> {
    YamlCodec.list(of: codec, initial: initial).map {
      Set($0)
    } _: {
      inOrder($0)
    }
  }

  /// A mapping from an enum's words. A word that is not named stays, and `off` removes one; an entry that
  /// usually exists (`usual`) and does not is therefore written as `off`.
  static func byWord<Key: RawRepresentable<String> & Hashable, Element>(
    _ words: [Key], of codec: YamlCodec<Element>, initial: @escaping (Key) -> Element, usual: [Key]
  ) -> YamlCodec<[Key: Element]> {
    let keys = words.map { key in
      let element = codec.or("off", initial: initial(key))
      return YamlKey<[Key: Element]>(
        member: YamlMember(key.rawValue, element.accepted, below: element.members),
        presence: { $0[key] == nil && !usual.contains(key) ? .implied : .written },
        read: { node, all, problems in
          if let value = element.read(node, all[key], &problems) { all[key] = value }
        }, write: { element.write($0[key]) })
    }
    return YamlMapping(keys: keys, isWrittenInLine: true).codec
  }

  /// A mapping from names to things that carry their name. A known name is changed, a new one is added at the
  /// end, and `off` removes one.
  static func named<Element>(
    _ name: WritableKeyPath<Element, String>, mapping: YamlMapping<Element>, fresh: Element,
    shipped: [String]
  ) -> YamlCodec<[Element]> {
    let accepted = ConfigurationError.Accepted.or(.mapping, "off")
    let members = { [YamlMember("*", accepted, below: { mapping.keys.map(\.member) })] }
    return YamlCodec<[Element]>(accepted: .mapping, members: members) { node, current, problems in
      guard case .mapping(let entries) = node.kind else {
        problems.refuse(node, .mapping)
        return nil
      }
      var all = current
      for entry in entries {
        let index = all.firstIndex { $0[keyPath: name] == entry.key }
        if entry.value.plain == "off" {
          if let index { all.remove(at: index) }
          continue
        }
        guard case .mapping = entry.value.kind else {
          problems.refuse(entry.value, accepted)
          continue
        }
        var element = index.map { all[$0] } ?? fresh
        element[keyPath: name] = entry.key
        mapping.read(entry.value, into: &element, &problems)
        if let index { all[index] = element } else { all.append(element) }
      }
      return all
    } write: { all in
      let present = all.map { YamlText.Entry(key: $0[keyPath: name], value: mapping.write($0)) }
      let removed = shipped.filter { shippedName in !present.contains { $0.key == shippedName } }
      return .block(present + removed.map { YamlText.Entry(key: $0, value: .scalar("off")) })
    }
  }
}
