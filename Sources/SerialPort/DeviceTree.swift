/// The serial ports of a machine, as its `/dev` and `/sys` tell them now.
///
/// It only reads, and anew each time that it is asked: names move when something is plugged in.
public struct DeviceTree: Hashable, Sendable {
  private let root: String

  /// - Parameter root: the file system to look at; another than the machine's own for tests.
  public init(root: String = "") { self.root = root }

  /// By name. A board's `ttyS` nodes exist whether there is a chip behind them or not: only those with a chip
  /// are listed.
  public var ports: [FoundPort] {
    let nodes = nodes
    let byID = names(below: "by-id")
    let byPath = names(below: "by-path")
    return nodes.map { node in
      FoundPort(
        path: path(node.name), stablePath: byID[node.name], placePath: byPath[node.name],
        product: product(of: node.name), adapter: node.adapter,
        identity: Self.identity(of: node, among: nodes),
        isAllowed: isAllowed(path(node.name)))
    }
  }

  /// The group that may open a port; nil where there is no such path, or its group has no name.
  public static func group(of path: String) -> String? { groupName(path) }

  func path(_ name: String) -> String { "\(root)/dev/\(name)" }

  /// A port's name and what is behind it.
  struct Node: Hashable {
    var name: String
    var adapter: PortAdapter
  }

  var nodes: [Node] {
    fileNames(in: "\(root)/dev").filter(isPort).sorted(by: isBefore).map {
      Node(name: $0, adapter: adapter(of: $0))
    }
  }

  /// By the serial number, unless another adapter has the same one: then by the place.
  static func identity(of node: Node, among nodes: [Node]) -> String {
    guard let serial = node.adapter.bySerial,
      nodes.count(where: { $0.adapter.bySerial == serial }) == 1
    else { return node.adapter.byPlace }
    return serial
  }

  /// The name of the port that a path stands for, however many links lead to it
  /// (`/dev/serial/by-id/usb-FTDI_...`); nil where it is none of this machine's.
  func name(behind path: String) -> String? {
    var path = path
    for _ in 0..<Self.linksMax {
      guard let slash = path.lastIndex(of: "/") else { return nil }
      let name = String(path[path.index(after: slash)...])
      if isPort(name), realPath(String(path[..<slash])) == realPath("\(root)/dev") { return name }
      guard let target = linkTarget(path) else { return nil }
      path = target.hasPrefix("/") ? target : "\(path[..<slash])/\(target)"
    }
    return nil
  }

  /// More links than udev ever makes, so that a ring of links ends.
  private static let linksMax = 8

  private func isPort(_ name: String) -> Bool {
    guard let (kind, _) = split(name) else { return false }
    switch kind {
    case "ttyUSB", "ttyACM": return true
    case "ttyS", "ttyAMA": return firstLine("\(root)/sys/class/tty/\(name)/type").map { $0 != "0" } ?? false
    default: return false
    }
  }

  /// Each port's name with its path in a folder of `/dev/serial`.
  private func names(below folder: String) -> [String: String] {
    let folder = "\(root)/dev/serial/\(folder)"
    var paths: [String: String] = [:]
    for link in fileNames(in: folder).sorted() {
      if let name = name(behind: "\(folder)/\(link)") { paths[name] = "\(folder)/\(link)" }
    }
    return paths
  }
}

// MARK: - What is behind a name

extension DeviceTree {
  private func adapter(of name: String) -> PortAdapter {
    guard let (folder, below) = usbFolder(of: name), let vendor = firstLine("\(folder)/idVendor") else {
      return .named(name)
    }
    let interface = below.lazy.compactMap { firstLine("\($0)/bInterfaceNumber") }.first ?? "00"
    let number = below.lazy.compactMap { firstLine("\($0)/port_number") }.first ?? "0"
    return .usb(
      USBAdapter(
        model: "\(vendor):\(firstLine("\(folder)/idProduct") ?? "?")", serial: firstLine("\(folder)/serial"),
        place: String(folder.split(separator: "/").last ?? ""),
        part: (interface == "00" ? "" : " if\(interface)") + (number == "0" ? "" : " port\(number)")))
  }

  private func product(of name: String) -> String? {
    guard let (folder, _) = usbFolder(of: name), let product = firstLine("\(folder)/product") else {
      return nil
    }
    guard let maker = firstLine("\(folder)/manufacturer"), !product.hasPrefix(maker) else { return product }
    return "\(maker) \(product)"
  }

  /// The folder of the USB device: the nearest above the port's that names a vendor. With those below it, of
  /// the port and of its interface.
  private func usbFolder(of name: String) -> (folder: String, below: [String])? {
    guard var folder = realPath("\(root)/sys/class/tty/\(name)/device") else { return nil }
    var below: [String] = []
    for _ in 0..<4 {
      if firstLine("\(folder)/idVendor") != nil { return (folder, below) }
      below.append(folder)
      guard let slash = folder.lastIndex(of: "/") else { return nil }
      folder = String(folder[..<slash])
    }
    return nil
  }
}

/// `ttyUSB10` is `ttyUSB` and 10.
private func split(_ name: String) -> (kind: Substring, number: Int)? {
  let digits = name.reversed().prefix(while: \.isNumber).count
  guard let number = Int(name.suffix(digits)) else { return nil }
  return (name.dropLast(digits), number)
}

private func isBefore(_ a: String, _ b: String) -> Bool {
  guard let (kindA, numberA) = split(a), let (kindB, numberB) = split(b) else { return a < b }
  return (kindA, numberA) < (kindB, numberB)
}
