/// The targets of a Makefile, each with the targets that it needs first.
struct Makefile {
  struct Target: Equatable {
    var name: String
    var needs: [String]
  }

  var targets: [Target]

  init(_ file: SourceFile) {
    targets = file.lines.compactMap { line in
      guard line.first?.isLowercase == true, let colon = line.firstIndex(of: ":") else { return nil }
      let name = line[..<colon]
      let rest = line[colon...].dropFirst()
      guard !rest.hasPrefix("="), !name.contains(" ") else { return nil }
      let needs = rest.prefix { $0 != "#" }.split(separator: " ")
      return Target(name: String(name), needs: needs.map(String.init))
    }
  }

  var names: Set<String> { Set(targets.map(\.name)) }

  /// These targets, what they need, and what that needs.
  func reached(from names: Set<String>) -> Set<String> {
    let needed = targets.filter { names.contains($0.name) }.flatMap(\.needs)
    let all = names.union(needed).intersection(self.names)
    return all == names ? all : reached(from: all)
  }
}
