extension Unicode.Scalar {
  /// Whether nobody can see it, or a terminal obeys it: no page, table or message may hold such a character.
  var isUnseen: Bool {
    switch properties.generalCategory {
    case .control, .format, .privateUse, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
