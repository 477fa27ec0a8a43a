/// One key of an action: its name, what it accepts, and where its value is kept. Scripts, the journal, the
/// command line's completion and the sentences about mistakes are all made of it.
public struct ActionField<Root>: Sendable {
  public let key: ActionKey
  let write: @Sendable (Root) -> [ActionFields.Field]
  private let take: @Sendable (inout Root, String?) -> Bool

  /// Puts the value of a field in its place.
  func read(_ root: inout Root, _ field: ActionFields.Field, _ action: ActionName) throws(ActionError) {
    switch (key.form == .bare, field.value) {
    case (false, nil): throw .missingValue(action: action, key: key.name, accepted: key.form)
    case (true, let value?):
      throw .badValue(action: action, key: key.name, value: value, accepted: key.form)
    case (true, nil), (false, .some): break
    }
    guard take(&root, field.value) else {
      throw .badValue(action: action, key: key.name, value: field.value ?? "", accepted: key.form)
    }
  }
}

extension ActionField {
  public typealias Path<Value> = any WritableKeyPath<Root, Value> & Sendable

  public static func required<Value>(
    _ name: String, _ codec: FieldCodec<Value>, _ path: Path<Value>
  ) -> ActionField {
    ActionField(
      key: ActionKey(name: name, form: codec.form, isRequired: true),
      write: { [.init(name, codec.write($0[keyPath: path]))] },
      take: { root, text in
        guard let text, let value = codec.read(text) else { return false }
        root[keyPath: path] = value
        return true
      })
  }

  public static func optional<Value>(
    _ name: String, _ codec: FieldCodec<Value>, _ path: Path<Value?>
  ) -> ActionField {
    ActionField(
      key: ActionKey(name: name, form: codec.form, isRequired: false),
      write: { root in root[keyPath: path].map { [.init(name, codec.write($0))] } ?? [] },
      take: { root, text in
        guard let text, let value = codec.read(text) else { return false }
        root[keyPath: path] = value
        return true
      })
  }

  /// Names or parts, none of which leaves the key out.
  public static func list<Value: Collection & SendableMetatype>(
    _ name: String, _ codec: FieldCodec<Value>, _ path: Path<Value>
  ) -> ActionField {
    ActionField(
      key: ActionKey(name: name, form: codec.form, isRequired: false),
      write: { root in root[keyPath: path].isEmpty ? [] : [.init(name, codec.write(root[keyPath: path]))] },
      take: { root, text in
        guard let text, let value = codec.read(text) else { return false }
        root[keyPath: path] = value
        return true
      })
  }

  /// A word that stands alone: the `off` of `limit vital=spo2 off`.
  public static func bare(_ name: String, _ path: Path<Bool>) -> ActionField {
    ActionField(
      key: ActionKey(name: name, form: .bare, isRequired: false),
      write: { $0[keyPath: path] ? [.init(name, nil)] : [] },
      take: { root, _ in
        root[keyPath: path] = true
        return true
      })
  }
}

/// One key of an action as it is offered and explained.
public struct ActionKey: Hashable, Sendable {
  public var name: String
  public var form: ValueForm
  public var isRequired: Bool
}
