import InfusionCore
import JSONLines

extension JSONValue {
  /// The same value, with every text in it made printable.
  var printable: JSONValue {
    switch self {
    case .string(let text): .string(text.printable)
    case .array(let items): .array(items.map(\.printable))
    case .object(let object):
      .object(
        JSONObject(object.members.map { JSONObject.Member($0.key.printable, $0.value.printable) }))
    case .null, .bool, .fixed, .double: self
    }
  }
}
