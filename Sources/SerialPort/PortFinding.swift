/// Where a port is now, by what it is bound to.
///
/// Unbound it is what stands under its name. Bound, it is that adapter, whatever its name; another one is not
/// taken, though it stands under the old name.
enum PortFinding: Hashable {
  /// To be opened, and what is behind it, where that is known.
  case here(path: String, adapter: FoundAdapter?)
  case other(path: String, identity: String)
  /// Several could be meant.
  case alike
}

struct FoundAdapter: Hashable {
  var identity: String
  /// The socket that it is in.
  var place: String
}

extension DeviceTree {
  /// - Parameters:
  ///   - bound: the identity of the adapter that is meant; nil for whatever is there.
  ///   - lastPlace: where that adapter was last seen: of several with one number it is the one there.
  func find(_ path: String, bound: String?, lastPlace: String?) -> PortFinding {
    let nodes = nodes
    let asked = name(behind: path).flatMap { name in nodes.first { $0.name == name } }
    guard let bound else {
      return .here(path: path, adapter: asked.map { FoundAdapter($0, Self.identity(of: $0, among: nodes)) })
    }
    var right = nodes.filter { $0.adapter.isCalled(bound) }
    if right.count > 1 { right = right.filter { $0.adapter.byPlace == lastPlace } }
    if right.count == 1 {
      return .here(path: self.path(right[0].name), adapter: FoundAdapter(right[0], bound))
    }
    if nodes.contains(where: { $0.adapter.isCalled(bound) }) { return .alike }
    // A path that is not one of this machine's ports tells nothing of an adapter, so it contradicts no
    // binding.
    guard let asked else { return .here(path: path, adapter: nil) }
    return .other(path: self.path(asked.name), identity: Self.identity(of: asked, among: nodes))
  }
}

extension FoundAdapter {
  fileprivate init(_ node: DeviceTree.Node, _ identity: String) {
    self.init(identity: identity, place: node.adapter.byPlace)
  }
}
