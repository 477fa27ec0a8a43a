/// One key that a mapping may have, for whoever explains a file.
struct YamlMember {
  /// `*` where a clinic gives the names: plans, checklist items.
  var name: String
  var accepted: ConfigurationError.Accepted
  /// The keys of the mapping, or of each mapping of the list, that it takes; none for a single value.
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
