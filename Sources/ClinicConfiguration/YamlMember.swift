/// One key that a mapping may have, for explaining a file.
struct YamlMember {
  /// `*` if the clinic chooses the names: plans, checklist items.
  var name: String
  var accepted: ConfigurationError.Accepted
  /// The keys of the mapping that it takes, or of each mapping in its list; empty for a single value.
  var below: () -> [YamlMember]

  init(
    _ name: String, _ accepted: ConfigurationError.Accepted,
    below: @escaping () -> [YamlMember] = { [] }
  ) {
    self.name = name
    self.accepted = accepted
    self.below = below
  }
}
