import InfusionCore
import Quantities

/// Drives one conversation, with what all kinds share: readings out of frames, stamps, polls, and the watches
/// on the line, on whether the bytes follow the kind, and on floods.
struct ConversationDriver<Talk: Conversation, Decoder: FrameDecoder>: DeviceDriver
where Decoder.Message == Talk.Message {
  let source: SourceID
  var counters: WireCounters { decoder.counters }
  var firstBadLine: BadLine? { decoder.firstBadLine }
  private(set) var unread = UnreadCounts()
  var passedOver: [String: Int] { others.counts }

  var addressee: Addressee {
    get { options.addressee }
    set { options.addressee = newValue }
  }

  private var options: DriverOptions
  private let kind: DeviceKind
  private let rate: FrameRate?
  private var conversation: Talk
  private var decoder: Decoder
  private var gate = ReadingGate()
  private var watch: LinkWatch
  private var nextPoll: SessionTime?
  private var isHeard = false
  /// Since the port was opened.
  private var hasAnswered = false
  private var run: FrameRun
  private var garble: GarbleWatch
  /// Set only while the bytes do not seem to be of the kind.
  private var likeness: LikenessWatch?
  /// Only for a kind without a rate of its own.
  private var flood: FloodWatch?
  private var toldConduct: SourceConduct
  private var identity: IdentityWatch
  private var others = PassedOver()
  private var sourceTime = SessionTime.start
  /// Bytes under the source's clock since something was last completed.
  private var quietBytes = 0

  init(_ conversation: Talk, decoder: Decoder, kind: DeviceKind, options: DriverOptions) {
    source = options.source
    self.options = options
    self.kind = kind
    self.conversation = conversation
    self.decoder = decoder
    identity = IdentityWatch(namesAreChecked: conversation.namesAreChecked)
    run = FrameRun(kind.proof)
    watch = LinkWatch(nominalInterval: kind.nominalInterval, line: options.line)
    let rate: FrameRate? = if case .nominal(let rate) = kind.sourceClock { rate } else { nil }
    self.rate = rate
    // Frames whose time is reckoned from their rate cannot be too fast.
    garble = GarbleWatch(
      nominalInterval: kind.nominalInterval, rate: options.timing == .arrival ? rate : nil,
      isGarbled: options.conduct.isGarbled)
    flood = options.watchesConduct && rate == nil ? FloodWatch(isFlooding: options.conduct == .floods) : nil
    toldConduct = options.conduct
  }

  var nextDeadline: SessionTime? { Self.first(Self.first(silenceDeadline, nextPoll), flood?.deadline) }

  /// Without an array, because it is called several times a frame.
  private static func first(_ one: SessionTime?, _ other: SessionTime?) -> SessionTime? {
    guard let one, let other else { return one ?? other }
    return min(one, other)
  }

  private var silenceDeadline: SessionTime? {
    options.watchesLink && conversation.isStreaming ? watch.deadline : nil
  }

  mutating func opened(at time: SessionTime) -> [DriverEffect] {
    guard options.timing == .arrival else { return [] }
    watch.opened(at: time)
    garble.opened(at: time)
    nextPoll = conversation.pollInterval.map { time + $0 }
    conversation.heard(at: time)
    let greeting = conversation.greeting().map(DriverEffect.send)
    return options.watchesLink ? [.input(.link(source, .connected), at: time)] + greeting : greeting
  }

  mutating func closed(at time: SessionTime) {
    decoder.reset()
    run.breakOff()
    likeness = nil
    forgetWhatWasSaid()
    watch.closed()
    flood?.closed()
    identity.closed()
    nextPoll = nil
    (isHeard, hasAnswered) = (false, false)
  }

  mutating func replaced() {
    forgetWhatWasSaid()
    conversation.replaced()
  }

  mutating func cut() {
    decoder.reset()
    run.breakOff()
    likeness = nil
  }

  // A driver is called through its protocol, so the compiler makes only the generic form of this, which looks
  // up every type at run time. The kinds that send 60 frames a second and more, and those of a simulated
  // archive, are specialised: that costs a fifth.
  @_specialize(where Talk == NoninPacketConversation, Decoder == NoninDF2Decoder)
  @_specialize(where Talk == NoninPacketConversation, Decoder == NoninDF7Decoder)
  @_specialize(where Talk == NoninDF8Conversation, Decoder == NoninDF8Decoder)
  @_specialize(where Talk == ContecV7Conversation, Decoder == ContecV7Decoder)
  @_specialize(where Talk == Contec5ByteConversation, Decoder == Contec5ByteDecoder)
  @_specialize(where Talk == LineConversation, Decoder == LineDecoder)
  mutating func received(_ bytes: ArraySlice<UInt8>, at time: SessionTime) -> [DriverEffect] {
    var effects = passDeadlines { $0 < time }
    // Nearly always all of it is clean, and then no array of stretches is needed.
    if options.timing == .arrival, let whole = decoder.cleanStretch(of: bytes) {
      noteLife(bytes.count, areOthers: areOthers(whole.messages), whole.findings.good > 0, at: time, &effects)
      receive(whole, at: time, &effects)
      return effects
    }
    let stretches = decoder.stretches(of: bytes, eachFrameAlone: options.timing == .source)
    noteLife(
      bytes.count, areOthers: areOthers(stretches.lazy.flatMap(\.messages)),
      stretches.contains { $0.findings.good > 0 }, at: time, &effects)
    for stretch in stretches { receive(stretch, at: time, &effects) }
    return effects
  }

  private mutating func noteLife(
    _ bytes: Int, areOthers: Bool, _ framesAmongThem: Bool, at time: SessionTime,
    _ effects: inout [DriverEffect]
  ) {
    if areOthers { return }
    isHeard = isHeard || framesAmongThem
    hasAnswered = hasAnswered || framesAmongThem
    tellLink(bytes: bytes, framesAmongThem: framesAmongThem, at: time, &effects)
  }

  /// Whether only other devices on the line speak.
  private func areOthers(_ messages: some Sequence<Talk.Message>) -> Bool {
    guard conversation.asked != nil else { return false }
    return messages.contains { _ in true } && !messages.contains(where: conversation.isAnswer)
  }

  mutating func damaged(_ count: Int, at time: SessionTime) -> [DriverEffect] {
    var effects = passDeadlines { $0 < time }
    decoder.reset()
    run.breakOff()
    likeness = nil
    tellLink(bytes: count, framesAmongThem: false, at: time, &effects)
    judge(Findings(bytes: count, skippedBytes: count), at: time, &effects)
    return effects
  }

  @_specialize(where Talk == NoninPacketConversation, Decoder == NoninDF2Decoder)
  @_specialize(where Talk == LineConversation, Decoder == LineDecoder)
  mutating func advance(to time: SessionTime) -> [DriverEffect] { passDeadlines { $0 <= time } }

  /// The loss if nobody with the asked address has answered since the port was opened.
  private var noAnswer: Link? {
    hasAnswered ? nil : conversation.asked.map { .lost(.noAnswer(address: $0.description)) }
  }

  private mutating func tellLink(
    bytes: Int, framesAmongThem: Bool, at time: SessionTime, _ effects: inout [DriverEffect]
  ) {
    let link = watch.heard(
      bytes: bytes, framesAmongThem: framesAmongThem, isGarbled: garble.isGarbled, at: time)
    guard options.watchesLink, let link else { return }
    if !isInDoubt { likeness = nil }
    effects.append(.input(.link(source, watch.hearsNoFrames ? noFrames : link), at: time))
  }

  private var noFrames: Link { .lost(.noFrames(line: options.line, looksLike: likeness?.likest?.name)) }

  /// Good frames of a stretch are judged with their messages, each at its own time. Under the source's clock,
  /// bytes that complete nothing have no time of their own, and count with the next stretch that completes
  /// something.
  private mutating func receive(
    _ stretch: DecodedStretch<Talk.Message>, at arrival: SessionTime, _ effects: inout [DriverEffect]
  ) {
    var rest = stretch.findings
    let here = options.timing == .source ? sourceTime : arrival
    if options.timing == .source {
      rest.bytes += quietBytes
      quietBytes = stretch.isQuiet ? rest.bytes : 0
      if stretch.isQuiet {
        compare(stretch, at: here, &effects)
        return
      }
    }
    if !rest.areClean || stretch.messages.isEmpty || options.timing == .arrival {
      judge(rest, at: here, &effects)
      rest = Findings()
    }
    compare(stretch, at: here, &effects)
    // The trouble in a stretch may lie before its message or after it.
    if !stretch.findings.areClean { run.breakOff() }
    var left = stretch.messages.count
    for message in stretch.messages {
      let share = rest / left
      left -= 1
      rest = rest - share
      handle(message, share, at: arrival, &effects)
    }
    if !stretch.findings.areClean { run.breakOff() }
  }

  private mutating func handle(
    _ message: Talk.Message, _ findings: Findings, at arrival: SessionTime, _ effects: inout [DriverEffect]
  ) {
    if let replies = conversation.replies(toNoReading: message) {
      if findings != Findings() { judge(findings, at: arrival, &effects) }
      if options.timing == .arrival { effects += replies.map(DriverEffect.send) }
      return
    }
    let said = conversation.identity(in: message)
    guard isMeant(message, from: said, at: arrival, &effects) else { return }
    let time = stamp(conversation.stamp(message), arrival)
    conversation.heard(at: time)
    if findings != Findings() { judge(findings, at: time, &effects) }
    guard run.extend() else {
      conversation.overhear(message)
      passTime(to: time, &effects)
      return
    }
    let judgement = said.map { identity.hear($0) } ?? .same
    if judgement.isAnother { forgetWhatWasSaid() }
    let meaning = conversation.interpret(message)
    let unreadRemarks = unread.note(conversation.unread(in: message))
    if options.remarksUnread {
      let remarks = (conversation.recordsUnread ? unreadRemarks : []) + meaning.remarks
      for remark in remarks { tell(.annotation(remark, source: source), at: time, &effects) }
    }
    if let identity = judgement.identity { tell(.identity(source, identity), at: time, &effects) }
    if let reading = meaning.reading, judgement != .unconfirmed,
      conversation.everyRecordIsAReading || gate.admits(reading, on: meaning.channel, at: time)
    {
      give(reading, at: time, &effects)
    } else {
      passTime(to: time, &effects)
    }
    if options.timing == .arrival { effects += meaning.replies.map(DriverEffect.send) }
  }

  /// A message without news says how late it is, under its own time.
  private mutating func passTime(to time: SessionTime, _ effects: inout [DriverEffect]) {
    guard options.timing == .source else { return }
    releaseDelayed(at: time, &effects)
    // A run of frames without news needs one word about time, not sixty a second.
    if case .time = effects.last { effects.removeLast() }
    if flood?.delayed == nil { effects.append(.time(time)) }
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
      if next == flood?.deadline {
        release(&effects)
      } else if next == silenceDeadline {
        let silence = watch.fellSilent()
        effects.append(.input(.link(source, noAnswer ?? silence), at: next))
      } else {
        effects += conversation.poll(isHeard: isHeard).map(DriverEffect.send)
        isHeard = false
        nextPoll = conversation.pollInterval.map { next + $0 }
      }
    }
    return effects
  }
}

// MARK: - Conduct

extension ConversationDriver {
  private mutating func judge(_ findings: Findings, at time: SessionTime, _ effects: inout [DriverEffect]) {
    guard options.watchesConduct, garble.hear(findings, at: time) else { return }
    if !isInDoubt { likeness = nil }
    tellConduct(at: time, &effects)
  }

  /// Whether the bytes do not seem to be of the kind.
  private var isInDoubt: Bool { garble.isGarbled || options.watchesLink && watch.hearsNoFrames }

  /// Looks which kind the bytes resemble that do not follow this one.
  private mutating func compare(
    _ stretch: DecodedStretch<Talk.Message>, at time: SessionTime, _ effects: inout [DriverEffect]
  ) {
    guard isInDoubt else { return }
    if likeness == nil { likeness = LikenessWatch(besides: kind, on: options) }
    let isNews =
      garble.isGarbled
      ? likeness?.hear(stretch.bytes, endsInTrouble: !stretch.findings.areClean, at: time)
      : likeness?.hearEndless(stretch.bytes, at: time)
    guard isNews == true else { return }
    tellConduct(at: time, &effects)
    if options.watchesLink && watch.hearsNoFrames { tell(.link(source, noFrames), at: time, &effects) }
  }

  private mutating func give(_ reading: Reading, at time: SessionTime, _ effects: inout [DriverEffect]) {
    if flood?.count(at: time) == true { tellConduct(at: time, &effects) }
    guard flood?.isFlooding == true else {
      release(&effects)
      effects.append(.input(.reading(reading), at: time))
      return
    }
    if let due = flood?.delay(reading, at: time) {
      effects.append(.input(.reading(due.reading), at: due.time))
    }
  }

  private mutating func tellConduct(at time: SessionTime, _ effects: inout [DriverEffect]) {
    let conduct: SourceConduct =
      garble.isGarbled
      ? .garbled(looksLike: likeness?.likest?.name) : flood?.isFlooding == true ? .floods : .follows
    guard conduct != toldConduct else { return }
    toldConduct = conduct
    tell(.conduct(source, conduct), at: time, &effects)
  }

  /// Adds an input, after the delayed reading, which came before it.
  private mutating func tell(_ input: Input, at time: SessionTime, _ effects: inout [DriverEffect]) {
    release(&effects)
    effects.append(.input(input, at: time))
  }

  /// Gives a flood's delayed reading once its slot is over.
  private mutating func releaseDelayed(at time: SessionTime, _ effects: inout [DriverEffect]) {
    if let deadline = flood?.deadline, deadline <= time { release(&effects) }
  }

  private mutating func release(_ effects: inout [DriverEffect]) {
    if let given = flood?.release() { effects.append(.input(.reading(given.reading), at: given.time)) }
  }
}

// MARK: - Who speaks

extension ConversationDriver {
  /// Forgets what was said before, because another device's words are nothing to compare with.
  private mutating func forgetWhatWasSaid() {
    conversation.closed()
    gate.reset()
  }

  /// Whether a message is meant for this chair. Remarks once on each other speaker.
  private mutating func isMeant(
    _ message: Talk.Message, from said: SourceIdentity?, at time: SessionTime,
    _ effects: inout [DriverEffect]
  ) -> Bool {
    let speaker = said ?? SourceIdentity()
    if options.addressee.isMeant(by: speaker) { return true }
    if let remark = others.note(speaker) {
      tell(.annotation(remark, source: source), at: time, &effects)
    }
    if options.timing == .arrival { effects += conversation.passOver(message).map(DriverEffect.send) }
    return false
  }
}
