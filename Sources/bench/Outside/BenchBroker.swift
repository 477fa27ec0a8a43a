import Glibc

/// A Mosquitto on this machine, if there is one.
struct BenchBroker {
  let port: Int
  private let child: Child

  private static let program = "/usr/sbin/mosquitto"

  /// Nil where none is installed, or it does not start.
  static func start(_ workplace: Workplace) -> BenchBroker? {
    guard access(program, X_OK) == 0, dlopen("libmosquitto.so.1", RTLD_NOW) != nil else { return nil }
    let port = 20_000 + Int(getpid()) % 12_000
    let user = getuid() == 0 ? "user root\n" : ""
    let settings = workplace.write(
      "mosquitto.conf", "\(user)listener \(port) 127.0.0.1\nallow_anonymous true\n")
    let arguments = ["-c", settings]
    guard let child = Child.start(program, arguments, input: "/dev/null", output: "/dev/null") else {
      return nil
    }
    usleep(300_000)
    return BenchBroker(port: port, child: child)
  }

  var address: [String] { ["--broker", "mqtt://127.0.0.1:\(port)"] }
  var cost: ProcessCost { .of(child.pid) }

  func end() { child.end() }

  /// Tells the chairs of an archive's folder to it.
  func publisher(_ program: Program, of sessions: String) -> Child? {
    Child.start(
      program.path, ["publish", "--site", "bench", "--sessions", sessions] + address, input: "/dev/null",
      output: "/dev/null")
  }
}
