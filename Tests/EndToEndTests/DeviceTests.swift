import Glibc
import Testing

extension EndToEndTests {
  @Suite struct DeviceTests {
    @Test func aCableIsPulledAndPluggedInAgain() async throws {
      let chair = Chair()
      let link = chair.path("ttyUSB0")
      var device = PluggedDevice(at: link)
      let terminal = try #require(ChairTerminal())
      let monitor = try #require(
        terminal.start(
          ["monitor", "--device", "line@\(link)", "--sessions", chair.sessionsFolder]
            + WholeSessionTests.somebody))
      let session = { chair.sessions.first }
      #expect(await eventually { session()?.count("reading") ?? 0 > 0 || say(device, "hr=72 spo2=98") })
      #expect(await terminal.shows("line ok"))

      device?.unplug()
      device = nil
      #expect(await eventually { session()?.entries.contains(where: Self.isLost) == true })
      let readings = session()?.count("reading") ?? 0
      device = PluggedDevice(at: link)
      #expect(
        await eventually { session()?.count("reading") ?? 0 > readings || say(device, "hr=73 spo2=97") })
      #expect(await eventually { session()?.entries.contains(where: Self.isBack) == true })
      monitor.send(SIGTERM)
      #expect(await eventually { monitor.exitStatus == 0 })
    }

    /// One port, two chairs: the second is told who has it, and reads nothing of it.
    @Test func twoChairsNeverReadOnePort() async throws {
      let chair = Chair()
      let device = try #require(PluggedDevice(at: chair.path("ttyUSB0")))
      let terminals = [try #require(ChairTerminal()), try #require(ChairTerminal())]
      var monitors: [RunningProgram] = []
      for (index, shown) in ["line ok", "port in use by chair 2"].enumerated() {
        let place = ["--device", "line@\(chair.path("ttyUSB0"))", "--chair", "\(index + 2)"]
        monitors.append(
          try #require(
            terminals[index].start(
              ["monitor", "--sessions", chair.sessionsFolder, "--patient", "P-\(index)", "--weight", "70"]
                + ["--plan", "trd-40"] + place)))
        #expect(
          await eventually {
            device.say("hr=72 spo2=98")
            return terminals[index].text.contains(shown)
          })
      }
      let second = chair.sessions.first { $0.folder.contains("_3_") }
      #expect(second?.count("reading") == 0)
      #expect(second?.entries.contains { $0.contains(#""loss":"busy","chair":"2""#) } == true)
      for monitor in monitors { monitor.send(SIGTERM) }
      for monitor in monitors { #expect(await eventually { monitor.exitStatus == 0 }) }
    }

    /// Says it, again and again until it is heard.
    private func say(_ device: PluggedDevice?, _ line: String) -> Bool {
      device?.say(line)
      return false
    }

    private static func isLost(_ entry: String) -> Bool {
      entry.contains(#""kind":"alarm.raised","id":"line.lost""#)
    }

    private static func isBack(_ entry: String) -> Bool {
      entry.contains(#""kind":"alarm.ended","id":"line.lost","reason":"cleared""#)
    }
  }
}
