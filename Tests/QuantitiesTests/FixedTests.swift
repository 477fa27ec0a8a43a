import Quantities
import Testing

@Suite struct FixedTests {
  @Test(arguments: [
    ("72", 72000), ("-3.5", -3500), ("0.0005", 1), ("0.0004", 0), ("98.1239", 98124), ("007", 7000),
    ("00000000000000070", 70000), ("-0.0005", -1),
  ])
  func readsDecimalsAndRoundsTheFourth(text: String, thousandths: Int) {
    #expect(Fixed(text)?.thousandths == thousandths)
  }

  @Test(arguments: ["", "-", ".", "1.", ".5", "+1", "1e3", "0x10", "1,5", " 1", "1 ", "nan", "9999999999999"])
  func refusesWhatIsNoDecimal(text: String) {
    #expect(Fixed(text) == nil)
  }

  @Test(arguments: [
    (1e300, 1_000_000_000_000_000), (-.infinity, -1_000_000_000_000_000), (.nan, 0), (0.0005, 1),
  ])
  func ofWhatIsBeyondAllThatIsReadItIsTheOutermost(value: Double, thousandths: Int) {
    #expect(Fixed(rounding: value).thousandths == thousandths)
  }

  @Test(arguments: [(500, "0.5"), (1000, "1"), (12_500, "12.5"), (-1, "-0.001"), (0, "0"), (10_950, "10.95")])
  func printsAsISMPAsks(thousandths: Int, text: String) {
    #expect(Fixed(thousandths: thousandths).description == text)
  }

  @Test(arguments: [(104_950, 105_000), (104_949, 104_900), (-50, 0), (-51, -100)])
  func roundsHalfUpToOnePlace(thousandths: Int, rounded: Int) {
    #expect(Fixed(thousandths: thousandths).rounded(places: 1).thousandths == rounded)
  }
}

@Suite struct DoseArithmeticTests {
  /// kg, mg/kg, min, mg/mL, then mg, mg/h, mg/kg/h, mcg/kg/min, mL, mL/h.
  @Test(arguments: [
    (70.0, 0.5, Int64(40), 1.0, ["35", "52.5", "0.75", "12.5", "35", "52.5"]),
    (70.0, 0.5, 45, 1.0, ["35", "46.667", "0.667", "11.111", "35", "46.667"]),
    (70.0, 0.5, 60, 1.0, ["35", "35", "0.5", "8.333", "35", "35"]),
    (82.4, 0.5, 40, 1.0, ["41.2", "61.8", "0.75", "12.5", "41.2", "61.8"]),
    (70.0, 0.5, 40, 0.7, ["35", "52.5", "0.75", "12.5", "50", "75"]),
  ])
  func anOrderInEveryUnit(kg: Double, mgkg: Double, minutes: Int64, mgml: Double, expected: [String]) {
    let weight = Kilograms(kg)
    let strength = MilligramsPerMillilitre(mgml)
    let dose = MilligramsPerKilogram(mgkg) * weight
    let perHour = dose / TimeSpan.minutes(minutes)
    let perKilogram = perHour / weight
    let shown: [Fixed] = [
      dose.fixed, perHour.fixed, perKilogram.fixed, perKilogram.microgramsPerKilogramMinute.fixed,
      (dose / strength).fixed, (perHour / strength).fixed,
    ]
    #expect(shown.map(\.description) == expected)
  }

  @Test func aThirdOfAMillilitreStillEndsOnTheMinute() {
    let rate = MillilitresPerHour(35.0 / 45 * 60)
    #expect(Millilitres(35) / rate == .minutes(45))
    #expect((Millilitres(35) / MillilitresPerHour(0)) as TimeSpan? == nil)
  }

  /// 66.6 kg, 70.1 kg and 63.7 kg by trd-40: each amount is an exact half, and a little less in binary.
  @Test(arguments: [(49.95, 1, "0.833"), (52.575, 2, "1.753"), (47.775, 14, "11.148"), (49.944, 1, "0.832")])
  func aDoseOfAnExactHalfIsRoundedUp(millilitresPerHour: Double, minutes: Int64, expected: String) {
    let given = MillilitresPerHour(millilitresPerHour) * TimeSpan.minutes(minutes)
    #expect(given.fixed.description == expected)
  }
}
