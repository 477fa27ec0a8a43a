/// What an observation is called: `150456^MDC_PULS_OXIM_SAT_O2^MDC`, `101^HR`.
struct ObservationCode: Hashable, Sendable {
  let code: String
  let name: String
  /// `LN` is LOINC, `MDC` ISO/IEEE 11073, `MDIL` Philips, `EHC` Edan; empty where none is said.
  let system: String

  /// Of ISO/IEEE 11073-10101, partition and term in one number.
  var mdcNumber: Int? {
    guard ["", "MDC", "MDIL"].contains(system.uppercased()) || system.uppercased().contains("11073") else {
      return nil
    }
    return Self.number(inPhilipsForm: code) ?? (code.utf8.allSatisfy(Ascii.isDigit) ? Int(code) : nil)
  }

  /// Philips writes partition and term apart, in hexadecimal: `0002-4bb8` is 2 x 65536 + 19384, MDC's 150456.
  static func number(inPhilipsForm text: String) -> Int? {
    let parts = Array(text.utf8).split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.count == 4 }), let partition = Ascii.hexNumber(parts[0]),
      let term = Ascii.hexNumber(parts[1])
    else { return nil }
    return partition << 16 | term
  }
}
