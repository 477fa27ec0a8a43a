import Testing

@Suite struct ArrowTests {
  @Test func importsPointDown() {
    expectNone(Repository.sources.flatMap(ArrowRule.findings))
  }

  @Test func everyExceptionIsStillNeeded() {
    expectNone(
      HousePlan.exceptions.compactMap { exception in
        let isUsed = Repository.sources.contains { file in
          file.path.hasPrefix(exception.place)
            && ImportStatement.all(in: file).contains { $0.module == exception.module }
        }
        return isUsed
          ? nil : Finding(path: exception.place, what: "no longer imports \(exception.module)")
      })
  }

  @Test(arguments: [
    ("Sources/InfusionCore/A.swift", "public import Quantities", nil),
    ("Sources/InfusionCore/A.swift", "import TextScreen", "imports its neighbour TextScreen"),
    (
      "Sources/InfusionCore/A.swift", "import MonitorUI", "imports MonitorUI, which stands above it"
    ),
    (
      "Sources/InfusionCore/A.swift", "import Foundation",
      "Foundation has no place in a target of the values"
    ),
    (
      "Sources/Devices/A.swift", "@preconcurrency import Dispatch",
      "Dispatch has no place in a target of the languages"
    ),
    (
      "Sources/Pharmacokinetics/A.swift", "import Glibc",
      "Glibc has no place in a target of the values"
    ),
    (
      "Sources/Pharmacokinetics/A.swift", "import func Glibc.exp",
      "Glibc has no place in a target of the values"
    ),
    ("Sources/SessionRecord/Chain/A.swift", "import Crypto", nil),
    ("Sources/SessionReports/A.swift", "import CLinux", "imports CLinux, which stands above it"),
    ("Sources/SerialPort/A.swift", "import CLinux", nil),
    ("Sources/SerialPort/A.swift", "import Yams", "Yams has no place in a target of the shell"),
    ("Sources/MonitorApp/A.swift", "import chairside", "imports chairside, which stands above it"),
    ("Sources/MonitorApp/A.swift", "// import Foundation", nil),
    ("Sources/Annexe/A.swift", "", "belongs to no target of the house"),
  ])
  func aPlantedImportIsFound(path: String, line: String, objection: String?) {
    let findings = ArrowRule.findings(in: SourceFile(path: path, text: "\(line)\n"))
    #expect(findings.map(\.what) == [objection].compactMap { $0 })
  }
}
