import Devices
import InfusionCore
import Quantities
import Testing

@testable import PatientSimulator

/// Every simulated fault raises, through bytes and the real driver, the alarm that its row names, and the
/// alarm ends with it.
@Suite struct FaultTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var kind: DeviceKind
    var fault: String
    var alarms: [String]
    /// The faults that a device of this kind cannot report.
    var silent: [String] = []
    var testDescription: String { "\(kind.name): \(fault)" }

    func id(_ alarm: String) -> String { alarm.hasPrefix(".") ? kind.name + alarm : alarm }
  }

  private static func oximeter(_ kind: DeviceKind, _ alarms: String...) -> [Case] {
    let words = [".sensoroff", ".lowperfusion", ".artifact"]
    return zip(["probe-off", "low-perfusion", "motion"], words).map { fault, alarm in
      let isTold = alarms.contains(alarm)
      let lost = fault == "probe-off" ? ["spo2.novalue"] : []
      return Case(
        kind: kind, fault: "@30 \(fault) for=40", alarms: lost + (isTold ? [alarm] : []),
        silent: isTold ? [] : [alarm])
    }
  }

  private static let oximeters =
    [DeviceKind.line, .noninDF2, .noninDF7, .noninDF8, .masimoAscii1, .plx].flatMap {
      oximeter($0, ".sensoroff", ".lowperfusion", ".artifact")
    } + oximeter(.nellcor, ".sensoroff", ".artifact")
    + oximeter(.accutorr3, ".sensoroff", ".artifact") + oximeter(.intelliVue, ".artifact")
    + oximeter(.intelliVueLAN, ".artifact") + oximeter(.noninBLE, ".sensoroff", ".lowperfusion")
    + [DeviceKind.contecV7, .contec5Byte, .pm6750, .dinamap, .pc60fw].flatMap { oximeter($0, ".sensoroff") }
    + [DeviceKind.noninAscii, .ansarB, .dri, .hl7, .jumper].flatMap { oximeter($0) }

  private static let cuffs = [
    DeviceKind.line, .sunTech, .par, .pm6750, .dinamap, .intelliVue, .intelliVueLAN, .blp,
  ]
  .map { Case(kind: $0, fault: "@30 cuff-fails for=60\n@40 cuff-measure", alarms: ["nibp.failed"]) }

  /// A fault that a pump cannot report shows in its rate: the pump stands still while the session infuses.
  private static let pumps: [Case] =
    ["occluded", "empty", "air", "kvo"].map {
      Case(kind: .line, fault: "@30 pump state=\($0) for=60", alarms: ["pump.\($0)"])
    }
    + ["occluded", "empty", "kvo"].map {
      Case(kind: .asena, fault: "@30 pump state=\($0) for=60", alarms: ["pump.\($0)"])
    }
    + ["occluded", "empty"].map {
      Case(kind: .ne1000, fault: "@30 pump state=\($0) for=60", alarms: ["pump.occluded"])
    }
    + [(DeviceKind.asena, "air"), (.ne1000, "kvo")].map {
      Case(kind: $0.0, fault: "@30 pump state=\($0.1) for=60", alarms: ["pump.mismatch"])
    }
    + [DeviceKind.fresenius, .bcc].flatMap { kind in
      ["occluded", "empty", "air", "kvo", "paused"].map {
        Case(kind: kind, fault: "@30 pump state=\($0) for=60", alarms: ["pump.mismatch"])
      }
    }

  /// Kinds without a word for a measurement that failed.
  private static let silentCuffs: [DeviceKind] = [.ansarB, .dri, .hl7, .accutorr3]

  @Test func everyKindIsTried() {
    func kinds(_ role: DeviceRole) -> Set<DeviceKind> {
      Set(DeviceKind.all.filter { SimulatedDeviceSpec($0).carries.contains(role) })
    }
    #expect(Set(Self.oximeters.map(\.kind)) == kinds(.oximeter))
    #expect(Set(Self.cuffs.map(\.kind) + Self.silentCuffs) == kinds(.cuff))
    #expect(Set(Self.pumps.map(\.kind)) == kinds(.pump))
  }

  @Test(arguments: oximeters + cuffs + pumps)
  func itLeadsToItsAlarmAndEndsIt(fault: Case) throws {
    let measureAgain = "\n@120 cuff-measure"
    var cable = try PracticeCable(fault.kind, scenario: fault.fault + measureAgain)
    cable.run(to: .seconds(180))
    for alarm in fault.alarms {
      #expect(cable.raised.contains(fault.id(alarm)), "\(alarm) among \(cable.raised)")
      #expect(cable.ended.contains(fault.id(alarm)), "\(alarm) among \(cable.ended)")
    }
    for alarm in fault.silent { #expect(!cable.raised.contains(fault.id(alarm))) }
  }

  @Test(arguments: DeviceKind.all)
  func aPulledCableIsALossUntilItIsBack(kind: DeviceKind) throws {
    var cable = try PracticeCable(
      kind, scenario: "@30 unplug device=\(role(kind)) for=40\n@85 cuff-measure", infuses: false)
    cable.run(to: .seconds(120))
    let lost = "\(kind.name).lost"
    #expect(cable.raised.contains(lost))
    #expect(cable.ended.contains(lost))
    #expect(try #require(cable.readings.last).time > .seconds(80))
  }

  /// Frames of noise that have the form of short ones without a checksum are rarely three in a row.
  @Test(arguments: DeviceKind.all)
  func garbageIsToldOrALossOfItsValues(kind: DeviceKind) throws {
    var cable = try PracticeCable(
      kind, scenario: "@30 garbage device=\(role(kind)) for=60\n@31 cuff-measure\n@110 cuff-measure",
      infuses: false)
    cable.run(to: .seconds(150))
    let either: Set = ["\(kind.name).garbled", "\(kind.name).lost", "spo2.novalue"]
    #expect(!either.intersection(cable.raised).isEmpty)
    #expect(either.intersection(cable.raised).isSubset(of: cable.ended))
    #expect(try #require(cable.readings.last).time > .seconds(130))
  }

  private func role(_ kind: DeviceKind) -> String {
    let carried = SimulatedDeviceSpec(kind).carries
    return DeviceRole.allCases.first(where: carried.contains)?.rawValue ?? ""
  }

  /// Monitors without a word for a failed measurement go on showing the last one: it is no new one.
  @Test(arguments: silentCuffs)
  func afterAFailureTheOldPressureIsNoNewOne(kind: DeviceKind) throws {
    var cable = try PracticeCable(
      kind, scenario: "@100 cuff-fails for=600\n@150 cuff-measure\n@250 cuff-measure", infuses: false)
    cable.run(to: .seconds(100))
    let before = cable.measurements.count
    cable.run(to: .seconds(400))
    #expect(before == 1)
    #expect(cable.measurements.count == before)
    #expect(cable.failures == 0)
  }
}
