extension German {
  /// What stands on the terminal before the screen comes, and when it is gone.
  static let terminal: [(String, String)] = [
    ("patient not known", "Patient nicht bekannt"),
    ("preparation", "Vorbereitung"),
    ("infusing", "Infusion läuft"),
    ("observing", "Beobachtung"),
    ("observation complete", "Beobachtung vollständig"),
    ("closed", "abgeschlossen"),
    ("last entry {} ago", "letzter Eintrag vor {}"),
    ("its time ran ahead of the clock", "ihre Zeit lief der Uhr voraus"),
    (
      "chair {} is watched by another process, too{}",
      "Platz {} wird auch von einem anderen Prozess überwacht{}"
    ),
    (
      "another process holds chair {} and does not hand over; a new session begins",
      "ein anderer Prozess hält Platz {} und gibt ihn nicht her; eine neue Sitzung beginnt"
    ),
    (
      "the monitor died again and again over the session before, which stays open: this is a new one",
      "der Monitor brach an der vorigen Sitzung immer wieder ab; sie bleibt offen, dies ist eine neue"
    ),
    (
      "the monitor died, and nothing of the session before can be read",
      "der Monitor brach ab, und von der vorigen Sitzung ist nichts zu lesen"
    ),
    (
      "--weight {} is not taken: the session has no weight yet",
      "--weight {} gilt nicht: die Sitzung hat noch kein Gewicht"
    ),
    ("--weight {} is not taken: the session has {}", "--weight {} gilt nicht: die Sitzung hat {}"),
    (
      "--plan {} is not taken: the session has no plan yet",
      "--plan {} gilt nicht: die Sitzung hat noch keinen Plan"
    ),
    ("--plan {} is not taken: the session has {}", "--plan {} gilt nicht: die Sitzung hat {}"),
    (
      "--config is not taken: the session goes on with what it began with",
      "--config gilt nicht: die Sitzung geht mit dem weiter, womit sie begann"
    ),
    (
      "what happened after {} is lost: it was on no disk. Note it again",
      "was nach {} geschah, ist verloren: es war auf keiner Platte. Neu eintragen"
    ),
    (
      "chair {} has an unsealed session ({}: {}); a new one begins",
      "an Platz {} ist eine Sitzung nicht abgeschlossen ({}: {}); eine neue beginnt"
    ),
    (
      "chair {} has no unsealed session to resume",
      "an Platz {} ist keine Sitzung offen"
    ),
    (
      "the unsealed session ({}: {}) is another patient's",
      "die offene Sitzung ({}: {}) gehört zu einem anderen Patienten"
    ),
    ("a session that is not on the disk", "eine Sitzung, die nicht auf der Platte ist"),
    ("left unwatched by {} ({}): {}", "unüberwacht gelassen von {} ({}): {}"),
    ("chair {} is watched on another terminal: {}", "Platz {} wird an einem anderen Terminal überwacht: {}"),
    (
      "Another patient sits on another --chair. Without --patient that session moves to this terminal",
      "Ein anderer Patient sitzt an einem anderen --chair. Ohne --patient kommt jene Sitzung hierher"
    ),
    (
      "another process holds chair {} and does not hand over",
      "ein anderer Prozess hält Platz {} und gibt ihn nicht her"
    ),
    ("closed and sealed; the report: {}", "abgeschlossen und versiegelt; der Bericht: {}"),
    ("the record is not whole: {}", "die Aufzeichnung ist nicht vollständig: {}"),
    (
      "chair {}: nobody watches now. The same command goes on with the session; its record: {}",
      "Platz {}: jetzt überwacht niemand. Derselbe Befehl setzt die Sitzung fort; ihre Aufzeichnung: {}"
    ),
    ("chair {}: nobody watches now", "Platz {}: jetzt überwacht niemand"),
    (
      "chair {}: another terminal has taken the chair over. See there whether it watches this session",
      "Platz {}: ein anderes Terminal hat den Platz übernommen. Dort nachsehen, ob es diese Sitzung überwacht"
    ),
    (
      "no --device and no --simulate: there is nothing to monitor",
      "weder --device noch --simulate: es gibt nichts zu überwachen"
    ),
    ("a patient", "ein Patient"),
    (
      "The session of {} on chair {} is open. To go on with it:",
      "Die Sitzung von {} an Platz {} ist offen. Um sie fortzusetzen:"
    ),
  ]
}
