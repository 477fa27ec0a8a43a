import Glibc
import Testing

extension EndToEndTests {
  /// A chair on one terminal, the wall on another.
  @Suite struct WallTests {
    @Test func aChairIsOnTheWallUntilItDies() async throws {
      let chair = Chair()
      let atChair = try #require(ChairTerminal())
      let configuration = chair.write("hears_wall: true\n", to: "listening.yaml")
      let arguments = [
        "monitor", "--simulate", "--sessions", chair.sessionsFolder, "--config", configuration,
      ]
      let monitor = try #require(atChair.start(arguments + WholeSessionTests.somebody))
      #expect(await atChair.shows("PREPARATION"))

      let atDesk = try #require(ChairTerminal())
      let wall = try #require(atDesk.start(["wall", "--sessions", chair.sessionsFolder]))
      #expect(await atDesk.shows("WALL  1 chair", "PREPARATION", "SIMULATED"))

      // Somebody goes: the chair hears it, and the wall shows what the chair has heard.
      atDesk.type("c")
      #expect(await atDesk.answer("Who is coming to chair 1?", "KM\r"))
      #expect(await atChair.shows("KM IS COMING"))
      #expect(await atDesk.shows("KM is coming 0:"))

      // Stopped, it can say nothing; it is whole again when it goes on.
      let station = try #require(monitor.children.first)
      kill(station, SIGSTOP)
      #expect(await atDesk.shows("** NO CONTACT", "GO AND LOOK"))
      kill(station, SIGCONT)
      #expect(await atDesk.shows("WALL  1 chair", "no alarm"))

      // Left on purpose, it is free.
      monitor.send(SIGTERM)
      #expect(await eventually { monitor.exitStatus == 0 })
      #expect(await atDesk.shows("No chair of this machine tells anything"))
      atDesk.type("q")
      #expect(await eventually { wall.exitStatus == 0 })
      #expect(atDesk.isSane)
    }
  }
}
