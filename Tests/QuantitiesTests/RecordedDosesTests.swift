import Foundation
import Quantities
import Testing

/// Doses by weight as they were charted, with the rate that each came to.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["CHAIRSIDE_DATA"] != nil, "needs $CHAIRSIDE_DATA"))
struct RecordedDosesTests {
  @Test func `a dose by weight is the rate, the mass and the volume that were charted`() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["CHAIRSIDE_DATA"])
    let table = try String(contentsOfFile: "\(folder)/tables/mimic3_dose_conversions.csv", encoding: .utf8)
    let rows = table.split(whereSeparator: \.isNewline).dropFirst()
    #expect(rows.count > 400)
    for row in rows {
      let cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      try #require(cells.count == 10)
      let numbers = cells.map { Double($0) ?? 0 }
      let (weight, strength) = (Kilograms(numbers[3]), MilligramsPerMillilitre(numbers[4]))
      let span = TimeSpan(milliseconds: Int64((numbers[6] * 3_600_000).rounded()))
      let flow = perHour(numbers[1], cells[2], weight) / strength
      let given = flow * span
      #expect(isNear(flow.value, numbers[9]), "mL/h of \(row)")
      #expect(isNear(given.value, numbers[8]), "mL of \(row)")
      #expect(isNear((given * strength).value, numbers[7]), "mg of \(row)")
    }
  }

  /// From the unit of the chart; one that is none of the two gives nothing, and so fails.
  private func perHour(_ dose: Double, _ unit: String, _ weight: Kilograms) -> MilligramsPerHour {
    let perKilogramHour = unit == "mcg/kg/min" ? dose * 60 / 1000 : unit == "mg/kg/hour" ? dose : 0
    return (MilligramsPerKilogram(perKilogramHour) * weight) / .hours(1)
  }

  /// The table's own rounding: five decimals, of the time as well.
  private func isNear(_ computed: Double, _ charted: Double) -> Bool {
    abs(computed - charted) <= max(0.001, abs(charted) * 0.001)
  }
}
