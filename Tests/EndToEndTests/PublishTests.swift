import Glibc
import Testing

extension EndToEndTests {
  /// Chairs that are told to a broker, and a wall that listens there.
  @Suite struct PublishTests {
    private let chair: Chair

    init() throws { chair = Chair() }

    private static let mosquitto = "/usr/sbin/mosquitto"
    private static let hasLibrary = dlopen("libmosquitto.so.1", RTLD_NOW) != nil
    private static let isTried = hasLibrary && access(mosquitto, X_OK) == 0

    @Test(.enabled(if: isTried, "tried where mosquitto is installed"))
    func aChairIsOnAWallBehindABroker() async throws {
      let port = 20_000 + Int(getpid()) % 12_000
      let asRoot = getuid() == 0 ? "user root\n" : ""
      let settings = chair.write(
        "\(asRoot)listener \(port) 127.0.0.1\nallow_anonymous true\n", to: "mosquitto.conf")
      let null = OpenedAs.path("/dev/null", flags: O_RDWR)
      let broker = try #require(
        Program.start(["-c", settings], standard: [null, null, null], program: Self.mosquitto))
      defer { broker.send(SIGKILL) }

      let monitor = try #require(
        Program.start(
          [
            "monitor", "--headless", "--simulate", "--sessions", chair.sessionsFolder, "--config",
            chair.write("hears_wall: true\n", to: "listening.yaml"),
          ] + WholeSessionTests.somebody, standard: [null, null, null]))
      let address = ["--broker", "mqtt://127.0.0.1:\(port)"]
      let publisher = try #require(
        Program.start(
          ["publish", "--site", "ward", "--no-patient", "--sessions", chair.sessionsFolder] + address,
          standard: [null, null, null]))
      let desk = try #require(ChairTerminal())
      let wall = try #require(desk.start(["wall"] + address))
      #expect(await desk.shows("WALL  1 chair", "ward/1", "PREPARATION", "SpO2"))
      #expect(!desk.text.contains("P-"))
      // The chair hears that the broker has it.
      #expect(await eventually { isRecorded("standing") })

      // The publisher says goodbye; nobody tells of the chair any more, and the chair goes on.
      publisher.send(SIGTERM)
      #expect(await eventually { publisher.exitStatus == 0 })
      #expect(await eventually { isRecorded("ended") })
      #expect(await desk.shows("NO CONTACT"))
      #expect(monitor.exitStatus == nil)
      broker.send(SIGKILL)
      #expect(await desk.shows("NO BROKER"))
      desk.type("q")
      #expect(await eventually { wall.exitStatus == 0 })
      monitor.send(SIGTERM)
      #expect(await eventually { monitor.exitStatus == 0 })
    }

    private func isRecorded(_ publication: String) -> Bool {
      chair.sessions.first?.entries.contains {
        $0.contains("\"kind\":\"publication\",\"state\":\"\(publication)\"")
      } ?? false
    }

    @Test(
      "what is wrong with a broker's options is said, and what to do",
      arguments: [
        (["mqtt://broker.example"], 64, "is plain text to another machine: use mqtts://, or say --insecure"),
        (["http://broker.example"], 64, "a broker is mqtts://HOST"),
        (["mqtts://me:secret@broker.example"], 64, "name their file with --login"),
        (["mqtts://broker.example", "--ca", "/nowhere/ca.pem"], 66, "/nowhere/ca.pem: No such file"),
        (["mqtts://broker.example", "--login", "/nowhere/login"], 66, "/nowhere/login: No such file"),
        (["mqtt://localhost", "--login", "open"], 65, "has mode 0644, and others may read the password"),
        (["mqtt://localhost", "--ca", "open"], 64, "--ca is for mqtts://"),
      ])
    func options(_ words: [String], status: Int32, complaint: String) async throws {
      let open = chair.write("user\npassword\n", to: "open")
      chmod(open, 0o644)
      let options = ["--site", "ward", "--sessions", chair.sessionsFolder, "--broker"]
      let arguments = ["publish"] + options + words.map { $0 == "open" ? open : $0 }
      let run = try #require(await HeadlessRun.of(arguments, on: chair))
      #expect(run.status == status)
      #expect(run.complaints.contains(complaint), "\(run.complaints)")
      #expect(!run.complaints.contains("secret"))
    }
  }
}
