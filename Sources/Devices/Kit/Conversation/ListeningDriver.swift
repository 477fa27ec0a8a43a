import InfusionCore
import Quantities

/// One source at a port where others call: a driver for each caller, and one voice of them all.
///
/// The first caller that gives a reading speaks for the source. Others are read beside it if they name the
/// same bed and patient; else they are passed over: named and counted, never read. If the speaker leaves, or
/// is silent for as long as a line may be, the next caller that gives a reading takes its place. If that one
/// names somebody else, the source has another identity, as on any line. It does not keep others out: when
/// the bed and patient that the session is bound to call again, they speak, and it is passed over.
///
/// A sender that calls anew for each message goes on where it was: what was known of it is kept for its
/// address. A caller whose bytes do not follow the kind is hung up on.
struct ListeningDriver: DeviceDriver {
  let source: SourceID
  var addressee: Addressee

  private let kind: DeviceKind
  private var options: DriverOptions
  private var lines: [Caller: CallersLine] = [:]
  private var speaker: Caller?
  /// The identity that the session is bound to. Until the session says so, that of the first caller that gave
  /// a reading.
  private var bound: SourceIdentity?
  private var former = FormerCallers()
  private var watch: LinkWatch
  private var wasCalled = false
  private var toldIdentity: SourceIdentity?
  private var toldConduct: SourceConduct
  private var isGarbled: Bool
  private var goodSince: SessionTime?
  private var remarks: Set<String> = []

  /// A hostile crowd must not fill the record.
  private static let remarksMax = 300

  init(_ kind: DeviceKind, _ options: DriverOptions) {
    self.kind = kind
    self.options = options
    source = options.source
    addressee = options.addressee
    toldConduct = options.conduct
    isGarbled = options.conduct.isGarbled
    watch = LinkWatch(nominalInterval: kind.nominalInterval, line: options.line)
  }

  var counters: WireCounters { everybody.counters }
  var unread: UnreadCounts { everybody.unread }
  var passedOver: [String: Int] { everybody.passedOver }

  /// As if all had left.
  private var everybody: FormerCallers {
    var all = former
    for (_, line) in lines.sorted(by: { $0.key < $1.key }) { all.retire(line) }
    all.retireAll()
    return all
  }

  var nextDeadline: SessionTime? {
    (lines.values.map(\.driver.nextDeadline) + [options.watchesLink ? watch.deadline : nil])
      .compactMap { $0 }.min()
  }

  // MARK: The port

  mutating func opened(at time: SessionTime) -> [DriverEffect] {
    watch.opened(at: time)
    return options.watchesLink ? [.input(.link(source, .connected), at: time)] : []
  }

  mutating func closed(at time: SessionTime) {
    for caller in lines.keys { retire(caller) }
    former.retireAll()
    watch.closed()
    wasCalled = false
  }

  mutating func cut() {}
  mutating func damaged(_ count: Int, at time: SessionTime) -> [DriverEffect] { [] }

  /// Ignores bytes of no caller: a port where others call has none.
  mutating func received(_ bytes: ArraySlice<UInt8>, at time: SessionTime) -> [DriverEffect] { [] }

  mutating func advance(to time: SessionTime) -> [DriverEffect] {
    var effects: [DriverEffect] = []
    for caller in lines.keys.sorted() {
      let told = lines[caller]?.driver.advance(to: time) ?? []
      effects += retell(told, from: caller, at: time)
    }
    if options.watchesLink, let deadline = watch.deadline, deadline <= time {
      let silence = watch.fellSilent()
      effects.append(
        .input(.link(source, wasCalled ? silence : .lost(.other("nobody has called"))), at: deadline))
    }
    return effects
  }

  // MARK: Callers

  mutating func called(by caller: Caller, from address: String, at time: SessionTime) -> [DriverEffect] {
    wasCalled = true
    var line =
      former.acquire(from: address, at: time)
      ?? CallersLine(driver: kind.driver(ownOptions), address: address)
    options.standingStatus = nil
    let effects = line.driver.opened(at: time)
    lines[caller] = line
    return retell(effects, from: caller, at: time)
  }

  mutating func received(_ bytes: ArraySlice<UInt8>, from caller: Caller, at time: SessionTime)
    -> [DriverEffect]
  {
    guard var line = lines[caller] else { return [] }
    let before = line.driver.counters.recognisedFrames
    line.driver.addressee = addressee(of: caller, at: time)
    let told = line.driver.received(bytes, at: time)
    let framesAmongThem = line.driver.counters.recognisedFrames > before
    lines[caller] = line
    let link = watch.heard(
      bytes: bytes.count, framesAmongThem: framesAmongThem, isGarbled: isGarbled, at: time)
    let news = link.map { [DriverEffect.input(.link(source, $0), at: time)] } ?? []
    return (options.watchesLink ? news : []) + retell(told, from: caller, at: time)
  }

  mutating func bind(to identity: SourceIdentity?) { bound = identity ?? bound }

  mutating func left(_ caller: Caller, at time: SessionTime) {
    guard var line = lines.removeValue(forKey: caller) else { return }
    if speaker == caller { speaker = nil }
    line.driver.cut()
    former.keep(line, at: time)
  }

  mutating func crowded(at time: SessionTime) -> [DriverEffect] {
    remark("more callers at once than there is room for: some are turned away", at: time)
  }

  /// The options of a caller's driver. If the source was last told to flood, the driver tells when that ends.
  /// A sensor status from before a restart is taken to be that of the first who calls again.
  private var ownOptions: DriverOptions {
    DriverOptions(
      source: source, line: options.line, watchesLink: false, watchesConduct: options.watchesConduct,
      remarksUnread: options.remarksUnread, addressee: addressee,
      conduct: toldConduct == .floods ? .floods : .follows, standingStatus: options.standingStatus)
  }

  private mutating func retire(_ caller: Caller) {
    if let line = lines.removeValue(forKey: caller) { former.retire(line) }
    if speaker == caller { speaker = nil }
  }
}

// MARK: - Who speaks for the source

extension ListeningDriver {
  /// Whose messages are meant among those of this caller.
  private func addressee(of caller: Caller, at time: SessionTime) -> Addressee {
    guard let speaker, speaker != caller, let line = lines[speaker], !isSilent(line, at: time) else {
      return addressee
    }
    let who = bound.flatMap { $0.namesSomebody ? $0 : nil } ?? line.identity
    guard who.namesSomebody else { return .nobody }
    return Addressee(bed: who.bed ?? addressee.bed, patient: who.patient ?? addressee.patient)
  }

  private func isSilent(_ line: CallersLine, at time: SessionTime) -> Bool {
    line.lastReading.map { time - $0 > watch.silence } ?? true
  }

  /// A silent caller gives way to any other, and one that is not the source's to one that is.
  private func givesWay(_ line: CallersLine, to caller: Caller, at time: SessionTime) -> Bool {
    if isSilent(line, at: time) { return true }
    guard let bound, bound.namesSomebody, let other = lines[caller]?.identity else { return false }
    return !bound.agrees(with: line.identity) && bound.agrees(with: other)
  }

  /// What the driver of one caller tells, as the source tells it.
  private mutating func retell(_ effects: [DriverEffect], from caller: Caller, at time: SessionTime)
    -> [DriverEffect]
  {
    effects.flatMap { effect -> [DriverEffect] in
      switch effect {
      case .send(let frame): return [.answer(frame, to: caller)]
      case .input(.reading, let instant): return give(effect, from: caller, at: instant)
      case .input(.identity(_, let who), let instant): return identify(caller, as: who, at: instant)
      case .input(.conduct(_, let conduct), let instant): return judge(caller, conduct, at: instant)
      case .input(.annotation(let text, _), let instant): return remark(text, at: instant)
      case .input, .time, .answer, .hangUp: return [effect]
      }
    }
  }

  private mutating func give(_ reading: DriverEffect, from caller: Caller, at time: SessionTime)
    -> [DriverEffect]
  {
    // A caller that was hung up on a moment ago is no longer heard.
    guard lines[caller] != nil else { return [] }
    lines[caller]?.lastReading = time
    if bound == nil { bound = lines[caller]?.identity }
    if speaker.flatMap({ lines[$0] }).map({ givesWay($0, to: caller, at: time) }) ?? true { speaker = caller }
    goodSince = goodSince ?? time
    return endGarbling(at: time) + [reading]
  }

  private mutating func identify(_ caller: Caller, as who: SourceIdentity, at time: SessionTime)
    -> [DriverEffect]
  {
    lines[caller]?.identity = who
    guard toldIdentity != who else { return [] }
    toldIdentity = who
    return [.input(.identity(source, who), at: time)]
  }

  private mutating func remark(_ text: String, at time: SessionTime) -> [DriverEffect] {
    guard remarks.count < Self.remarksMax, remarks.insert(text).inserted else { return [] }
    return [.input(.annotation(text, source: source), at: time)]
  }
}

// MARK: - Conduct

extension ListeningDriver {
  private var recovery: TimeSpan { max(.seconds(3), kind.nominalInterval * 3) }

  /// Hangs up on a caller whose bytes are not of the kind. That makes the source garbled only if nobody else
  /// speaks for it.
  private mutating func judge(_ caller: Caller, _ conduct: SourceConduct, at time: SessionTime)
    -> [DriverEffect]
  {
    guard case .garbled = conduct else {
      lines[caller]?.isFlooding = conduct == .floods
      return tellConduct(at: time)
    }
    let address = lines[caller]?.address ?? ""
    retire(caller)
    let isHeard = lines.values.contains { !isSilent($0, at: time) }
    if !isHeard {
      isGarbled = true
      goodSince = nil
    }
    return remark("what \(address) sends does not follow \(kind.name): hung up", at: time)
      + tellConduct(at: time) + [.hangUp(caller)]
  }

  /// Tells that the source is no longer garbled, once callers have followed the kind for long enough.
  private mutating func endGarbling(at time: SessionTime) -> [DriverEffect] {
    guard isGarbled, let goodSince, time - goodSince >= recovery else { return [] }
    isGarbled = false
    return tellConduct(at: time)
  }

  private mutating func tellConduct(at time: SessionTime) -> [DriverEffect] {
    let isFlooding = lines.values.contains(where: \.isFlooding)
    let conduct: SourceConduct = isGarbled ? .garbled(looksLike: nil) : isFlooding ? .floods : .follows
    guard conduct != toldConduct else { return [] }
    toldConduct = conduct
    return [.input(.conduct(source, conduct), at: time)]
  }
}

extension SourceIdentity {
  /// Whether it can be told from another caller's.
  fileprivate var namesSomebody: Bool { bed != nil || patient != nil }
}
