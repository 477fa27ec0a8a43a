// A code and a name that speak of different things: neither is believed.

extension CodeTerm {
  /// Whether a name, in whatever words, is certainly not that of this code: an arterial line under the code
  /// of a cuff, carbon dioxide under that of the oxygen.
  func isForeign(_ name: String) -> Bool {
    let words = Self.words(of: name)
    let foreign = foreignWords
    return words.contains { foreign.contains($0) }
  }

  /// The words, in capitals. "Not invasive" is dropped, since it says nothing about an artery.
  private static func words(of name: String) -> [String] {
    let words = name.uppercased().utf8.split { !Ascii.isLetterOrDigit($0) }.map { Ascii.text($0) }
    let isNotInvasive = !noninvasive.isDisjoint(with: words)
    return isNotInvasive ? words.filter { !invasive.contains($0) } : words
  }

  private static let noninvasive: Set<String> = ["NON", "NONINV", "NONINVASIVE", "NIBP", "NBP", "CUFF"]
  private static let invasive: Set<String> = ["INV", "INVASIVE"]
  private static let lines: Set<String> = [
    "INV", "INVASIVE", "ART", "ABP", "ABPS", "ABPD", "ABPM", "IBP", "CVP", "VEN", "VENOUS", "PAP", "PULM",
    "PULMONARY", "ICP", "LAP", "RAP", "AO", "UAP", "FAP", "BAP", "P1", "P2", "P3", "P4",
  ]
  private static let pressures: Set<String> = ["SYS", "SYSTOLIC", "DIA", "DIASTOLIC", "PRESS", "PRESSURE"]
  private static let gases: Set<String> = ["CO2", "ETCO2", "FICO2", "FIO2", "O2", "N2O"]
  private static let oximetry: Set<String> = ["SPO2", "SAO2", "SAT", "SATURATION", "SVO2", "SCVO2", "RSO2"]
  private static let breaths: Set<String> = ["RESP", "RR", "RESPIRATORY", "RESPIRATION", "BREATH", "AWRR"]
  private static let heats: Set<String> = ["TEMP", "TEMPERATURE"]
  private static let beats: Set<String> = ["HEART", "HR", "PULS", "PULSE", "PR", "PVC", "PVCS"]

  private var foreignWords: Set<String> {
    guard case .vital(let vital) = meaning else { return [] }
    let (pressures, oximetry) = (Self.pressures, Self.oximetry)
    let others = Self.gases.union(Self.breaths).union(Self.heats)
    switch vital {
    case .sys:
      return Self.notACuff.union(["DIA", "DIASTOLIC", "MEAN", "MAP", "ARTERIAL"])
    case .dia:
      return Self.notACuff.union(["SYS", "SYSTOLIC", "MEAN", "MAP", "ARTERIAL"])
    case .map: return Self.notACuff.union(["SYS", "SYSTOLIC", "DIA", "DIASTOLIC"])
    case .hr:
      return others.union(pressures).union(oximetry).union(Self.noninvasive).union(["PVC", "PVCS", "FETAL"])
    case .pulse:
      return others.union(pressures).union(Self.noninvasive).union(["SAT", "SATURATION", "PI", "INDEX"])
    case .spo2:
      return others.union(pressures).subtracting(["O2"]).union([
        "HR", "PR", "PI", "RATE", "INDEX", "SVO2", "SCVO2", "RSO2", "VEN", "VENOUS",
      ])
    case .rr:
      return oximetry.union(pressures).union(Self.heats).union(Self.beats).union(["SET", "SETTING"])
    case .temp:
      return others.subtracting(Self.heats).union(pressures).union(oximetry).union(Self.beats).union([
        "DIFF", "DELTA", "TD", "SKIN", "BLD", "BLOOD", "ROOM", "AMBIENT",
      ])
    case .etco2:
      return oximetry.union(pressures).union(Self.heats).union(Self.breaths).union(Self.beats).union([
        "RATE", "INSP", "FICO2",
      ])
    case .pi: return others.union(pressures).union(["SAT", "SATURATION", "RATE", "HR", "PR"])
    case .pumpRate, .pumpVolume, .pumpRemaining: return ["PROP", "SET", "SETTING"]
    }
  }

  private static var notACuff: Set<String> {
    lines.union(gases).union(breaths).union(heats).union(beats).union(oximetry).union(["RATE"])
  }
}
