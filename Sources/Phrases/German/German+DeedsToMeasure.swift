extension German {
  /// What a person can do, from the source to the measure: keys, questions, reasons, and what is said of it.
  static let deedsToMeasure: [(String, String)] = [
    ("accept source", "Quelle annehmen"),
    ("use a source that changed", "geänderte Quelle annehmen"),
    ("every source is what the session began with", "alle Quellen sind wie zu Beginn der Sitzung"),
    ("Another source", "Andere Quelle"),
    ("{}: began with {}, now {}.", "{}: begann mit {}, jetzt {}."),
    (
      "Is it on THIS patient? Its readings are used again from here on.",
      "Ist sie an DIESEM Patienten? Ihre Werte zählen ab jetzt wieder."
    ),
    ("Which", "Welcher Eintrag"),
    ("device was exchanged", "Gerät getauscht"),
    ("adapter was exchanged", "Adapter getauscht"),
    ("moved with the patient", "mit dem Patienten verlegt"),
    ("{} is the right one: reason", "{} ist die richtige: Grund"),
    ("{} accepted: its readings are used", "{} angenommen: Werte zählen wieder"),
    ("acknowledge", "quittieren"),
    ("acknowledge what was shown", "Alarm quittieren"),
    ("Acknowledge", "Alarm quittieren"),
    (
      "what was shown is acknowledged: the others come next",
      "das Gezeigte ist quittiert: die anderen folgen"
    ),
    ("pause sound", "Ton pausieren"),
    ("pause sound 2 min; again: on", "Ton 2 min aus; nochmals: an"),
    ("sound on before its time", "Ton vorzeitig wieder an"),
    ("no alarm sounds", "kein Alarm tönt"),
    ("Sound", "Ton"),
    ("Limits", "Grenzen"),
    ("{} {}, was {}", "{} {}, war {}"),
    ("there is nothing to set", "nichts zu setzen"),
    ("{} limits on again? (y/n)", "{}-Grenzen wieder an? (j/n)"),
    ("away", "weg"),
    ("away from the chair", "vom Platz weg"),
    ("Away from the chair", "Vom Platz weg"),
    ("toilet", "Toilette"),
    ("walk", "Gehen"),
    ("moved", "verlegt"),
    ("back at the chair early", "früher zurück am Platz"),
    ("Back", "Zurück"),
    ("baseline from the last minute", "Ausgangswerte, letzte Minute"),
    ("Baseline", "Ausgangswerte"),
    ("Baseline by hand: blood pressure", "Ausgangswerte von Hand: Blutdruck"),
    ("bolus", "Bolus"),
    ("a bolus was given", "ein Bolus wurde gegeben"),
    ("Bolus", "Bolus"),
    ("Bolus given, in mg", "Bolus gegeben, in mg"),
    ("ordered by clinician", "ärztlich angeordnet"),
    ("by the plan", "nach Plan"),
    ("given at the pump", "an der Pumpe gegeben"),
    ("Bolus {}", "Bolus {}"),
    ("A bolus of {}? (y/n)", "Bolus von {}? (j/n)"),
    ("A bolus of {}, {} in all? (y/n)", "Bolus von {}, insgesamt {}? (j/n)"),
    (
      "A bolus of {}, {} in all: MORE THAN THE {} ORDERED? (y/n)",
      "Bolus von {}, insgesamt {}: MEHR ALS DIE ANGEORDNETEN {}? (j/n)"
    ),
    ("the check: score by score", "Kontrolle: Skala um Skala"),
    ("Check", "Kontrolle"),
    ("Check, {} of {}: {}", "Kontrolle, {} von {}: {}"),
    ("So far: {}", "Bisher: {}"),
    ("A check without scores: was it taken? (y/n)", "Kontrolle ohne Skalen: durchgeführt? (j/n)"),
    ("{} skipped", "{} ausgelassen"),
    ("checklist", "Checkliste"),
    ("answer the checklist, or anew", "Checkliste beantworten, ändern"),
    (
      "the checklist of the way home waits for the end of the infusion",
      "die Checkliste für den Heimweg kommt nach dem Ende der Infusion"
    ),
    ("{}, asked again after the end", "{}, wird nach dem Ende neu gefragt"),
    ("there is no checklist here", "hier gibt es keine Checkliste"),
    ("Checklist", "Checkliste"),
    ("rest of the checklist", "Rest der Checkliste"),
    (
      "Checklist not opened: it is answered before the start only (k).",
      "Checkliste nicht geöffnet: nur vor dem Start zu beantworten (k)."
    ),
    (
      "Not answered: {}. It can be before the start only (k).",
      "Nicht beantwortet: {}. Das geht nur vor dem Start (k)."
    ),
    (
      "All met but what is marked? (y; a digit marks)",
      "Alles erfüllt außer Markiertem? (j; Ziffer markiert)"
    ),
    ("{}: met? (y/n)", "{}: erfüllt? (j/n)"),
    ("So far: {}.", "Bisher: {}."),
    ("NOT MET", "NICHT"),
    (
      "{} is marked as not met: is it met? {} once more",
      "{} ist als nicht erfüllt markiert: erfüllt? Noch einmal {}"
    ),
    (
      "{} is not marked any more: y says that it is met",
      "{} ist nicht mehr markiert: j heißt, es ist erfüllt"
    ),
    ("met", "erfüllt"),
    ("not met", "nicht erfüllt"),
    ("confirm times", "Zeiten bestätigen"),
    ("the times over the gap are right", "die Zeiten der Lücke stimmen"),
    (
      "nothing to confirm: only after the computer was off",
      "nichts zu bestätigen: nur, wenn der Computer aus war"
    ),
    ("The gap", "Die Lücke"),
    ("Since the start: {}.", "Seit dem Start: {}."),
    (
      "The computer was off: the time in between is by its clock.",
      "Der Computer war aus: die Zeit dazwischen ist nach seiner Uhr."
    ),
    ("It is {}: are the times right? (y/n)", "Es ist {}: stimmen die Zeiten? (j/n)"),
    ("the times over the gap are confirmed", "die Zeiten der Lücke sind bestätigt"),
    ("correct", "korrigieren"),
    ("correct what was marked", "Eingetragenes korrigieren"),
    ("nothing was marked yet", "noch nichts eingetragen"),
    ("Correct", "Korrigieren"),
    (
      "What was entered stays; the correction stands beside it.",
      "Das Eingetragene bleibt; die Korrektur steht daneben."
    ),
    ("What is right", "Was ist richtig"),
    ("correction of #{} noted", "Korrektur von #{} eingetragen"),
    ("NIBP start", "NIBP Start"),
    ("the simulated cuff: measure now", "simulierte Manschette: messen"),
    ("a cuff is started at its own monitor", "eine Manschette wird an ihrem Monitor gestartet"),
    ("space", "Leert."),
    ("Tab does nothing here", "Tab bewirkt hier nichts"),
    ("discharge and close", "entlassen und abschließen"),
    ("Discharge", "Entlassung"),
    ("Checklist before the discharge", "Checkliste vor der Entlassung"),
    ("Is the escort here? (y/n)", "Ist die Begleitperson da? (j/n)"),
    (
      "Discharge {}? The session is closed. (y/n)", "{} entlassen? Die Sitzung wird abgeschlossen. (j/n)"
    ),
    ("Close the session", "Sitzung abschließen"),
    ("Nothing is recorded of this session after it.", "Danach wird nichts mehr aufgezeichnet."),
    ("Close without a discharge? (y/n)", "Ohne Entlassung abschließen? (j/n)"),
    (
      "The observation has {} to go: close all the same? (y/n)",
      "Die Beobachtung dauert noch {}: trotzdem abschließen? (j/n)"
    ),
    (
      "The observation is not complete: close all the same? (y/n)",
      "Die Beobachtung ist nicht vollständig: trotzdem abschließen? (j/n)"
    ),
    ("Discharge all the same? Reason (Esc: no)", "Trotzdem entlassen? Grund (Esc: nein)"),
    ("Discharge without an escort? (y/n)", "Ohne Begleitperson entlassen? (j/n)"),
    (
      "n: the patient stays, and that no escort is here is written down.",
      "n: Patient bleibt; dass keine Begleitperson da ist, wird eingetragen."
    ),
    ("not discharged: no escort; written down", "nicht entlassen: keine Begleitperson; eingetragen"),
    ("Not met: {}", "Nicht erfüllt: {}"),
    ("dose", "Dosis"),
    ("what has really been given", "was wirklich gegeben wurde"),
    ("no infusion was started", "es wurde keine Infusion gestartet"),
    ("What has really been given", "Was wirklich gegeben wurde"),
    ("Delivered {} = {}, {}.", "Gegeben {} = {}, {}."),
    ("At least {}, at most {}.", "Mindestens {}, höchstens {}."),
    (
      "Not counted: {} between an end and its taking back.",
      "Nicht gezählt: {} zwischen einem Ende und seiner Rücknahme."
    ),
    ("Given so far in all, in mL", "Bisher insgesamt gegeben, in mL"),
    ("read at the pump", "an der Pumpe abgelesen"),
    ("read at the syringe or bag", "an Spritze oder Beutel abgelesen"),
    ("counter was wrong", "Zähler war falsch"),
    ("Reason", "Grund"),
    (
      "Was what ran in after the end a flush, no drug? (y/n)",
      "War das nach dem Ende eine Spülung, kein Wirkstoff? (j/n)"
    ),
    ("{} given", "{} gegeben"),
    ("{}{} given in all? (y/n)", "{}{} insgesamt gegeben? (j/n)"),
    ("by the set rate", "nach der eingestellten Rate"),
    ("by the pump's rate", "nach der Rate der Pumpe"),
    ("by the pump's counter", "nach dem Zähler der Pumpe"),
    ("extend", "verlängern"),
    ("a longer observation", "längere Beobachtung"),
    ("Longer observation", "Längere Beobachtung"),
    ("drowsy", "schläfrig"),
    ("nausea", "Übelkeit"),
    ("Longer by how many minutes", "Um wie viele Minuten länger"),
    ("Away for how many minutes", "Wie viele Minuten nicht am Platz"),
    ("For how many minutes", "Für wie viele Minuten"),
    ("hold", "Halt"),
    ("follow what the HOLD line asks", "der HALT-Zeile folgen"),
    ("no hold rule advises anything", "keine Halteregel rät etwas"),
    ("Hold", "Halt"),
    (
      "Pause the PUMP first: Chairside does not control it.",
      "Zuerst die PUMPE anhalten: Chairside steuert sie nicht."
    ),
    (
      "Stop the PUMP first: Chairside does not control it.",
      "Zuerst die PUMPE stoppen: Chairside steuert sie nicht."
    ),
    ("measured again: not so", "nachgemessen: trifft nicht zu"),
    ("known for this patient", "bei diesem Patienten bekannt"),
    ("Set aside: reason (Esc: it stands)", "Zurückstellen: Grund (Esc: bleibt)"),
    ("Is the clinician told? (y; n sets it aside)", "Ist der Arzt informiert? (j; n stellt zurück)"),
    ("Is the PUMP paused? (y; n sets it aside)", "Ist die PUMPE angehalten? (j; n stellt zurück)"),
    ("Is the PUMP stopped? (y; n sets it aside)", "Ist die PUMPE gestoppt? (j; n stellt zurück)"),
    ("Limits off", "Grenzen aus"),
    (
      "The extreme limits and the loss of the value stay on.",
      "Extreme Grenzen und der Verlust des Wertes bleiben an."
    ),
    ("probe changed", "Sensor gewechselt"),
    ("{} limits off: reason", "{}-Grenzen aus: Grund"),
    ("Limits from the baseline", "Grenzen aus den Ausgangswerten"),
    (
      "A fifth below, a quarter above the baseline: set these? (y/n)",
      "Ein Fünftel unter, ein Viertel über den Ausgangswerten: setzen? (j/n)"
    ),
    ("measure", "Maßnahme"),
    ("a measure: oxygen, position...", "Maßnahme: Sauerstoff, Lage..."),
    ("Measure", "Maßnahme"),
    ("another measure", "andere Maßnahme"),
    ("{}: flow in L/min (Enter: not known)", "{}: Fluss in L/min (Enter: unbekannt)"),
    ("rate reduced", "Rate gesenkt"),
    ("paused", "angehalten"),
    ("stopped", "gestoppt"),
  ]
}
