import Quantities

/// The displayed numbers of a GE / Datex-Ohmeda S/5, B650 or B850, as its Datex Record Interface sends them.
public struct DRIRecord: Hashable, Sendable {
  /// Heart rate, /min.
  public var hr: Reported
  /// Oxygen saturation, %.
  public var spo2: Reported
  /// The oximeter's pulse rate, /min.
  public var pulse: Reported
  /// Respiratory rate by the chest's impedance, /min.
  public var chestRate: Reported
  /// Respiratory rate by the CO2 of the breath, /min.
  public var breathRate: Reported
  /// End-tidal CO2, mmHg.
  public var etco2: Reported
  /// First temperature, Cel.
  public var temp: Reported
  /// The last cuff measurement, mmHg, repeated for ever.
  public var sys: Reported
  public var dia: Reported
  public var map: Reported
  public var cuffIsMeasuring: Bool
  /// The monitor says that the measurement is more than a minute old.
  public var cuffIsOld: Bool

  public init(
    hr: Reported = .missing, spo2: Reported = .missing, pulse: Reported = .missing,
    chestRate: Reported = .missing, breathRate: Reported = .missing, etco2: Reported = .missing,
    temp: Reported = .missing,
    sys: Reported = .missing, dia: Reported = .missing, map: Reported = .missing,
    cuffIsMeasuring: Bool = false, cuffIsOld: Bool = false
  ) {
    self.hr = hr
    self.spo2 = spo2
    self.pulse = pulse
    self.chestRate = chestRate
    self.breathRate = breathRate
    self.etco2 = etco2
    self.temp = temp
    self.sys = sys
    self.dia = dia
    self.map = map
    self.cuffIsMeasuring = cuffIsMeasuring
    self.cuffIsOld = cuffIsOld
  }
}

/// Where things stand in a record: a header of 40 bytes, then the physiological data. Offsets within the data
/// are counted from its own beginning, after a time of 4 bytes, as the maker's structures have them.
private enum Layout {
  static let header = 40
  static let recordLongest = 1500
  static let mainType = 14
  static let subrecords = 16
  static let ecg = 4
  static let nibp = 76
  static let temp = 90
  static let spo2 = 122
  static let co2 = 136
  /// A record may end behind the oximeter's group; the CO2 group is read where it is there.
  static let needed = 132
  static let withCO2 = 150
  /// Group: status (4), label (2), then the figures.
  static let label = 4
  static let figures = 6
  /// In the cuff's label.
  static let measuring = 0x0020
  static let olderThanAMinute = 0x0100
}

extension DRIRecord {
  /// Nil for a record of another kind, or one too short for what it says it holds.
  init?(_ record: [UInt8]) {
    guard record.count >= Layout.header, Self.word(record, 0) == record.count,
      Self.word(record, Layout.mainType) == 0,
      let data = Self.displayedData(record)
    else { return nil }
    func figure(_ group: Int, _ index: Int, unit: Int, in range: ClosedRange<Fixed>) -> Reported {
      let status = data[group]
      let raw = Int(Int16(truncatingIfNeeded: Self.word(data, group + Layout.figures + 2 * index)))
      guard status & 0x03 == 0x03, raw > -32001 else { return .missing }
      let value = Fixed(thousandths: raw * 1000 / unit)
      return range.contains(value) ? .value(value) : .missing
    }
    self.init(
      hr: figure(Layout.ecg, 0, unit: 1, in: 0...350), spo2: figure(Layout.spo2, 0, unit: 100, in: 0...100),
      pulse: figure(Layout.spo2, 1, unit: 1, in: 0...350),
      chestRate: figure(Layout.ecg, 4, unit: 1, in: 0...120),
      temp: figure(Layout.temp, 0, unit: 100, in: 10...50),
      sys: figure(Layout.nibp, 0, unit: 100, in: 0...350),
      dia: figure(Layout.nibp, 1, unit: 100, in: 0...350),
      map: figure(Layout.nibp, 2, unit: 100, in: 0...350),
      cuffIsMeasuring: Self.word(data, Layout.nibp + Layout.label) & Layout.measuring != 0,
      cuffIsOld: Self.word(data, Layout.nibp + Layout.label) & Layout.olderThanAMinute != 0)
    guard data.count >= Layout.withCO2 else { return }
    breathRate = figure(Layout.co2, 2, unit: 1, in: 0...120)
    let share = figure(Layout.co2, 0, unit: 100, in: 0...100)
    let pressure = figure(Layout.co2, 3, unit: 10, in: 300...900)
    if case .value(let percent) = share, case .value(let ambient) = pressure {
      let pressure = Fixed(thousandths: percent.thousandths * ambient.thousandths / 100_000)
      etco2 = (0...150).contains(pressure) ? .value(pressure.rounded(places: 0)) : .missing
    }
  }

  /// The first subrecord with displayed values: 8 descriptors of an offset and a type, FF ends them.
  private static func displayedData(_ record: [UInt8]) -> ArraySlice<UInt8>? {
    for index in 0..<8 {
      let descriptor = Layout.subrecords + 3 * index
      let type = record[descriptor + 2]
      if type == 0xFF { return nil }
      let start = Layout.header + word(record, descriptor)
      if type == 1, start + Layout.needed <= record.count { return ArraySlice(Array(record[start...])) }
    }
    return nil
  }

  private static func word(_ bytes: some RandomAccessCollection<UInt8>, _ offset: Int) -> Int {
    let index = bytes.index(bytes.startIndex, offsetBy: offset)
    return Int(bytes[index]) | Int(bytes[bytes.index(after: index)]) << 8
  }

  /// As the monitor sends it, stuffed and framed.
  public var bytes: [UInt8] {
    var data = [UInt8](repeating: 0, count: Layout.withCO2)
    func put(_ value: Int, at offset: Int) {
      data[offset] = UInt8(truncatingIfNeeded: value)
      data[offset + 1] = UInt8(truncatingIfNeeded: value >> 8)
    }
    func group(_ offset: Int, _ figures: [(Reported, Int)], label: Int = 0) {
      data[offset] = 0x03
      put(label, at: offset + Layout.label)
      for (index, figure) in figures.enumerated() {
        put(figure.0.scaled(perUnit: figure.1) ?? -32767, at: offset + Layout.figures + 2 * index)
      }
    }
    group(Layout.ecg, [(hr, 1), (.missing, 1), (.missing, 1), (.missing, 1), (chestRate, 1)])
    group(
      Layout.nibp, [(sys, 100), (dia, 100), (map, 100)],
      label: (cuffIsMeasuring ? Layout.measuring : 0) | (cuffIsOld ? Layout.olderThanAMinute : 0))
    group(Layout.temp, [(temp, 100)])
    group(Layout.spo2, [(spo2, 100), (pulse, 1)])
    if breathRate != .missing || etco2 != .missing {
      group(
        Layout.co2,
        [(etco2.share(of: Self.seaLevel), 100), (.missing, 1), (breathRate, 1), (Self.seaLevel, 10)])
    }
    return DRIPacket.bytes(DRIPacket.header(dataLength: data.count, subrecordType: 1) + data)
  }

  /// mmHg
  private static let seaLevel = Reported.value(760)

  static var recordLongest: Int { Layout.recordLongest }
}

extension Reported {
  /// Percent.
  fileprivate func share(of whole: Reported) -> Reported {
    guard case .value(let part) = self, case .value(let whole) = whole else { return .missing }
    return .value(Fixed(thousandths: part.thousandths * 100_000 / whole.thousandths))
  }
}
