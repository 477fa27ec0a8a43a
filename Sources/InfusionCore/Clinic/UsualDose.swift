/// How much of a medicine is usually given to an adult at once, so that a misplaced decimal point is asked
/// about. It never refuses a dose, and is not advice on what to give.
///
///     UsualDose.of("midazolam")?.contains(20)   // false: "20 mg of midazolam, usual are 0.5 mg to 5 mg"
public enum UsualDose {
  /// From the least to the most, in milligrams; nil if the medicine is not listed.
  public static func of(_ medicine: String) -> ClosedRange<Double>? { usual[medicine.lowercased()] }

  /// Whether it is a unit of a ward, or a word such as `puffs`; `b` and `m` are neither.
  public static func isUnit(_ text: String) -> Bool {
    units.contains(text) || text.filter(\.isLetter).count > 2 && !text.contains(where: \.isNumber)
  }

  private static let units: Set = [
    "g", "mg", "ug", "\u{B5}g", "\u{3BC}g", "ng", "l", "ml", "iu", "ie", "u", "e", "%",
  ]

  /// Single doses for adults by any way, as the products' prescribing information has them (FDA labels,
  /// section "Dosage and Administration"; of urapidil and dimenhydrinate the German Fachinformation). Where
  /// a label gives a first dose and further ones, the most is the largest of them:
  ///
  /// - ondansetron 4 to 16 mg, metoclopramide 10 mg, droperidol to 2.5 mg, dimenhydrinate 50 to 100 mg;
  /// - midazolam first 1 to 2.5 mg, in all seldom above 5 mg; lorazepam to 4 mg, diazepam 2 to 10 mg,
  ///   haloperidol 2 to 5 mg;
  /// - labetalol 20, then 40 to 80 mg; hydralazine 20 to 40 mg, clonidine 0.1 to 0.3 mg, urapidil 10 to
  ///   50 mg;
  /// - glycopyrrolate 0.1 to 0.3 mg, atropine 0.4 to 1 mg, ephedrine 5 to 10 mg (25 mg IM), phenylephrine
  ///   0.04 to 0.25 mg;
  /// - flumazenil 0.2 to 1 mg, naloxone 0.1 to 4 mg (nasal);
  /// - acetaminophen 325 to 1000 mg, ibuprofen 200 to 800 mg.
  ///
  /// The least is about half of the label's, since many are given in smaller steps.
  private static let usual: [String: ClosedRange<Double>] = [
    "ondansetron": 2...16, "metoclopramide": 5...10, "droperidol": 0.5...2.5, "dimenhydrinate": 25...100,
    "midazolam": 0.5...5, "lorazepam": 0.5...4, "diazepam": 1...10, "haloperidol": 0.5...5,
    "labetalol": 5...80, "hydralazine": 5...40, "clonidine": 0.05...0.3, "urapidil": 5...50,
    "glycopyrrolate": 0.1...0.4, "atropine": 0.2...1, "ephedrine": 2.5...25, "phenylephrine": 0.02...0.25,
    "flumazenil": 0.1...1, "naloxone": 0.04...4,
    "acetaminophen": 160...1000, "paracetamol": 160...1000, "ibuprofen": 200...800,
  ]
}
