extension German {
  /// What came of a drill, as it is told when it is over.
  static let drills: [(String, String)] = [
    ("drill {}, recorded in {}", "Übung {}, aufgezeichnet in {}"),
    ("the drill is not over, recorded in {}", "die Übung ist nicht zu Ende, aufgezeichnet in {}"),
    ("to go on: {}", "um fortzufahren: {}"),
    ("not acknowledged", "nicht quittiert"),
    ("no drill was recorded", "keine Übung wurde aufgezeichnet"),
    ("taken again from, and kept: {}", "neu begonnen aus, und behalten: {}"),
    ("{}, seed {}: {}", "{}, Startzahl {}: {}"),
    (
      "passed, {} weighted min of harm{} (rubric {})", "bestanden, {} gewichtete min Schaden{} (Bewertung {})"
    ),
    (", {} of them by the instructor's hand", ", davon {} durch die Hand der Anleitung"),
    ("{}; high from {}", "{}; hoch ab {}"),
    ("{}; medium from {}", "{}; mittel ab {}"),
    (
      "not passed, {} weighted min of harm{} (rubric {})",
      "nicht bestanden, {} gewichtete min Schaden{} (Bewertung {})"
    ),
    (
      "{} count once each and add up; SpO2 below 75 counts three times",
      "{} zählen je einfach und zusammen; SpO2 unter 75 zählt dreifach"
    ),
    ("{} and deep sleep almost without breath", "{} und tiefer Schlaf fast ohne Atem"),
    (
      "harm by weight: SpO2 below 85, systolic outside 75 to 200, pulse outside 40 to 150",
      "Schaden nach Gewicht: SpO2 unter 85, systolisch außerhalb 75 bis 200, Puls außerhalb 40 bis 150"
    ),
    ("late", "spät"),
    ("missed", "verpasst"),
    ("harmful", "schädlich"),
    ("averted", "abgewendet"),
    ("not called", "nie verlangt"),
    ("instructor", "Anleitung"),
    (
      "met by the instructor's hand, and by nobody at the chair",
      "durch die Hand der Anleitung erreicht, und durch niemanden am Stuhl"
    ),
    ("harm at {}: {}", "Schaden bei {}: {}"),
    ("harm at {}: {} (refused)", "Schaden bei {}: {} (verweigert)"),
    ("no answer at {}: {}", "keine Antwort bei {}: {}"),
    ("{} at {} came before anything asked for it", "{} bei {} kam, bevor etwas danach verlangte"),
    ("ACKNOWLEDGED", "QUITTIERT"),
    ("HOLD RULES", "HALTEREGELN"),
    ("MISSED", "VERPASST"),
    ("OVERRIDES", "TROTZDEM"),
    ("OVERLOOKED", "ÜBERSEHEN"),
    (
      "started over a checklist that nobody opened", "gestartet, ohne dass jemand die Checkliste geöffnet hat"
    ),
    ("started over what nobody answered: {}", "gestartet, ohne dass jemand beantwortet hat: {}"),
    ("started without a baseline", "ohne Ausgangswerte gestartet"),
    ("NOTHING CAME OF IT", "BLIEB OHNE WIRKUNG"),
    (
      "the simulated patient answers nothing to \"{}\"",
      "auf \"{}\" antwortet die simulierte Person nicht"
    ),
    (
      "the simulated patient answers nothing to \"{}\"; perhaps \"{}\" was meant",
      "auf \"{}\" antwortet die simulierte Person nicht; gemeint war vielleicht \"{}\""
    ),
    (
      "the oxygen flow \"{}\" could not be read, and nothing came of it",
      "der Sauerstofffluss \"{}\" war nicht zu lesen und blieb ohne Wirkung"
    ),
    (
      "the dose \"{}\" of {} could not be read, and nothing came of it",
      "die Dosis \"{}\" von {} war nicht zu lesen und blieb ohne Wirkung"
    ),
    ("REFUSED", "VERWEIGERT"),
    ("OUTCOME", "AUSGANG"),
    ("not closed", "nicht abgeschlossen"),
    ("discharged", "entlassen"),
    ("overridden", "trotzdem entlassen"),
    ("abandoned", "ohne Entlassung abgeschlossen"),
    ("no medium or high alarm", "kein mittlerer und kein hoher Alarm"),
    ("{} of {} acknowledged", "{} von {} quittiert"),
    ("{} of {} acknowledged, {} more under MISSED", "{} von {} quittiert, {} weitere unter VERPASST"),
    ("{}; median {}, longest {}", "{}; Median {}, längste {}"),
    ("no cuff measurement and no check was missed", "keine Messung und keine Kontrolle verpasst"),
    ("taken {} later", "{} später vorgenommen"),
    ("never taken", "nie vorgenommen"),
    ("after {}{}", "nach {}{}"),
    ("NOT ANSWERED", "OFFEN"),
    ("not answered; the value was back after {}", "offen; der Wert war nach {} zurück"),
    ("followed after {}{}", "nach {} befolgt{}"),
    ("the clinician was told after {}{}", "nach {} ärztlich gemeldet{}"),
    ("SET ASIDE after {}{}{}", "nach {} ZURÜCKGESTELLT{}{}"),
    ("not answered; the infusion ended after {}", "offen; die Infusion endete nach {}"),
  ]
}
