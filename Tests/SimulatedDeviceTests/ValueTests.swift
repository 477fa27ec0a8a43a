import Devices
import InfusionCore
import Quantities
import Testing

@testable import PatientSimulator

/// Every kind that Chairside speaks with can be practised on, and tells the patient's own values through its
/// real driver.
@Suite struct ValueTests {
  /// Nobody who is simulated breathes into a capnograph; the bridge has no thermometer, the gateway neither
  /// pump nor perfusion index.
  @Test func aVoiceTellsAllThatItsKindCarriesButThese() {
    let untold = DeviceKind.all.map { ($0, Set($0.carries).subtracting($0.simulated)) }
    let expected: [DeviceKind: Set<Carried>] = [
      .line: [.etco2, .temp], .ansarB: [.etco2], .dri: [.etco2], .intelliVue: [.etco2],
      .intelliVueLAN: [.etco2], .hl7: [.etco2, .pi, .pump],
    ]
    #expect(Dictionary(uniqueKeysWithValues: untold.filter { !$1.isEmpty }) == expected)
  }

  @Test(arguments: DeviceKind.all)
  func itGivesThePatientsValues(kind: DeviceKind) throws {
    var cable = try PracticeCable(kind, scenario: "@10 cuff-measure\n@100 cuff-measure")
    cable.run(to: .seconds(180))
    let signs = cable.station.patient.signs
    let told = kind.simulated
    #expect(told == Set(Carried.allCases.filter { isTold($0, by: cable) }))
    if told.contains(.spo2) { #expect(isNear(cable.last(\.spo2)?.number, signs.spo2, 2)) }
    if told.contains(.hr) { #expect(isNear(cable.last(\.hr)?.number, signs.hr, 6)) }
    if told.contains(.rr) { #expect(isNear(cable.last(\.rr)?.number, signs.rr, 2)) }
    if let pressure = cable.measurements.last {
      #expect(isNear(pressure.sys?.doubleValue, signs.sys, 12))
      #expect(isNear(pressure.dia?.doubleValue, signs.dia, 12))
      #expect(!pressure.ageIsUnknown && !pressure.mapIsDerived)
    }
    if let pump = cable.last(\.pump) {
      #expect(pump.state == .running)
      #expect(pump.rate == PracticeCable.rate)
      #expect(isNear(pump.volume?.value, PracticeCable.rate.value / 20, 0.2))
    }
  }

  private func isTold(_ carried: Carried, by cable: PracticeCable) -> Bool {
    switch carried {
    case .hr: cable.last(\.hr)?.number != nil
    case .spo2: cable.last(\.spo2)?.number != nil
    case .pi: cable.last(\.pi)?.number != nil
    case .rr: cable.last(\.rr)?.number != nil
    case .etco2: cable.last(\.etco2)?.number != nil
    case .temp: cable.last(\.temp)?.number != nil
    case .nibp: !cable.measurements.isEmpty
    case .pump: cable.last(\.pump) != nil
    }
  }

  private func isNear(_ told: Double?, _ actual: Double, _ distance: Double) -> Bool {
    told.map { abs($0 - actual) <= distance } ?? false
  }

  /// A port cuts where it likes.
  @Test(arguments: DeviceKind.all, [1, 7])
  func howItsBytesAreCutChangesNothing(kind: DeviceKind, pieces: Int) throws {
    var whole = try PracticeCable(kind, infuses: false)
    var cut = try PracticeCable(kind, pieces: pieces, infuses: false)
    whole.run(to: .seconds(30))
    cut.run(to: .seconds(30))
    #expect(!whole.readings.isEmpty)
    #expect(whole.readings == cut.readings)
    #expect(whole.said == cut.said)
  }

  /// Two results come while a patient is prepared; a cuff tells each once, however often it is asked.
  @Test(arguments: DeviceKind.all.filter { SimulatedDeviceSpec($0).carries.contains(.cuff) })
  func aMeasurementIsToldOnce(kind: DeviceKind) throws {
    var cable = try PracticeCable(kind, infuses: false)
    cable.run(to: .seconds(240))
    #expect(cable.measurements.count == 2)
    // Of the first one a monitor that repeats it cannot say how old it is.
    #expect(cable.measurements.last?.ageIsUnknown == false)
  }
}
