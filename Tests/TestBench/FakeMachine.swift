import Glibc
public import SerialPort

/// A `/dev` and a `/sys` of a test's own, in which pseudo-terminals are plugged in as USB adapters.
public final class FakeMachine {
  public let scratch = ScratchFolder()

  public init() {
    scratch.folder("dev/serial/by-id")
    scratch.folder("dev/serial/by-path")
    scratch.folder("sys/class/tty")
  }

  public var tree: DeviceTree { DeviceTree(root: scratch.path) }

  public func path(_ name: String) -> String { "\(scratch.path)/dev/\(name)" }

  /// An adapter in a socket (`1-1.2`), which the kernel calls `name`.
  public func plug(
    _ name: String, at place: String, model: String = "0403:6001", serial: String? = nil,
    interface: String = "00", port: String? = "0", _ device: FakeDevice? = nil
  ) {
    let usb = "sys/devices/usb1/\(place)"
    let folder = "\(usb)/\(place):1.\(interface)/\(name)"
    scratch.folder(folder)
    let ids = model.split(separator: ":")
    write("\(usb)/idVendor", "\(ids[0])")
    write("\(usb)/idProduct", "\(ids[1])")
    if let serial { write("\(usb)/serial", serial) }
    write("\(usb)/\(place):1.\(interface)/bInterfaceNumber", interface)
    if let port { write("\(folder)/port_number", port) }
    scratch.folder("sys/class/tty/\(name)")
    scratch.link("sys/class/tty/\(name)/device", to: "\(scratch.path)/\(folder)")
    if let device {
      scratch.link("dev/\(name)", to: device.path)
    } else {
      scratch.write([], to: "dev/\(name)")
    }
  }

  /// The name goes, as udev has it, and with it what `/sys` said.
  public func unplug(_ name: String) {
    unlink(path(name))
    unlink(scratch.file("sys/class/tty/\(name)/device"))
  }

  public func write(_ path: String, _ text: String) { scratch.write("\(text)\n", to: path) }
}
