import Glibc
import SerialPort

/// A `/dev` and a `/sys` of a test's own, in which pseudo-terminals are plugged in as USB adapters of one
/// model.
final class FakeMachine {
  private let root: Scratch
  private var folders: [String] = []
  private var files: [String] = []

  init?() {
    guard let root = Scratch() else { return nil }
    self.root = root
    folder("dev")
    folder("sys")
  }

  deinit {
    for file in files { unlink(root.file(file)) }
    for folder in folders.reversed() { rmdir(root.file(folder)) }
  }

  var tree: DeviceTree { DeviceTree(root: root.path) }

  func path(_ name: String) -> String { root.file("dev/\(name)") }

  /// An adapter in a socket (`1-2`), which the kernel calls `name`.
  func plug(_ name: String, at place: String, serial: String? = nil, _ device: FakeDevice) {
    let folders = [
      "sys/class", "sys/class/tty", "sys/class/tty/\(name)", "sys/\(place)", "sys/\(place)/\(name)",
    ]
    for path in folders { folder(path) }
    file("sys/\(place)/idVendor", "0403")
    file("sys/\(place)/idProduct", "6001")
    if let serial { file("sys/\(place)/serial", serial) }
    link("sys/class/tty/\(name)/device", to: root.file("sys/\(place)/\(name)"))
    link("dev/\(name)", to: device.path)
  }

  /// The name goes, as udev has it, and with it what `/sys` said.
  func unplug(_ name: String) {
    unlink(path(name))
    unlink(root.file("sys/class/tty/\(name)/device"))
  }

  private func folder(_ path: String) {
    if mkdir(root.file(path), 0o700) == 0 { folders.append(path) }
  }

  private func file(_ path: String, _ text: String) {
    files.append(path)
    root.write("\(text)\n", to: path)
  }

  private func link(_ path: String, to target: String) {
    files.append(path)
    root.link(path, to: target)
  }
}
