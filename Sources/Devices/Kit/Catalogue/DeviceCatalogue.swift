public import InfusionCore

extension DeviceKind {
  /// Every kind, in the order in which they are listed.
  public static let all: [DeviceKind] = [
    line,
    contecV7, contec5Byte, noninDF2, noninDF7, noninDF8, noninAscii, masimoAscii1, nellcor,
    sunTech, pm6750, ansarB, dri, dinamap, accutorr3, intelliVue, intelliVueLAN, par, hl7,
    asena, ne1000, fresenius, bcc,
  ]

  public static func named(_ name: some StringProtocol) throws(UnknownDeviceKind) -> DeviceKind {
    guard let kind = all.first(where: { $0.name == name }) else {
      throw UnknownDeviceKind(name: String(name), known: all.map(\.name))
    }
    return kind
  }
}

extension [DeviceKind] {
  /// The names of one session's devices, in their order: the kind, `KIND-2` for the second of a kind.
  public var sources: [SourceID] {
    indices.map { index in
      let kind = self[index]
      let earlier = self[..<index].count { $0 == kind }
      return SourceID(earlier == 0 ? kind.name : "\(kind.name)-\(earlier + 1)")
    }
  }
}

/// A kind that nobody here speaks.
public struct UnknownDeviceKind: Error, Hashable, Sendable {
  public var name: String
  /// Those that are known, in the catalogue's order.
  public var known: [String]

  public init(name: String, known: [String]) {
    self.name = name
    self.known = known
  }
}
