import Devices
import InfusionCore
import Quantities
import Testing

@Suite struct SunTechDriverTests {
  private let old = SunTechReply.result(SunTechResult(sys: 115, dia: 74, map: 88)).bytes
  private let new = SunTechReply.result(SunTechResult(sys: 130, dia: 80, map: 97)).bytes
  private let leak = SunTechReply.result(SunTechResult(sys: 115, dia: 74, map: 88, error: 87)).bytes

  @Test func theFirstResultIsOfUnknownAgeAndItsRepeatsAreNothing() throws {
    var module = try driver("suntech")
    #expect(module.opened(at: .start).sent == [hex("3A 79 03 00 4A")])
    #expect(module.cuffs(old) == [measured(115, 74, 88, ageIsUnknown: true)])
    #expect(module.cuffs(old + old).isEmpty)
    #expect(module.cuffs(new) == [measured(130, 80, 97)])
  }

  @Test func theEndOfAMeasurementMakesTheSameValuesNew() throws {
    var module = try driver("suntech")
    _ = module.cuffs(old)
    let ended = module.received(SunTechReply.acknowledged(.done).bytes[...], at: .seconds(1))
    #expect(ended.sent == [hex("3A 79 03 00 4A")])
    #expect(module.cuffs(old) == [measured(115, 74, 88)])
  }

  @Test func aCuffThatEmptiesHasMeasured() throws {
    var module = try driver("suntech")
    _ = module.cuffs(old)
    for pressure in [0, 8, 120, 180, 90, 31] {
      #expect(module.received(SunTechReply.cuffPressure(pressure).bytes[...], at: .start).sent.isEmpty)
    }
    #expect(
      module.received(SunTechReply.cuffPressure(4).bytes[...], at: .start).sent == [hex("3A 79 03 00 4A")])
    #expect(module.cuffs(old) == [measured(115, 74, 88)])
  }

  @Test func anErrorIsAFailureOnceWhateverTheNumbersSay() throws {
    var module = try driver("suntech")
    #expect(module.cuffs(leak).isEmpty)
    // What failed was there before us, and so may be what stands there now.
    #expect(module.cuffs(old) == [measured(115, 74, 88, ageIsUnknown: true)])
    #expect(module.cuffs(leak + leak) == [.failed()])
    #expect(module.cuffs(old).isEmpty)
  }

  /// It was seen to empty, and says "done" behind that: one end, not two.
  @Test func twoMarksOfOneEndAreOneMeasurement() throws {
    var module = try driver("suntech")
    _ = module.cuffs(old)
    let emptied = [120, 4].flatMap { SunTechReply.cuffPressure($0).bytes }
    let done = SunTechReply.acknowledged(.done).bytes
    #expect(module.cuffs(emptied + old) == [measured(115, 74, 88)])
    #expect(module.cuffs(done + old).isEmpty)
    #expect(module.cuffs(emptied + done + old) == [measured(115, 74, 88)])
  }

  @Test func afterACutTheFirstResultIsOfUnknownAgeAgain() throws {
    var module = try driver("suntech")
    _ = module.cuffs(old)
    module.closed(at: .seconds(1))
    _ = module.opened(at: .seconds(2))
    #expect(module.cuffs(new) == [measured(130, 80, 97, ageIsUnknown: true)])
  }
}
