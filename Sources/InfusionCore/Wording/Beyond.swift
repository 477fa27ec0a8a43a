import Phrases
import Quantities

// An amount beside the limit that it is beyond: 140.001 mL/h for 70 kg are 2 mg/kg/h to three decimals, and
// "2 mg/kg/h is above 2 mg/kg/h" would say nothing.

extension Spoken {
  /// An amount above a limit, with as many digits as show the difference. A record keeps three decimals:
  /// where these equal the limit's, the text says only that it was more.
  func text(above limit: Self) -> Phrase {
    value == limit.value ? "more than \(limit.text())" : Phrase(verbatim: text(beside: limit))
  }

  /// With as many digits as tell it from another amount: three decimals, or what more of them it takes.
  public func text(beside other: Self) -> String {
    guard fixed == other.fixed else { return text() }
    let further = (4...12).lazy.compactMap { places in
      if let digits = decimal(places), digits != other.decimal(places) { digits } else { String?.none }
    }
    return further.first.map { "\($0) \(Self.unit)" } ?? text()
  }

  /// An amount outside a range, with as many digits as show that it is outside.
  func text(outside range: ClosedRange<Self>) -> String {
    text(beside: self < range.lowerBound ? range.lowerBound : range.upperBound)
  }

  /// Rounded to so many decimals, without trailing zeros; nil where that is more than can be reckoned.
  private func decimal(_ places: Int) -> String? {
    let unit = (0..<places).reduce(1) { unit, _ in unit * 10 }
    let parts = (value * Double(unit)).rounded()
    guard parts >= 0, parts < 9e15 else { return nil }
    let (whole, rest) = Int(parts).quotientAndRemainder(dividingBy: unit)
    let decimals = String(String(unit + rest).dropFirst().reversed().drop { $0 == "0" }.reversed())
    return Fixed(whole).grouped + (decimals.isEmpty ? "" : ".\(decimals)")
  }
}
