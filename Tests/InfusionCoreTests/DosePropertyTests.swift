import InfusionCore
import Quantities
import Testing

/// What holds of every dose, whatever happens.
@Suite struct DosePropertyTests {
  private static let seeds = Array(UInt64(1)...12)

  @Test(arguments: seeds) func theFigureIsNeverOutsideItsBounds(_ seed: UInt64) {
    var broken: [String] = []
    follow(RandomDose(seed: seed)) { account, now in
      for after in [0, 1, 4999, 30_000] {
        let figures = account.figures(at: now + .milliseconds(Int64(after)))
        let isInside = figures.low <= figures.volume && figures.volume <= figures.high
        let isSure = figures.low == figures.volume && figures.volume == figures.high
        if !isInside || (!figures.isEstimated && !isSure) || figures.low < .zero {
          broken.append("\(now.milliseconds): \(DoseTrace.text(figures))")
        }
      }
    }
    #expect(broken.isEmpty, "\(broken.prefix(3))")
  }

  /// The same holds whatever somebody asks in between, and however finely time is cut.
  @Test(arguments: seeds) func nothingDependsOnHowOftenItIsAsked(_ seed: UInt64) {
    let random = RandomDose(seed: seed)
    var ticks = SeededGenerator(seed: seed &* 7919)
    var plain = DoseTrace()
    plain.run(random.trace)
    var last = SessionTime.start
    var ticked = DoseTrace()
    ticked.between = { account, now in
      var next = last
      while true {
        next = next + .milliseconds([1, 333, 1000, 4999, 7000].randomElement(using: &ticks) ?? 1)
        guard next < now else { break }
        account.advance(to: next)
        _ = account.figures(at: next)
      }
      last = now
    }
    ticked.run(random.trace)
    var stepped = DoseTrace()
    stepped.between = { account, now in
      while let deadline = account.nextDeadline, deadline < now {
        account.advance(to: deadline)
        if let next = account.nextDeadline { #expect(next > deadline) }
      }
    }
    stepped.run(random.trace)
    #expect(plain.news.count > 1)
    // Compared here, for an account is too long to be read in a message.
    let isSame = plain.news == ticked.news && plain.account == ticked.account
    let isSameByDeadlines = plain.news == stepped.news && plain.account == stepped.account
    #expect(isSame, "asked at any time, from seed \(seed)")
    #expect(isSameByDeadlines, "asked at each deadline, from seed \(seed)")
  }

  /// Somebody who reads only what was told knows 5 s later what the dose rests on, and whether it is sure.
  @Test(arguments: seeds) func whatIsToldIsWhatIs(_ seed: UInt64) {
    let random = RandomDose(seed: seed)
    var plain = DoseTrace()
    plain.run(random.trace)
    let news = plain.news
    var untold: SessionTime?
    var broken: [SessionTime] = []
    follow(random) { account, now in
      var account = account
      account.advance(to: now - .milliseconds(1))
      let told = news.last { $0.at < now }?.figures
      let figures = account.figures(at: now - .milliseconds(1))
      let isTold = told.map { $0.basis == figures.basis && $0.isEstimated == figures.isEstimated } ?? true
      untold = isTold ? nil : untold ?? now
      if let untold, now - untold > .seconds(5) { broken.append(now) }
    }
    #expect(broken.isEmpty, "\(broken.prefix(3))")
  }

  private func follow(_ random: RandomDose, _ look: @escaping (DoseAccount, SessionTime) -> Void) {
    var trace = DoseTrace()
    trace.between = { account, now in look(account, now) }
    trace.run(random.trace)
  }

  @Test(arguments: [0.001, 0.01, 0.1, 1]) func aCleanCounterIsTheDose(step: Double) {
    for poll in [0.25, 1, 2, 10] {
      for rate in [5, 52.5, 200] {
        var trace = DoseTrace()
        let until = 9 + poll * 300
        let words = "from=3 flow=\(rate) step=\(step)"
        trace.run("\(9 - 2 * poll) vol=3\n\(9 - poll) vol=3\n9 start \(rate)\n9..\(until)/\(poll) \(words)\n")
        let time = SessionTime(milliseconds: Int64(until * 1000))
        let figures = trace.account.figures(at: time)
        let risen = ((rate * (until - 9) / 3600 / step + 1e-6).rounded(.down) * step)
        #expect(abs(figures.volume.value - risen) < 1e-9, "\(poll) s at \(rate) mL/h")
        #expect(!figures.isEstimated, "\(poll) s at \(rate) mL/h")
        #expect(trace.news.allSatisfy { !$0.figures.isEstimated }, "\(poll) s at \(rate) mL/h")
      }
    }
  }
}
