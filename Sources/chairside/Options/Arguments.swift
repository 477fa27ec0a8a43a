import ArgumentParser
import Quantities

/// A weight as it is typed: kilograms, 20 to 300.
struct KilogramArgument: ExpressibleByArgument {
  let value: Kilograms

  init?(argument: String) {
    guard let typed = Fixed(argument), typed >= 20, typed <= 300 else { return nil }
    value = Kilograms(typed)
  }
}
