/// Where `Package.swift` and the imports that are really written disagree.
enum ManifestRule {
  static func arrowsNotPointingDown(in manifest: Manifest) -> [Finding] {
    manifest.rooms.flatMap { room -> [Finding] in
      guard let floor = HousePlan.floor(of: room.name) else { return [] }
      return room.below.sorted().compactMap { other in
        guard let below = HousePlan.floor(of: other), below >= floor else { return nil }
        return Finding(
          path: "Package.swift", line: room.line,
          what: "\(room.name) stands on \(other), which is not below it")
      }
    }
  }

  /// A build may succeed on an undeclared import, by the order in which things happened to be built.
  static func undeclaredImports(in files: [SourceFile], against manifest: Manifest) -> [Finding] {
    files.flatMap { file -> [Finding] in
      guard let entry = manifest.entries.first(where: { $0.name == file.target }) else { return [] }
      return ImportStatement.all(in: file).compactMap { statement in
        guard HousePlan.rooms.contains(statement.module), !entry.below.contains(statement.module)
        else { return nil }
        return Finding(
          path: file.path, line: statement.line,
          what: "\(statement.module) is not among \(entry.name)'s dependencies in Package.swift")
      }
    }
  }

  /// Tests that run a program depend on it only so that it is built; it cannot be imported.
  static func idleDependencies(in files: [SourceFile], against manifest: Manifest) -> [Finding] {
    let imported = Dictionary(grouping: files) { $0.target ?? "" }
      .mapValues { Set($0.flatMap(ImportStatement.all).map(\.module)) }
    return manifest.entries.flatMap { entry in
      let idle = entry.below.subtracting(imported[entry.name] ?? [])
      return idle.filter { HousePlan.floor(of: $0) != .program }.sorted().map { other in
        Finding(
          path: "Package.swift", line: entry.line,
          what: "\(entry.name) says it stands on \(other), and imports it nowhere")
      }
    }
  }
}
