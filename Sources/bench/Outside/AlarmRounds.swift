import Glibc

/// A cuff whose readings go beyond their limit and back, and a terminal on which the alarm's words must come.
///
/// A cuff's limits have no onset delay, so that nothing but the programs lies between the two.
struct AlarmRounds {
  let cuff: Pseudoterminal
  /// The chair's own terminal.
  let chair: Pseudoterminal
  /// The one that is watched: the chair's, or the wall's.
  let watched: Pseudoterminal

  /// Two readings a round. Closer together the source would flood (more than 20 a second) and be thinned.
  private static let apart: Int32 = 120
  /// Each is waited for ten seconds, so after this many that did not come the run is given up.
  private static let unseenMost = 3

  func sample() -> Sample {
    var sample = Sample()
    var unseen = 0
    for round in 0..<Effort.asked.alarms where unseen < Self.unseenMost {
      cuff.write(Array("hr=72 spo2=98 sys=120 dia=78\n".utf8))
      quieten(milliseconds: Self.apart)
      // The pauses differ, so that a screen's own second comes in at every place.
      usleep(useconds_t(round * 7919 % 40_000))
      quieten(milliseconds: 0)
      let systolic = 161 + round % 18
      let start = Stopwatch.nanoseconds
      cuff.write(Array("hr=72 spo2=98 sys=\(systolic) dia=78\n".utf8))
      if isSeen("\(systolic) > 160") {
        sample.add(nanoseconds: Stopwatch.nanoseconds - start)
      } else {
        unseen += 1
      }
    }
    return sample
  }

  /// Reads until nothing comes for so long.
  func quieten(milliseconds: Int32) {
    while !watched.read(withinMilliseconds: milliseconds).isEmpty {}
    while !chair.read(withinMilliseconds: 0).isEmpty {}
  }

  private func isSeen(_ text: String) -> Bool {
    var seen: [UInt8] = []
    while true {
      let bytes = watched.read(withinMilliseconds: 10_000)
      if bytes.isEmpty { return false }
      seen += bytes
      if String(decoding: seen, as: UTF8.self).contains(text) { return true }
    }
  }
}
