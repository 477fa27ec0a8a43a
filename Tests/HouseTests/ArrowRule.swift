/// Which imports of a file go against the plan of the house.
enum ArrowRule {
  static func findings(in file: SourceFile) -> [Finding] {
    guard let room = file.target, let floor = HousePlan.floor(of: room) else {
      return [Finding(path: file.path, what: "belongs to no target of the house")]
    }
    return ImportStatement.all(in: file).compactMap { statement in
      objection(to: statement.module, in: file, floor).map {
        Finding(path: file.path, line: statement.line, what: $0)
      }
    }
  }

  private static func objection(to module: String, in file: SourceFile, _ floor: Floor) -> String? {
    guard let other = HousePlan.floor(of: module) else {
      return isLetIn(module, at: file, floor)
        ? nil : "\(module) has no place in a target of the \(floor)"
    }
    if other < floor { return nil }
    return other == floor
      ? "imports its neighbour \(module)" : "imports \(module), which stands above it"
  }

  private static func isLetIn(_ module: String, at file: SourceFile, _ floor: Floor) -> Bool {
    HousePlan.outsideModules(on: floor).contains(module)
      || HousePlan.exceptions.contains { $0.module == module && file.path.hasPrefix($0.place) }
  }
}
