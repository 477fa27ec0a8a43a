import Quantities

/// SFLOAT, the short number of medical devices (IEEE 11073-20601; `medfloat16` in Bluetooth): four bits of a
/// decimal exponent and twelve of a mantissa, both with a sign, low byte first. Five of its patterns are no
/// numbers: NaN, "not at this resolution", both infinities and a reserved one.
enum MedicalFloat {
  static let none: [UInt8] = [0xFF, 0x07]
  private static let noNumbers: Set<UInt16> = [0x07FE, 0x07FF, 0x0800, 0x0801, 0x0802]
  /// What a mantissa goes up to beside the patterns that are no numbers.
  private static let mantissaMost = 2045

  /// Two bytes.
  static func reported(_ bytes: ArraySlice<UInt8>) -> Reported {
    let word = bytes.reversed().reduce(UInt16(0)) { $0 << 8 | UInt16($1) }
    guard !noNumbers.contains(word) else { return .missing }
    let mantissa = Int(Int16(bitPattern: word << 4) >> 4)
    let exponent = Int(Int16(bitPattern: word) >> 12) + 3
    let power = (0..<abs(exponent)).reduce(1) { product, _ in product * 10 }
    guard exponent < 0 else { return .value(Fixed(thousandths: mantissa * power)) }
    let half = mantissa < 0 ? -power / 2 : power / 2
    return .value(Fixed(thousandths: (mantissa + half) / power))
  }

  /// With as many decimals as there are and fit; NaN for a number that is too large.
  static func bytes(_ reported: Reported) -> [UInt8] {
    guard case .value(let value) = reported else { return none }
    let forms = [(0, 1000), (-1, 100), (-2, 10), (-3, 1)].lazy
      .filter { abs(value.thousandths / $1) <= mantissaMost }
    guard let (exponent, unit) = forms.first(where: { value.thousandths % $1 == 0 }) ?? forms.first
    else { return none }
    let mantissa = value.thousandths / unit
    let word = UInt16(truncatingIfNeeded: exponent << 12 | mantissa & 0x0FFF)
    return [UInt8(word & 0xFF), UInt8(word >> 8)]
  }
}

extension Reported {
  /// The same, or none where it lies outside of what a device can mean.
  func within(_ range: ClosedRange<Int>) -> Reported {
    switch self {
    case .value(let value):
      (Fixed(range.lowerBound)...Fixed(range.upperBound)).contains(value) ? self : .missing
    case .missing: .missing
    }
  }
}
