import ArgumentParser
import ClinicConfiguration

/// The clinic's configuration: which is in force, and is this file valid.
struct Config: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "The configuration in force; whether a file is valid.",
    discussion: "Example:  chairside config check clinic.yaml",
    subcommands: [Show.self, Check.self])

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "The configuration in force, whole, as a file that could be given back.",
      discussion: "Example:  chairside config show > clinic.yaml")

    @Argument(help: "A configuration file (default: the one in force).") var file: String?
    @OptionGroup var configured: ConfigurationOptions

    func validate() throws {
      guard file != nil && configured.path != nil else { return }
      throw ValidationError("FILE and --config exclude each other")
    }

    func run() throws {
      try ending {
        let configuration = try file.map(ConfigurationOptions.read) ?? configured.load()
        say("# from: \(file ?? configured.file.path ?? "the shipped defaults")")
        say(ConfigurationText.yaml(configuration), terminator: "")
      }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Reads a file as a session would, and says all that is wrong with it.",
      discussion: "Exit status 1 when something is wrong.\n\nExample:  chairside config check clinic.yaml")

    @Argument(help: "A configuration file (YAML).") var file: String

    func run() throws {
      try ending {
        do throws(Failure) {
          _ = try ConfigurationOptions.read(file)
        } catch {
          throw error.kind == .badInput ? Failure(.foundWrong, error.description) : error
        }
        say("\(file): valid")
      }
    }
  }
}
