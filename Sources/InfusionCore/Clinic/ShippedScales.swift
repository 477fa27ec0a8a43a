extension Scale {
  public static let shipped = [
    moaas, aldrete, padss, dissociation, nausea, cadss, phq9, madrs, qids, cssrs,
  ]

  /// Modified Observer's Assessment of Alertness/Sedation, the version from 0 to 5 (Table 2 of BMC
  /// Anesthesiol 2022, 10.1186/s12871-022-01788-1). A version from 1 to 6 exists.
  private static let moaas = Scale(
    name: "moaas", title: "MOAA/S, alertness", source: "MOAA/S, version 0 to 5", least: 0, most: 5,
    anchors: [
      5: "Responds readily to name in normal tone",
      4: "Lethargic response to name in normal tone",
      3: "Responds only after name is called loudly or repeatedly",
      2: "Responds only after mild prodding or shaking",
      1: "Responds only after painful trapezius squeeze",
      0: "No response to painful trapezius squeeze",
    ])

  /// The modified Aldrete score (as tabled by Kim, World J Gastroenterol 2015;21:3671), with the
  /// circulation item in percent as Aldrete has it; the table cited, and many others, have mmHg there
  /// instead.
  private static let aldrete = Scale(
    name: "aldrete", title: "Modified Aldrete, recovery",
    source: "Modified Aldrete; circulation in percent of the pressure before the infusion", least: 0,
    most: 10,
    passing: 9,
    parts: [
      ScalePart(
        name: "activity", title: "Moves, on command or by choice",
        anchors: [2: "four extremities", 1: "two extremities", 0: "none"]),
      ScalePart(
        name: "respiration", title: "Respiration",
        anchors: [2: "breathes deeply and coughs freely", 1: "dyspnea, shallow or limited", 0: "apneic"]),
      ScalePart(
        name: "circulation", title: "Blood pressure against the baseline",
        anchors: [2: "within 20 %", 1: "20 to 49 % away", 0: "50 % or more away"]),
      ScalePart(
        name: "consciousness", title: "Consciousness",
        anchors: [2: "fully awake", 1: "arousable on calling", 0: "not responding"]),
      ScalePart(
        name: "oxygen", title: "SpO2",
        anchors: [
          2: "above 92 % on room air", 1: "above 90 % only with oxygen", 0: "below 90 % even with oxygen",
        ]),
    ])

  /// Post-anesthetic discharge scoring system with the item for fluids (Table 4 of ijodh-2-036,
  /// clinmedjournals).
  private static let padss = Scale(
    name: "padss", title: "PADSS, home readiness",
    source: "PADSS, five items; bleeding counts 2 where nothing was cut", least: 0, most: 10, passing: 9,
    parts: [
      ScalePart(
        name: "vitals", title: "Pressure and pulse against the baseline",
        anchors: [2: "within 20 %", 1: "20 to 40 % away", 0: "more than 40 % away"]),
      ScalePart(
        name: "activity", title: "Activity and mental status",
        anchors: [2: "oriented and steady gait", 1: "one of the two", 0: "neither"]),
      ScalePart(
        name: "comfort", title: "Pain, nausea and vomiting",
        anchors: [2: "minimal", 1: "moderate, treated", 0: "severe"]),
      ScalePart(
        name: "bleeding", title: "Surgical bleeding", anchors: [2: "minimal", 1: "moderate", 0: "severe"]),
      ScalePart(
        name: "intake", title: "Drinking and voiding",
        anchors: [2: "both", 1: "one of the two", 0: "neither"]),
    ])

  private static let dissociation = Scale(
    name: "dissociation", title: "Dissociation, 0 to 10", source: "Numeric rating by the patient", least: 0,
    most: 10,
    anchors: [0: "here as always", 10: "as far away as can be imagined"])

  private static let nausea = Scale(
    name: "nausea", title: "Nausea, 0 to 10", source: "Numeric rating by the patient", least: 0, most: 10,
    anchors: [0: "none", 10: "as bad as can be imagined"])

  /// The total of the version of 23 items that the trials of ketamine and esketamine use, each 0 to 4 (0 to
  /// 92: NCT04226963; its reading: Bremner, J Affect Disord 2024;364:249). The first version (Bremner, J
  /// Trauma Stress 1998;11:125) has other items, some of them the observer's. Its wording is its author's and
  /// is not shipped.
  private static let cadss = Scale(
    name: "cadss", title: "CADSS, total", source: "CADSS, version of 23 items, Bremner 1998", least: 0,
    most: 92)

  // What follows measures the illness, from one session to the next. They are totals only: the wording of
  // their items is their authors'. A clinic that judges otherwise says so in its configuration.

  /// The nine items of the Patient Health Questionnaire, each 0 to 3 (Kroenke, J Gen Intern Med
  /// 2001;16:606). Remission is below 5 and response half of the first total, as the quality measures of
  /// depression care have them (MN Community Measurement, CBE 0710 and 1885).
  private static let phq9 = Scale(
    name: "phq9", title: "PHQ-9, total", source: "PHQ-9, Kroenke 2001", least: 0, most: 27,
    responsePercent: 50, remissionAtMost: 4)

  /// Ten items, each 0 to 6 (Montgomery and Asberg, Br J Psychiatry 1979;134:382). Remission at most 10 as
  /// in the trial of ketamine infusions against ECT (Ekstrand, Int J Neuropsychopharmacol 2022;25:339).
  /// Others: below 10 fits a clinician's impression best (Hawley, J Affect Disord 2002;72:177), and the third
  /// phase of esketamine's trials took at most 12 (TRANSFORM, Clin Pharmacol Ther 2021;109:536).
  private static let madrs = Scale(
    name: "madrs", title: "MADRS, total", source: "MADRS, Montgomery and Asberg 1979", least: 0, most: 60,
    responsePercent: 50, remissionAtMost: 10)

  /// Sixteen items that make nine domains, each 0 to 3: the total is the sum of the domains' highest items
  /// (Rush, Biol Psychiatry 2003;54:573). Response and remission as in STAR*D (Trivedi, Am J Psychiatry
  /// 2006;163:28).
  private static let qids = Scale(
    name: "qids", title: "QIDS-SR16, total", source: "QIDS-SR, 16 items, Rush 2003", least: 0, most: 27,
    responsePercent: 50, remissionAtMost: 5)

  /// The highest kind of suicidal ideation that was answered with yes, 1 to 5, or 0 (Posner, Am J Psychiatry
  /// 2011;168:1266). 4 and 5 are ideation with an intent to act. Behaviour is no part of it, and no total
  /// makes somebody safe.
  private static let cssrs = Scale(
    name: "cssrs", title: "C-SSRS, severity of ideation", source: "C-SSRS, intensity left out, Posner 2011",
    least: 0, most: 5)
}
