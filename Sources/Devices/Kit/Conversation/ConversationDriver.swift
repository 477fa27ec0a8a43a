import InfusionCore
import Quantities

/// A conversation with what all of them share: readings out of frames, stamps, polls, and the watch on the
/// line.
struct ConversationDriver<Talk: Conversation, Decoder: FrameDecoder>: DeviceDriver
where Decoder.Message == Talk.Message {
  let source: SourceID
  var counters: WireCounters { decoder.counters }

  private let options: DriverOptions
  private let rate: FrameRate?
  private var conversation: Talk
  private var decoder: Decoder
  private var gate = ReadingGate()
  private var watch: LinkWatch
  private var nextPoll: SessionTime?
  private var isHeard = false
  private var sourceTime = SessionTime.start

  init(_ conversation: Talk, decoder: Decoder, kind: DeviceKind, options: DriverOptions) {
    source = options.source
    self.options = options
    self.conversation = conversation
    self.decoder = decoder
    watch = LinkWatch(nominalInterval: kind.nominalInterval, line: options.line)
    rate = if case .nominal(let rate) = kind.sourceClock { rate } else { nil }
  }

  var nextDeadline: SessionTime? { [silenceDeadline, nextPoll].compactMap { $0 }.min() }

  private var silenceDeadline: SessionTime? {
    options.watchesLink && conversation.isStreaming ? watch.deadline : nil
  }

  mutating func opened(at time: SessionTime) -> [DriverEffect] {
    guard options.timing == .arrival else { return [] }
    watch.opened(at: time)
    nextPoll = conversation.pollInterval.map { time + $0 }
    let greeting = conversation.greeting().map(DriverEffect.send)
    return options.watchesLink ? [.input(.link(source, .connected), at: time)] + greeting : greeting
  }

  mutating func closed(at time: SessionTime) {
    decoder.reset()
    conversation.closed()
    gate.reset()
    watch.closed()
    nextPoll = nil
    isHeard = false
  }

  mutating func received(_ bytes: ArraySlice<UInt8>, at time: SessionTime) -> [DriverEffect] {
    var effects = passDeadlines { $0 < time }
    let before = decoder.counters.recognisedFrames
    var messages: [Talk.Message] = []
    decoder.feed(bytes) { messages.append($0) }
    let framesAmongThem = decoder.counters.recognisedFrames > before
    isHeard = isHeard || framesAmongThem
    effects += linkNews(bytes: bytes.count, framesAmongThem: framesAmongThem, at: time)
    for message in messages { handle(message, at: time, &effects) }
    return effects
  }

  mutating func damaged(_ count: Int, at time: SessionTime) -> [DriverEffect] {
    let effects = passDeadlines { $0 < time }
    decoder.reset()
    return effects + linkNews(bytes: count, framesAmongThem: false, at: time)
  }

  mutating func advance(to time: SessionTime) -> [DriverEffect] { passDeadlines { $0 <= time } }

  private mutating func linkNews(bytes: Int, framesAmongThem: Bool, at time: SessionTime) -> [DriverEffect] {
    let link = watch.heard(bytes: bytes, framesAmongThem: framesAmongThem, at: time)
    guard options.watchesLink, let link else { return [] }
    return [.input(.link(source, link), at: time)]
  }

  private mutating func handle(
    _ message: Talk.Message, at arrival: SessionTime, _ effects: inout [DriverEffect]
  ) {
    let meaning = conversation.interpret(message)
    let time = stamp(meaning.stamp, arrival)
    if let reading = meaning.reading,
      conversation.everyRecordIsAReading || gate.admits(reading, on: meaning.channel, at: time)
    {
      effects.append(.input(.reading(reading), at: time))
    } else if options.timing == .source {
      // A run of frames without news needs one word about time, not sixty a second.
      if case .time = effects.last { effects.removeLast() }
      effects.append(.time(time))
    }
    if options.timing == .arrival { effects += meaning.replies.map(DriverEffect.send) }
  }

  private mutating func stamp(_ stamp: SourceStamp?, _ arrival: SessionTime) -> SessionTime {
    guard options.timing == .source else { return arrival }
    switch stamp {
    case .carried(let time): sourceTime = time
    case .frame(let number): if let rate { sourceTime = rate.time(ofFrame: number) }
    case nil: break
    }
    return sourceTime
  }

  private mutating func passDeadlines(where isDue: (SessionTime) -> Bool) -> [DriverEffect] {
    var effects: [DriverEffect] = []
    while let next = nextDeadline, isDue(next) {
      if next == silenceDeadline {
        effects.append(.input(.link(source, watch.fellSilent()), at: next))
      } else {
        effects += conversation.poll(isHeard: isHeard).map(DriverEffect.send)
        isHeard = false
        nextPoll = conversation.pollInterval.map { next + $0 }
      }
    }
    return effects
  }
}
