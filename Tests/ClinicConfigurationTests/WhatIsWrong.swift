import ClinicConfiguration

/// What is said of a configuration that stands in the file `c`: a line for each mistake, none where it is
/// understood.
func whatIsWrong(in yaml: String) -> String {
  do throws(ConfigurationErrors) {
    _ = try ConfigurationText.parse(Array(yaml.utf8))
    return ""
  } catch { return error.sentence(file: "c") }
}
