import ArgumentParser
import ClinicConfiguration

/// The clinic's configuration: which is in force, is this file valid, and a file to begin with.
struct Config: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "The configuration in force; whether a file is valid; a file to begin with.",
    discussion: "Example:  chairside config check clinic.yaml",
    subcommands: [Show.self, Check.self, Init.self])

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "The configuration in force, whole, as a file that could be given back.",
      discussion: """
        The machine's file, /etc/chairside/chairside.yaml, holds below the user's: what both name is the user's.

        Examples:  chairside config show > clinic.yaml
                   chairside config show --sources
        """.flowing)

    @Argument(help: "A configuration file in place of the user's (default: the one in force).")
    var file: String?
    @Flag(help: "Each value on a line, behind where it is from: shipped, or a file with line and column.")
    var sources = false
    @OptionGroup var configured: ConfigurationOptions

    func validate() throws {
      guard file != nil && configured.path != nil else { return }
      throw ValidationError("FILE and --config exclude each other")
    }

    func run() throws {
      try ending {
        let files = file.map { ConfigurationOptions.files(option: $0) } ?? configured.files
        let layers = try ConfigurationOptions.layers(files)
        if sources { say(try Self.table(of: layers), terminator: "") } else { try Self.show(layers) }
      }
    }

    private static func show(_ layers: [ConfigurationLayer]) throws(Failure) {
      let configuration = try understood(layers, ConfigurationText.parse)
      for file in layers.isEmpty ? ["the shipped defaults"] : layers.map(\.file) { say("# from: \(file)") }
      say(ConfigurationText.yaml(configuration), terminator: "")
    }

    /// The column of the values follows the longest place.
    private static func table(of layers: [ConfigurationLayer]) throws(Failure) -> String {
      let values = try understood(layers, ConfigurationText.values)
      let width = values.map(\.provenance.text.count).max() ?? 0
      return values.map { value in
        let place = value.provenance.text
        let gap = String(repeating: " ", count: width - place.count)
        return "\(place)\(gap)  \(value.path): \(value.value)\n"
      }.joined()
    }

    private static func understood<Result>(
      _ layers: [ConfigurationLayer], _ read: ([ConfigurationLayer]) throws(LayerErrors) -> Result
    ) throws(Failure) -> Result {
      do throws(LayerErrors) { return try read(layers) } catch { throw Failure(.badInput, error.sentence) }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Reads a file as a session would, and says all that is wrong with it.",
      discussion: """
        As a session would means: over the machine's file, /etc/chairside/chairside.yaml, where there is one. Exit
        status 1 when something is wrong.

        Example:  chairside config check clinic.yaml
        """.flowing)

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

  struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "init",
      abstract: "Writes a file with every key as a comment: its meaning, what it takes, its shipped value.",
      discussion: """
        A file that is there stays as it is, and the exit status is 73, unless --force is given.

        Examples:  chairside config init
                   chairside config init /etc/chairside/chairside.yaml
        """.flowing)

    @Argument(help: "The file, or - for standard output (default: $CHAIRSIDE_CONFIG, else the user's).")
    var file: String?
    @Flag(help: "Overwrites a file that is there.") var force = false

    func run() throws {
      try ending {
        let place = file ?? ConfigurationFile.place(environment: ConfigurationOptions.environment)
        guard let place else { throw Failure(.usage, "there is no home folder here: name a file") }
        if place == "-" { return say(ConfigurationText.example, terminator: "") }
        try OutputFile.create(Array(ConfigurationText.example.utf8), at: place, overwriting: force)
        say("\(place): written, with every line a comment")
      }
    }
  }
}
