import ArgumentParser
import MonitorApp
import ProcessSignals
import SessionJournal

/// Tells a broker how the chairs of this machine stand.
struct Publish: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Tell a broker (MQTT) how the chairs of this machine stand, for a wall elsewhere.",
    discussion: """
      Runs beside the monitors until it is stopped. They know nothing of it, and go on without it. It needs libmosquitto.

      Example:  chairside publish --broker mqtts://broker.clinic.example --site ward-3 --login /etc/chairside/broker
      """.flowing)

  @OptionGroup var sessions: SessionsOptions
  @OptionGroup var broker: BrokerOptions
  @Option(help: "The name of this place at the broker: a clinic, a ward.") var site: String
  @Flag(help: "Leave out who the patients are.") var noPatient = false

  func run() throws {
    try ending {
      guard let access = try broker.access else { throw Failure(.usage, "--broker says where to publish") }
      guard !site.isEmpty else { throw Failure(.usage, "--site must be a name") }
      let archive = SessionArchive(root: try sessions.directory)
      let setting = ChairPublisher.Setting(
        access: access, site: site, publisher: PublisherName.new(), leavesOutPatient: noPatient)
      ChairPublisher(setting, archive: archive, stop: .ofThisProcess(), complain: complain).run()
    }
  }
}
