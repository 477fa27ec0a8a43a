import Pharmacokinetics
import Quantities
import Testing

/// Expected figures come from a matrix exponential with 30 digits, not from this closed form.
@Suite struct PredictionTests {
  struct Vector: Sendable, CustomTestStringConvertible {
    var name: String
    var doses: [Dosing]
    var ke0 = 0.652
    /// Minute, plasma and effect site, ng/mL; nil where the plasma is another vector's.
    var expected: [(minute: Int64, plasma: Double?, effect: Double)]
    var testDescription: String { name }
  }

  static let vectors = [
    Vector(
      name: "35 mg over 40 min", doses: [.rate(52.5, 0), .rate(0, 40)],
      expected: [
        (1, 100.5305, 32.39359), (5, 155.3536, 136.6325), (10, 181.8286, 174.2471), (20, 209.6073, 206.2681),
        (30, 226.4964, 224.1431), (40, 240.3596, 238.3179), (45, 91.42609, 108.1928),
        (60, 55.11964, 56.69394),
        (70, 49.28335, 49.97721), (90, 43.0056, 43.4194), (120, 35.83948, 36.17508),
      ]),
    Vector(
      name: "the same, effect at its peak after 3 min", doses: [.rate(52.5, 0), .rate(0, 40)], ke0: 0.0856676,
      expected: [
        (10, nil, 87.8877), (20, nil, 151.9757), (30, nil, 190.9146), (40, nil, 216.0206),
        (45, nil, 182.1068),
        (60, nil, 96.9221), (70, nil, 70.7525),
      ]),
    Vector(
      name: "35 mg over 45 min", doses: [.rate(35.0 / 0.75, 0), .rate(0, 45)],
      expected: [
        (20, 186.3176, 183.3494), (40, 213.653, 211.8381), (45, 219.3597, 217.6225), (60, 59.17819, 61.74816),
        (75, 48.49955, 49.1605),
      ]),
    Vector(
      name: "paused from 20 to 25", doses: [.rate(52.5, 0), .rate(0, 20), .rate(52.5, 25), .rate(0, 45)],
      expected: [
        (20, 209.6073, 206.2681), (25, 63.31454, 79.34497), (30, 200.0214, 186.5285), (45, 237.7188, 235.116),
        (50, 89.78024, 106.2802), (75, 48.58551, 49.26714),
      ]),
    Vector(
      name: "a bolus of 35 mg", doses: [.init(.bolus(.init(35)), at: .start)],
      expected: [
        (1, 1777.725, 1777.009), (2, 635.5862, 1404.414), (5, 277.4726, 488.247), (10, 161.292, 197.7261),
        (30, 59.40583, 61.37447), (60, 45.58562, 46.02733),
      ]),
  ]

  @Test(arguments: vectors)
  func agreesWithTheMatrixExponential(vector: Vector) {
    let course = Prediction.course(
      of: vector.doses, weight: .init(70), ke0: .init(vector.ke0), every: .minutes(1), until: .minutes(120))
    for (minute, plasma, effect) in vector.expected {
      let point = course[Int(minute)]
      #expect(point.time == .minutes(minute))
      if let plasma { #expect(isClose(point.plasma.value, plasma, within: 1e-5)) }
      #expect(isClose(point.effect.value, effect, within: 1e-5))
    }
  }

  @Test(arguments: [3.4, 48, 82.4, 150])
  func anyWeightGivesTheSameAtEqualDosePerKilogram(kilograms: Double) {
    var reference = Prediction(weight: .init(70))
    var other = Prediction(weight: .init(kilograms))
    for minute in 0..<90 {
      let rate = minute < 40 ? 0.75 : 0
      reference.advance(by: .minutes(1), rate: .init(rate * 70))
      other.advance(by: .minutes(1), rate: .init(rate * kilograms))
      #expect(isClose(reference.plasma.value, other.plasma.value, within: 1e-12))
      #expect(isClose(reference.effect.value, other.effect.value, within: 1e-12))
    }
  }

  @Test(arguments: CompartmentModel.all.map(\.name), [Int64(1), 17, 250, 1000, 60_000, 299_993])
  func anySplitOfTimeGivesTheSame(model: String, stepMilliseconds: Int64) throws {
    let model = try #require(CompartmentModel.named(model))
    let span = TimeSpan.minutes(stepMilliseconds < 100 ? 1 : 50)
    var whole = Prediction(model: model, weight: .init(64))
    whole.bolus(.init(5))
    var split = whole
    whole.advance(by: span, rate: .init(48))
    var rest = span
    while rest > .zero {
      let step = min(rest, .milliseconds(stepMilliseconds))
      split.advance(by: step, rate: .init(48))
      rest = rest - step
    }
    #expect(isClose(split.plasma.value, whole.plasma.value, within: 1e-9))
    #expect(isClose(split.effect.value, whole.effect.value, within: 1e-9))
  }

  /// At 40 min of 35 mg into 70 kg, computed elsewhere and rounded.
  @Test(arguments: [("domino", 240.0), ("domino-navarrete", 240), ("clements", 177), ("hijazi", 225)])
  func theModelsDifferAsPublished(name: String, plasma: Double) throws {
    let model = try #require(CompartmentModel.named(name))
    var prediction = Prediction(model: model, weight: .init(70))
    prediction.advance(by: .minutes(40), rate: .init(52.5))
    #expect(prediction.plasma.value.rounded() == plasma)
  }

  @Test func aSteadyInfusionApproachesRateOverClearance() {
    var prediction = Prediction(weight: .init(70))
    prediction.advance(by: .hours(24 * 30), rate: .init(52.5))
    #expect(isClose(prediction.plasma.value, 453.0, within: 1e-4))
    #expect(isClose(prediction.effect.value, prediction.plasma.value, within: 1e-9))
  }

  /// The solution divides by ke0 - lambda; a ke0 on a decay rate is where it would break.
  @Test func aKe0OnADecayRateIsNoSingularity() {
    var on = Prediction(weight: .init(70), ke0: .init(0.15151603))
    var beside = Prediction(weight: .init(70), ke0: .init(0.1516))
    on.advance(by: .minutes(20), rate: .init(52.5))
    beside.advance(by: .minutes(20), rate: .init(52.5))
    #expect(isClose(on.effect.value, beside.effect.value, within: 1e-3))
  }

  @Test(arguments: [0.0, -70, .nan])
  func noWeightAtAllStaysFinite(kilograms: Double) {
    var prediction = Prediction(weight: .init(kilograms), ke0: .init(kilograms))
    prediction.advance(by: .minutes(20), rate: .init(52.5))
    #expect(prediction.plasma.value.isFinite && prediction.effect.value.isFinite)
  }
}

@Suite struct CourseTests {
  @Test func aBolusCountsAtItsOwnInstant() {
    let course = Prediction.course(
      of: [.init(.bolus(.init(35)), at: .seconds(60))], weight: .init(70), every: .seconds(60),
      until: .minutes(2))
    #expect(course.map(\.time) == [.start, .seconds(60), .seconds(120)])
    #expect(course[0].plasma == .zero)
    #expect(isClose(course[1].plasma.value, 35 / 4.41 * 1000, within: 1e-12))
    #expect(isClose(course[2].plasma.value, 1777.725, within: 1e-5))
  }

  @Test func changesBetweenTwoPointsAreNotMovedToThem() {
    let off = Prediction.course(
      of: [.rate(52.5, 0), .init(.rate(.zero), at: .seconds(2400))], weight: .init(70), every: .seconds(7),
      until: .seconds(2405))
    var exact = Prediction(weight: .init(70))
    exact.advance(by: .seconds(2400), rate: .init(52.5))
    exact.advance(by: .seconds(1), rate: .zero)
    #expect(off.last?.time == .seconds(2401))
    #expect(isClose(off.last?.plasma.value ?? 0, exact.plasma.value, within: 1e-9))
  }

  @Test func noIntervalNoPoints() {
    #expect(Prediction.course(of: [], weight: .init(70), every: .zero, until: .minutes(1)).isEmpty)
  }
}

extension Dosing {
  static func rate(_ milligramsPerHour: Double, _ minute: Int64) -> Dosing {
    Dosing(.rate(.init(milligramsPerHour)), at: .minutes(minute))
  }
}

func isClose(_ a: Double, _ b: Double, within relative: Double) -> Bool {
  abs(a - b) <= relative * max(abs(a), abs(b))
}
