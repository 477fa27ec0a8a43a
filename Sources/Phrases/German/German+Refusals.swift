extension German {
  /// Why something is refused, and what was wanted.
  static let refusals: [(String, String)] = [
    ("in preparation", "in der Vorbereitung"),
    ("while infusing", "während der Infusion"),
    ("while paused", "während der Pause"),
    ("during the observation", "während der Beobachtung"),
    ("after the observation", "nach der Beobachtung"),
    ("in a closed session", "nach dem Abschluss"),
    ("extend is not possible {}: {}", "verlängern ist {} nicht möglich: {}"),
    ("there is no observation before the start (S)", "vor dem Start (S) gibt es keine Beobachtung"),
    (
      "the observation begins with the end of the infusion (e)",
      "die Beobachtung beginnt mit dem Ende der Infusion (e)"
    ),
    ("{} is not possible {}", "{} ist {} nicht möglich"),
    ("not possible {}", "{} nicht möglich"),
    ("that is not possible {}", "das ist {} nicht möglich"),
    ("the patient's weight is not known", "das Gewicht ist nicht bekannt"),
    ("the plan has no dose", "der Plan hat keine Dosis"),
    ("the concentration in the bag is not known", "die Konzentration im Beutel ist nicht bekannt"),
    ("a weight of {} is not plausible: {}", "ein Gewicht von {} ist nicht plausibel: {}"),
    ("it must be from {} to {}", "erlaubt ist {} bis {}"),
    ("there is no plan \"{}\"", "es gibt keinen Plan \"{}\""),
    ("the plan has no infusion", "der Plan hat keine Infusion"),
    (
      "{} is not what the plan expects in the bag: a reason is needed",
      "{} erwartet der Plan nicht im Beutel: Grund nötig"
    ),
    (
      "a concentration of {} is not plausible: it must be from 0.1 to 10 mg/mL",
      "eine Konzentration von {} ist nicht plausibel: erlaubt ist 0.1 bis 10 mg/mL"
    ),
    ("there is no fresh {}", "kein frischer Wert: {}"),
    (
      "the {} is not one to go by: an artifact, or always the same",
      "{} ist nicht verlässlich: Artefakt, oder immer derselbe Wert"
    ),
    ("there is no fresh value for a baseline", "kein frischer Wert für die Ausgangswerte"),
    ("a reason is needed", "ein Grund ist nötig"),
    ("initials are needed", "ein Kürzel ist nötig"),
    ("not met: {}", "nicht erfüllt: {}"),
    ("the rate must be above 0 mL/h", "die Rate muss über 0 mL/h liegen"),
    (
      "{} is less than half of the plan's {}: a reason is needed",
      "{} ist weniger als die Hälfte der {} des Plans: Grund nötig"
    ),
    ("a bolus must be above 0 mg", "ein Bolus muss über 0 mg liegen"),
    ("the plan takes no bolus", "der Plan sieht keinen Bolus vor"),
    ("the plan gives no dose of {} at its start", "der Plan sieht zu Beginn keine {} vor"),
    ("a bolus needs a reason", "ein Bolus braucht einen Grund"),
    (
      "one that was given is told with D, as what is in by now",
      "einer, der gegeben wurde, wird mit D gemeldet, als das, was bis jetzt drin ist"
    ),
    ("{} in one bolus is above {}: a reason is needed", "{} als ein Bolus liegt über {}: Grund nötig"),
    (
      "{} in one bolus is above the plan's limit of {}",
      "{} als ein Bolus liegt über der Grenze des Plans von {}"
    ),
    ("{} in all would be above {}: a reason is needed", "{} insgesamt läge über {}: Grund nötig"),
    ("{} in all would be above the plan's limit of {}", "{} insgesamt läge über der Grenze des Plans von {}"),
    ("more than {}", "mehr als {}"),
    ("{} is above {}: a reason is needed", "{} liegt über {}: Grund nötig"),
    ("{} is above the plan's limit of {}", "{} liegt über der Grenze des Plans von {}"),
    ("the observation is not complete", "die Beobachtung ist nicht vollständig"),
    ("nobody is away from the chair", "niemand ist vom Platz weg"),
    ("away from the chair is possible for {} at most", "vom Platz weg ist höchstens {} möglich"),
    ("there is nothing to confirm", "es gibt nichts zu bestätigen"),
    ("nothing at {} waits to be accepted", "an {} wartet nichts auf Bestätigung"),
    ("the pump runs", "die Pumpe läuft"),
    (
      "there is no recent blood pressure since the infusion ended",
      "seit dem Ende der Infusion fehlt ein aktueller Blutdruck"
    ),
    ("no blood pressure could be had", "es war kein Blutdruck zu bekommen"),
    ("missed: {}", "versäumt: {}"),
    (
      "a limit of {} was off or looser than at the start within the last 10 min",
      "eine Grenze von {} war in den letzten 10 min aus oder weiter als beim Start"
    ),
    ("no escort is there", "keine Begleitperson da"),
    ("a check is due", "eine Kontrolle ist fällig"),
    ("the alarm \"{}\" still stands", "der Alarm \"{}\" besteht noch"),
    (
      "the alarm \"{}\" is over, but nobody has acknowledged it",
      "der Alarm \"{}\" ist vorbei, aber nicht quittiert"
    ),
    ("no alarm \"{}\" waits to be acknowledged", "kein Alarm \"{}\" wartet auf Quittierung"),
    ("there is no alarm to acknowledge", "kein Alarm zu quittieren"),
    (
      "{} limits must rise: extreme low, low, high, extreme high",
      "Grenzen von {} müssen ansteigen: extrem unten, unten, oben, extrem oben"
    ),
    ("{}: the limit may not go beyond {} {}", "{}: die Grenze darf nicht über {} {} hinaus"),
    ("systolic {} is not above diastolic {}", "systolisch {} liegt nicht über diastolisch {}"),
    ("out of range: {}", "außerhalb des Bereichs: {}"),
    ("there is no scale \"{}\"", "es gibt keine Skala \"{}\""),
    ("there is no scale \"{}\"; known are: {}", "es gibt keine Skala \"{}\"; bekannt sind: {}"),
    (
      "there is no scale \"{}\"; did you mean \"{}\"? Known are: {}",
      "es gibt keine Skala \"{}\"; war \"{}\" gemeint? Bekannt sind: {}"
    ),
    ("the initials of a witness are needed", "das Kürzel eines Zeugen ist nötig"),
    ("the checklist has no item \"{}\"", "die Checkliste hat keinen Punkt \"{}\""),
    ("the session is not at {} yet", "die Sitzung ist noch nicht bei {}"),
    (
      "the initials of a second person who reads the pump are needed",
      "das Kürzel einer zweiten Person, die die Pumpe abliest, ist nötig"
    ),
    ("the second person must be another one than {}", "die zweite Person muss eine andere sein als {}"),
    ("the record has no entry {}", "die Aufzeichnung hat keinen Eintrag {}"),
    ("entry {} is none that can be corrected", "Eintrag {} kann nicht korrigiert werden"),
    ("the hold rule {} advises nothing now", "die Halteregel {} rät jetzt nichts"),
    (
      "the hold rule {} asks for more than to tell: pause or stop, or set it aside with a reason",
      "die Halteregel {} verlangt mehr: anhalten oder beenden, oder mit Grund zurückstellen"
    ),
    ("{} ({} lb) is unusual: a reason is needed", "{} ({} lb) ist ungewöhnlich: Grund nötig"),
    (
      "{} ({} lb) is unusual, last time it was {}: a reason is needed",
      "{} ({} lb) ist ungewöhnlich, letztes Mal waren es {}: Grund nötig"
    ),
    ("{}: passes", "{}: bestanden"),
    ("{}: does not pass", "{}: nicht bestanden"),
    ("{} of {}", "{} von {}"),
    ("{} ({} to {})", "{} ({} bis {})"),
    ("refused: {}", "abgelehnt: {}"),
    ("refused: {}: {}", "abgelehnt: {}: {}"),
    ("an answer to a hold rule", "Antwort auf eine Halteregel"),
    ("accepting a source", "eine Quelle annehmen"),
    ("a medicine", "Medikament"),
    ("pausing the sound", "Ton pausieren"),
    ("a self-test", "Selbsttest"),
    ("settling the dose", "Dosis klären"),
    ("confirming", "Bestätigen"),
    ("extending the observation", "Beobachtung verlängern"),
    ("ending the infusion", "Infusion beenden"),
    ("acknowledging", "Quittieren"),
    ("a check", "Kontrolle"),
    ("another rate", "andere Rate"),
    ("a measure", "Maßnahme"),
    ("closing", "Schließen"),
    ("a bolus", "Bolus"),
    ("a correction", "Korrektur"),
    ("coming back", "Zurückkommen"),
    ("a score", "Score"),
    ("pausing", "Anhalten"),
    ("changing patient or plan", "Patient oder Plan ändern"),
    ("a symptom", "Symptom"),
    ("a note", "Notiz"),
    ("a blood pressure", "Blutdruck"),
    ("changing a limit", "Grenze ändern"),
    ("taking a baseline", "Ausgangswerte nehmen"),
    ("discharging", "Entlassen"),
    ("; also {}", "; auch {}"),
    ("resuming", "Fortsetzen"),
    ("going without a blood pressure", "ohne Blutdruck weitermachen"),
    ("answering the checklist", "Checkliste beantworten"),
    ("leaving the chair", "Platz verlassen"),
    ("starting", "Starten"),
  ]
}
