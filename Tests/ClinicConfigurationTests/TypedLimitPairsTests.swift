import ClinicConfiguration
import Foundation
import InfusionCore
import Testing

/// Limit pairs as people really typed them into monitors, errors included.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["CHAIRSIDE_DATA"] != nil, "needs $CHAIRSIDE_DATA"))
struct TypedLimitPairsTests {
  @Test func `exactly the pairs that make sense are taken`() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["CHAIRSIDE_DATA"])
    let table = try String(contentsOfFile: "\(folder)/tables/mimic3_limit_pairs.csv", encoding: .utf8)
    for row in table.split(whereSeparator: \.isNewline).dropFirst() {
      let cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      try #require(cells.count == 5)
      let pair = "low: \(cells[1]), high: \(cells[2])"
      let vital = ["HR": "hr", "NBP": "sys", "RR": "rr", "SpO2": "spo2"][cells[0]] ?? cells[0]
      let others = "extreme_low: off, extreme_high: off, low_floor: off"
      let makesSense = cells[4] == "False" && !Self.impossible.contains("\(vital) \(cells[2])")
      let isTaken =
        (try? ConfigurationText.parse(Array("limits: { \(vital): { \(pair), \(others) } }".utf8))) != nil
      #expect(isTaken == makesSense, "\(row)")
    }
  }

  /// Values that are in order and yet cannot be: a saturation above 100 %, 300 breaths a minute.
  private static let impossible: Set = ["spo2 110.0", "spo2 10085.0", "rr 300.0"]
}
