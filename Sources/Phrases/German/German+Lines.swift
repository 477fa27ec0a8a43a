extension German {
  /// What is wrong with a line that was typed behind `:`. Names of actions and fields are those of scripts.
  static let lines: [(String, String)] = [
    ("there is no action", "da steht keine Aktion"),
    ("a quote is not closed", "ein Anführungszeichen ist nicht geschlossen"),
    (
      "quotes enclose a whole value: key=\"some words\"",
      "Anführungszeichen umschließen einen ganzen Wert: key=\"ein paar Worte\""
    ),
    ("\\{} means nothing: only \\\" \\\\ \\n \\t do", "\\{} bedeutet nichts, nur \\\" \\\\ \\n \\t"),
    ("there is no action \"{}\"", "es gibt keine Aktion \"{}\""),
    ("; did you mean \"{}\"?", "; gemeint \"{}\"?"),
    ("{} has no \"{}\"", "{} hat kein \"{}\""),
    ("{}: \"{}\" is given twice", "{}: \"{}\" steht zweimal da"),
    ("{} needs {}=", "{} braucht {}="),
    ("amend needs a field to correct", "amend braucht ein Feld, das zu korrigieren ist"),
    ("{} needs one of {}", "{} braucht eines von {}"),
    ("{}: {} needs a value, {}", "{}: {} braucht einen Wert, {}"),
    ("{}: {}={} is not {}", "{}: {}={} ist nicht: {}"),
    ("{}: {} and {} do not go together", "{}: {} und {} gehen nicht zusammen"),
    ("a text", "ein Text"),
    ("a whole number from {} to {}", "eine ganze Zahl von {} bis {}"),
    ("{} or {}", "{} oder {}"),
    ("a time in seconds", "eine Zeit in Sekunden"),
    ("an alarm such as spo2.low", "ein Alarm wie spo2.low"),
    ("names with commas between them", "Namen mit Kommas dazwischen"),
    (
      "parts with their values, such as activity:2,oxygen:1",
      "Teile mit ihren Werten, etwa activity:2,oxygen:1"
    ),
    ("a word that stands alone", "ein Wort, das allein steht"),
  ]
}
