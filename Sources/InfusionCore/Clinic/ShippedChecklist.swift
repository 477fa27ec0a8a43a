extension ChecklistItem {
  /// What a ketamine clinic asks before an infusion and before the patient goes. None is required until a
  /// clinic says so: what holds a start up is a clinic's decision, not a default's.
  public static let shipped = [
    before("consent", "Forms are complete and consent is signed"),
    before("fasting", "No solids for 6 h, no clear liquids for 2 h"),
    before("medicines", "Benzodiazepines, lamotrigine and theophylline or aminophylline are asked for"),
    before("pressure", "Blood pressure is controlled"),
    before("psychosis", "No schizophrenia or psychosis"),
    before("alcohol", "No acute alcohol intoxication"),
    before("pregnancy", "No pregnancy, not breastfeeding"),
    before("misuse", "A history of substance misuse is asked for and weighed"),
    before("escort", "An escort is arranged"),
    before("driving", "No driving for 24 h is understood"),
    after("cannula", "The cannula is out"),
    after("oriented", "Oriented, gait as steady as before"),
    after("instructions", "Instructions are given: no driving for 24 h"),
  ]

  /// A short label for an item where its full text is not shown. It is the item's name, except where the name
  /// followed by "met" would say the opposite of what was found.
  public static func label(of name: String) -> String { labels[name] ?? name }

  private static let labels = [
    "psychosis": "no psychosis", "alcohol": "no alcohol", "pregnancy": "no pregnancy",
    "misuse": "misuse weighed", "driving": "no driving", "cannula": "cannula out",
  ]

  private static func before(_ name: String, _ text: String) -> ChecklistItem {
    ChecklistItem(name: name, text: text, stage: .start, isRequired: false)
  }

  private static func after(_ name: String, _ text: String) -> ChecklistItem {
    ChecklistItem(name: name, text: text, stage: .discharge, isRequired: false)
  }
}
