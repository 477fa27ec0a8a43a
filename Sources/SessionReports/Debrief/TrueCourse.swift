public import Quantities

/// What was true of a drill's patient, second by second: what nobody at the chair could read.
public struct TrueCourse: Hashable, Sendable {
  /// How the simulated patient really was in one second.
  public struct Second: Hashable, Sendable {
    /// %
    public var spo2: Int
    /// /min
    public var hr: Int
    /// mmHg
    public var sys: Int
    /// mmHg
    public var dia: Int
    /// Of ketamine at the effect site, ng/mL.
    public var effect: Int
    /// 0 awake, 1 not to be roused.
    public var sedation: Double
    /// Harm up to here.
    public var harm: TimeSpan
    /// Of that, while something stood that an instructor set or injected.
    public var harmByInstructor: TimeSpan
    /// What had really gone in.
    public var delivered: Milligrams

    public init(
      spo2: Int, hr: Int, sys: Int, dia: Int, effect: Int, sedation: Double, harm: TimeSpan,
      harmByInstructor: TimeSpan, delivered: Milligrams
    ) {
      self.harmByInstructor = harmByInstructor
      self.spo2 = spo2
      self.hr = hr
      self.sys = sys
      self.dia = dia
      self.effect = effect
      self.sedation = sedation
      self.harm = harm
      self.delivered = delivered
    }
  }

  /// From the session's beginning, one each second.
  public let seconds: [Second]

  public init(_ seconds: [Second]) { self.seconds = seconds }

  /// As it was in the second of this time; nil behind the end.
  public subscript(time: SessionTime) -> Second? {
    let index = Int(time.milliseconds / 1000)
    return seconds.indices.contains(index) ? seconds[index] : nil
  }

  public var end: SessionTime { .seconds(Int64(max(0, seconds.count - 1))) }

  /// The lowest or highest of a vital and when it first came; nil without any second.
  func extreme(of vital: KeyPath<Second, Int>, highest: Bool) -> (value: Int, at: SessionTime)? {
    let values = seconds.map { $0[keyPath: vital] }
    guard let value = highest ? values.max() : values.min(), let index = values.firstIndex(of: value) else {
      return nil
    }
    return (value, .seconds(Int64(index)))
  }

  /// When the patient came to harm: stretches with no more than `longestBreath` of safety between them.
  var harm: [Range<SessionTime>] {
    var stretches: [Range<SessionTime>] = []
    for index in seconds.indices.dropFirst() where seconds[index].harm > seconds[index - 1].harm {
      let (from, to) = (SessionTime.seconds(Int64(index - 1)), SessionTime.seconds(Int64(index)))
      if let last = stretches.last, from - last.upperBound <= Self.longestBreath {
        stretches[stretches.count - 1] = last.lowerBound..<to
      } else {
        stretches.append(from..<to)
      }
    }
    return stretches
  }

  private static let longestBreath = TimeSpan.seconds(20)
}
