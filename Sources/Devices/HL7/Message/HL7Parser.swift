extension HL7Message {
  /// Reads what stood between the marks of an envelope.
  static func read(_ content: ArraySlice<UInt8>) -> HL7Message {
    let segments = content.split { $0 == Ascii.carriageReturn || $0 == Ascii.lineFeed }
    guard let first = segments.first, first.starts(with: "MSH".utf8), let marks = HL7Marks(of: first) else {
      return unnamed(refusal: .noHeader)
    }
    let fields = marks.fields(of: first)
    let header = HL7Header(fields, marks)
    guard fields.count >= HL7Header.fieldsNeeded else {
      return HL7Message(header, refusal: .shortHeader(fields: fields.count))
    }
    if !header.version.isEmpty, !header.version.hasPrefix("2") {
      return HL7Message(header, refusal: .otherVersion(header.version))
    }
    guard header.isResult else { return HL7Message(header, refusal: .otherType(header.type)) }
    var reader = HL7Reader(header, marks)
    for segment in segments.dropFirst() { reader.add(marks.fields(of: segment)) }
    return reader.result()
  }

  /// The message for text without a header that can be read.
  private static func unnamed(refusal: HL7Refusal) -> HL7Message {
    var header = HL7Header()
    (header.type, header.trigger, header.version) = ("", "", "")
    return HL7Message(header, refusal: refusal)
  }
}

/// Gathers a result's segments.
private struct HL7Reader {
  private let header: HL7Header
  private let marks: HL7Marks
  private let zone: Int
  private var whole: HL7Message
  /// When the message was made (MSH-7).
  private let messageInstant: MeasurementInstant?
  /// That instant, and the report's (OBR-7, OBR-8) if the report was made with the message.
  private var messageInstants: Set<MeasurementInstant>
  private var selection = HL7Selection()
  /// A gateway stamps a message and its report in one go; a cuff takes longer to measure.
  private static let reportMilliseconds: Int64 = 10_000

  init(_ header: HL7Header, _ marks: HL7Marks) {
    self.header = header
    self.marks = marks
    zone = HL7Time.zone(of: header.time) ?? 0
    whole = HL7Message(header)
    messageInstant = HL7Time.instant(header.time, zone: zone)
    messageInstants = Set([messageInstant].compactMap { $0 })
  }

  mutating func add(_ fields: [String]) {
    switch fields.first {
    case "PID": whole.patient = marks.identifier(in: fields)
    case "PV1": whole.bed = marks.place(in: fields)
    case "OBR":
      for index in [7, 8] where index < fields.count {
        if let report = HL7Time.instant(fields[index].trimmed, zone: zone), isOfTheMessage(report) {
          messageInstants.insert(report)
        }
      }
    case "OBX":
      switch HL7ObservationFields(fields, marks, zone: zone).read() {
      case .observation(let observation): selection.add(observation)
      case .unread(let unread): whole.unread.append(unread)
      case .nothing: break
      }
    default: break
    }
  }

  /// Whether a report was made with its message. An earlier report's time may be the measurement's, and is
  /// then the cuff's if the cuff's result has the same time.
  private func isOfTheMessage(_ report: MeasurementInstant) -> Bool {
    guard let messageInstant else { return true }
    return abs(report.milliseconds - messageInstant.milliseconds) <= Self.reportMilliseconds
  }

  func result() -> HL7Message {
    var message = whole
    for vital in CodedFigure.allCases where !CodedFigure.ofCuffs.contains(vital) {
      guard let choice = selection.choice(vital) else { continue }
      message.figures[vital] = choice.figure
      if choice.isDoubtful || header.isForPractice { message.doubtful.insert(vital) }
    }
    message.cuff = cuff
    for (vital, figure) in [(CodedFigure.sys, cuff?.sys), (.dia, cuff?.dia), (.map, cuff?.map)] {
      message.figures[vital] = figure
    }
    message.unread += selection.unread
    if let cuff, cuff.isDoubtful, case .value(let sys) = cuff.sys {
      message.unread.append(Unread(code: "sys", value: "\(sys)", why: .questionable))
    }
    return message
  }

  private var cuff: HL7Cuff? {
    guard var cuff = selection.cuff else { return nil }
    let shared = messageInstants.union(selection.streamedInstants)
    if let stamp = cuff.stamp, shared.contains(stamp) { cuff.instant = nil }
    cuff.isDoubtful = cuff.isDoubtful || header.isForPractice
    return cuff
  }
}

extension HL7Marks {
  /// `PID|||P-0142^^^CLINIC^MR`: the patient's first number, or that of the older PID-2.
  fileprivate func identifier(in fields: [String]) -> String? {
    [3, 2].lazy.filter { $0 < fields.count }.compactMap { number(in: fields[$0]) }.first
  }

  private func number(in field: String) -> String? {
    repetitions(of: field).compactMap { components(of: $0).first?.trimmed }.first { !$0.isEmpty }
  }

  /// `PV1||O|ICU^12^BED7`: ward, room and bed, as far as they are given; of a part in parts (`ICU&Bed5&..`),
  /// those that are given.
  fileprivate func place(in fields: [String]) -> String? {
    guard fields.count > 3 else { return nil }
    let place = repetitions(of: fields[3]).first ?? ""
    let parts = components(of: place).prefix(3).map { part in
      subcomponents(of: part).map(\.trimmed).filter { !$0.isEmpty }.joined(separator: "&")
    }.filter { !$0.isEmpty }
    return parts.isEmpty ? nil : parts.joined(separator: "^")
  }
}
