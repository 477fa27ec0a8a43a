import Devices
import InfusionCore
import Quantities
import SerialSettings
import Testing

@Suite struct CatalogueTests {
  @Test func anUnknownKindNamesTheKnownOnes() {
    #expect(throws: UnknownDeviceKind(name: "nonin", known: DeviceKind.all.map(\.name))) {
      try DeviceKind.named("nonin")
    }
  }

  @Test func everyKindMakesADriverUnderItsSourcesName() {
    for kind in DeviceKind.all {
      #expect(kind.driver(source: SourceID("\(kind.name)-2")).source == SourceID("\(kind.name)-2"))
      #expect(!kind.carries.isEmpty && !kind.evidence.isEmpty)
    }
    #expect(Set(DeviceKind.all.map(\.name)).count == DeviceKind.all.count)
  }

  @Test func theSecondOfAKindHasANumber() {
    let kinds: [DeviceKind] = [.noninDF2, .line, .noninDF2, .line, .noninDF2]
    #expect(kinds.sources.map(\.name) == ["nonin-df2", "line", "nonin-df2-2", "line-2", "nonin-df2-3"])
  }

  @Test(arguments: [
    ("line", "9600 8N1", SourceClock.carried), ("contec-v7", "115200 8N1", .nominal(FrameRate(60))),
    ("nonin-df2", "9600 8N1", .nominal(FrameRate(75))), ("nonin-df8", "9600 8N1", .nominal(FrameRate(1))),
    ("masimo-ascii1", "9600 8N1", .nominal(FrameRate(1))),
    ("contec-5byte", "19200 8O1", .nominal(FrameRate(60))),
    ("nonin-df7", "9600 8N1", .nominal(FrameRate(75))), ("nonin-ascii", "9600 8N1", .nominal(FrameRate(1))),
    ("nellcor", "9600 8N1", .nominal(FrameRate(1, perSeconds: 2))), ("suntech", "9600 8N1", .none),
    ("pm6750", "115200 8N1", .none), ("ansarb", "9600 8N1", .nominal(FrameRate(1))),
    ("par", "4800 8N1", .none),
    ("dri", "19200 8E1 rtscts", .nominal(FrameRate(1, perSeconds: 10))), ("asena", "38400 8N1", .none),
    ("ne1000", "19200 8N1", .none), ("fresenius", "19200 7E1", .none), ("bcc", "9600 8N1", .none),
    ("dinamap", "9600 8N1", .none), ("accutorr3", "9600 8N1", .none),
    ("intellivue", "115200 8N1", .none),
  ])
  func linesAndClocks(name: String, line: String, clock: SourceClock) throws {
    let kind = try DeviceKind.named(name)
    #expect(kind.line.description == line)
    #expect(kind.sourceClock == clock)
  }

  @Test func frameTimesAreFloored() {
    #expect(
      [0, 1, 2, 59, 60].map { FrameRate(60).time(ofFrame: $0).milliseconds } == [0, 16, 33, 983, 1000])
    #expect(FrameRate(1, perSeconds: 2).time(ofFrame: 3) == .seconds(6))
  }
}
