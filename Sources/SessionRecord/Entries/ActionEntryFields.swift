public import InfusionCore
public import JSONLines
import Quantities

extension ActionFields {
  /// Keys of a script that every entry uses already, with the names that they get in the journal.
  private static let amendedNumber = "amends"
  private static let amendedFields = "fields"

  func write(to writer: inout JSONWriter) {
    writer.field("action", name)
    writer.field("by", ifAny: by)
    guard name != ActionName.amend.rawValue else { return writeAmendment(to: &writer) }
    for field in fields { Self.write(field, in: ActionName(rawValue: name), to: &writer) }
  }

  /// A number stays a number, so that those who query the file need not convert it.
  private static func write(_ field: Field, in action: ActionName?, to writer: inout JSONWriter) {
    writer.key(field.key)
    writer.value(value(of: field, in: action))
  }

  private static func value(of field: Field, in action: ActionName?) -> JSONValue {
    guard let text = field.value else { return .bool(true) }
    guard let form = action?.key(field.key)?.form, form.isNumber else { return .string(text) }
    return text.journalNumber ?? .string(text)
  }

  /// The fields as they stand in an entry, for other JSON that tells of an action: the entry that a
  /// correction cites is `amends`, beside the number of its own entry.
  public var members: JSONObject {
    guard name == ActionName.amend.rawValue else {
      return JSONObject(fields.map { .init($0.key, Self.value(of: $0, in: ActionName(rawValue: name))) })
    }
    let number = fields.first { $0.key == "n" }?.value?.journalNumber ?? .null
    let changed = fields.filter { $0.key != "n" }.map { JSONObject.Member($0.key, .string($0.value ?? "")) }
    return [Self.amendedNumber: number, Self.amendedFields: .object(JSONObject(changed))]
  }

  private func writeAmendment(to writer: inout JSONWriter) {
    for field in fields where field.key == "n" {
      writer.key(Self.amendedNumber)
      writer.value(field.value?.journalNumber ?? .null)
    }
    writer.key(Self.amendedFields)
    writer.beginObject()
    for field in fields where field.key != "n" { writer.field(field.key, field.value ?? "") }
    writer.endObject()
  }

  init?(_ line: JSONLine) {
    guard let name = line.text("action") else { return nil }
    self.init(name: name, by: line.text("by"))
    for member in line.furtherMembers().members where member.key != "action" && member.key != "by" {
      switch (member.key, member.value) {
      case (Self.amendedNumber, let value): fields.append(Field("n", value.scriptText))
      case (Self.amendedFields, .object(let amended)):
        for field in amended.members { fields.append(Field(field.key, field.value.scriptText)) }
      // A field of a newer version is ignored, as everywhere in the record.
      case (let key, let value) where ActionName(rawValue: name)?.key(key) != nil:
        fields.append(Field(key, value == .bool(true) ? nil : value.scriptText))
      default: break
      }
    }
  }
}

extension String {
  /// The number that this text spells, if the number spells this text again.
  fileprivate var journalNumber: JSONValue? {
    if let fixed = Fixed(self), fixed.description == self { return .fixed(fixed) }
    if let double = Double(self), double.isFinite, double.description == self { return .double(double) }
    return nil
  }
}

extension JSONValue {
  fileprivate var scriptText: String {
    switch self {
    case .string(let text): text
    case .fixed(let number): number.description
    case .double(let number): number.description
    case .bool(let truth): truth ? "true" : "false"
    case .null, .array, .object: ""
    }
  }
}
