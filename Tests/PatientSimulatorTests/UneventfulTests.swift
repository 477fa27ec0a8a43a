import Devices
import InfusionCore
import PatientSimulator
import Quantities
import Testing

/// The uneventful session is the one that must raise nothing by the shipped limits: every number stays inside
/// them, for any seed. (A strong riser may pass what a plan allows above the baseline, as published.)
@Suite struct UneventfulTests {
  @Test(arguments: 1...20)
  func everyNumberStaysInsideTheShippedLimits(seed: Int) throws {
    var bedside = Bedside(
      SimulatedBedside(seed: UInt64(seed), specs: [SimulatedDeviceSpec(.noninDF8), .line([.cuff])]))
    bedside.play(Ordinary.script, until: Ordinary.discharge)
    let pressures = bedside.records(of: 1).filter { $0.fields["sys"] != nil }
    let numbers: [Vital: [Double]] = [
      .hr: bedside.readings().map(\.hr), .spo2: bedside.readings().map(\.spo2),
      .sys: pressures.compactMap { $0.number("sys") }, .dia: pressures.compactMap { $0.number("dia") },
    ]
    for (vital, values) in numbers {
      let limits = VitalLimits.shipped(vital)
      #expect(values.count >= 8)
      if let low = limits.low { #expect((values.min() ?? 0) >= low.doubleValue) }
      if let high = limits.high { #expect((values.max() ?? 999) <= high.doubleValue) }
    }
  }

  @Test func theCuffKeepsToThePlan() throws {
    var bedside = Bedside(SimulatedBedside(seed: 1))
    bedside.play(Ordinary.script, until: Ordinary.discharge)
    let measured = bedside.records(of: 1).filter { $0.fields["sys"] != nil }
    // 20 s and 2 min; 10, 20, 30 and 40 min after the start; 15 and 30 min after the stop, each 5 s early.
    #expect(measured.map(\.time.sinceStart.wholeSeconds) == [20, 120, 835, 1435, 2035, 2635, 3535, 4435])
    #expect(measured.compactMap { $0.fields["nid"] } == (1...8).map(String.init))
  }
}
