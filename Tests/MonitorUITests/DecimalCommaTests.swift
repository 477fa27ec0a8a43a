import InfusionCore
import MonitorUI
import Phrases
import Quantities
import Testing
import TextScreen

/// A comma is read as a decimal point where it can mean nothing else. Where it can, the screen says how to
/// write the figure.
@Suite("A comma in a figure")
struct DecimalCommaTests {
  /// Once, it was refused with `a number from 0 to 2000`, though it is one.
  @Test(
    "what could stand for thousands says how it is written",
    arguments: [
      ("58,875", "write 58.875, with a point"), ("1,000", "write 1.000 with a point, or 1000"),
    ])
  func eitherOfTwo(typed: String, advice: String) {
    var scene = Scene.prepared().by("KM")
    #expect(scene.type("r\(typed)\n") == [])
    #expect(scene.model.prompt?.error?.english == "\(typed): \(advice)")
  }

  @Test("and so is a dose with such a comma: it was taken as a thousandth of what it says")
  func eitherOfTwoDoses() {
    var scene = Scene.infusing().by("KM")
    #expect(scene.type("m11,000 mg\n") == [])
    #expect(scene.model.prompt?.error?.english.hasSuffix("write 1.000 with a point, or 1000") == true)
  }
}
