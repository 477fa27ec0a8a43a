import InfusionCore
import JSONLines
import Quantities

extension Input {
  var kind: String {
    switch self {
    case .reading: "reading"
    case .link: "link"
    case .identity: "identity"
    case .conduct: "conduct"
    case .action: "action"
    case .annotation: "annotation"
    case .recorder: "recorder"
    case .sound: "sound"
    case .publication: "publication"
    case .clockStepped: "clock"
    case .gap: "interruption"
    case .history: "history"
    case .instruction: "instruction"
    }
  }

  var isUrgent: Bool {
    switch self {
    case .reading, .annotation, .history: false
    case .link, .identity, .conduct, .action, .recorder, .sound, .publication, .clockStepped, .gap,
      .instruction:
      true
    }
  }

  func write(to writer: inout JSONWriter) {
    switch self {
    case .reading(let reading): reading.write(to: &writer)
    case .link(let source, let link):
      writer.field("source", source.name)
      link.write(to: &writer)
    case .identity(let source, let identity):
      writer.field("source", source.name)
      identity.write(to: &writer)
    case .conduct(let source, let conduct):
      writer.field("source", source.name)
      conduct.write(to: &writer)
    case .action(let action, let by): ActionFields(action, by: by).write(to: &writer)
    case .annotation(let text, let source):
      writer.field("source", source.name)
      writer.field("text", text)
    case .recorder(let state): state.write(to: &writer)
    case .sound(let state): state.write(to: &writer)
    case .publication(let state): state.write(to: &writer)
    case .clockStepped(let step): writer.field("step_s", step)
    case .gap(let from, let reason, let isEstimated):
      writer.field("from", from)
      writer.field("reason", reason)
      writer.field("estimated", isEstimated)
    case .history(let history): history.write(to: &writer)
    case .instruction(let instruction): instruction.write(to: &writer)
    }
  }

  /// Nil unless the kind is an input's and its fields are valid. Readings are read elsewhere.
  init?(kind: String, _ line: JSONLine) {
    guard let input = Self.read(kind, line) else { return nil }
    self = input
  }

  private static func read(_ kind: String, _ line: JSONLine) -> Input? {
    switch kind {
    case "link":
      guard let source = line.text("source"), let link = Link(line) else { return nil }
      return .link(SourceID(source), link)
    case "identity": return line.text("source").map { .identity(SourceID($0), SourceIdentity(line)) }
    case "conduct":
      guard let source = line.text("source"), let conduct = SourceConduct(line) else { return nil }
      return .conduct(SourceID(source), conduct)
    case "action":
      guard let words = ActionFields(line), let action = try? Action(timed: words) else { return nil }
      return .action(action, by: words.by)
    case "annotation":
      guard let source = line.text("source"), let text = line.text("text") else { return nil }
      return .annotation(text, source: SourceID(source))
    case "recorder": return RecorderState(line).map(Input.recorder)
    case "sound": return SoundState(line).map(Input.sound)
    case "publication": return Publication(line).map(Input.publication)
    case "clock": return line.span("step_s").map { .clockStepped(by: $0) }
    case "interruption":
      guard let from = line.time("from"), let reason = line.text("reason") else { return nil }
      return .gap(from: from, reason: reason, isEstimated: line.isTrue("estimated"))
    case "history": return PatientHistory(line).map(Input.history)
    case "instruction": return Instruction(line).map(Input.instruction)
    default: return nil
    }
  }
}

// MARK: - Links

extension Link {
  fileprivate func write(to writer: inout JSONWriter) {
    switch self {
    case .connected: writer.field("state", "connected")
    case .lost(let loss):
      writer.field("state", "lost")
      loss.write(to: &writer)
    }
  }

  fileprivate init?(_ line: JSONLine) {
    switch line.text("state") {
    case "connected": self = .connected
    case "lost":
      guard let loss = LinkLoss(line) else { return nil }
      self = .lost(loss)
    default: return nil
    }
  }
}

extension LinkLoss {
  func write(to writer: inout JSONWriter) {
    switch self {
    case .missing: writer.field("loss", "missing")
    case .forbidden: writer.field("loss", "forbidden")
    case .vanished: writer.field("loss", "vanished")
    case .endOfInput: writer.field("loss", "endofinput")
    case .busy(let holder):
      writer.field("loss", "busy")
      switch holder {
      case .chair(let chair): writer.field("chair", chair)
      case .program(let name): writer.field("program", name)
      case nil: break
      }
    case .otherAdapter: writer.field("loss", "otheradapter")
    case .alikeAdapters: writer.field("loss", "alikeadapters")
    case .silent(let span):
      writer.field("loss", "silent")
      writer.field("silent_s", span)
    case .noFrames(let settings, let likeness):
      writer.field("loss", "noframes")
      writer.field("line", settings)
      writer.field("looks_like", ifAny: likeness)
    case .noAnswer(let address):
      writer.field("loss", "noanswer")
      writer.field("address", address)
    case .other(let text):
      writer.field("loss", "other")
      writer.field("text", text)
    }
  }

  fileprivate init?(_ line: JSONLine) {
    switch line.text("loss") {
    case "missing": self = .missing
    case "forbidden": self = .forbidden
    case "vanished": self = .vanished
    case "endofinput": self = .endOfInput
    case "busy":
      self = .busy(by: line.text("chair").map { .chair($0) } ?? line.text("program").map { .program($0) })
    case "otheradapter": self = .otherAdapter
    case "alikeadapters": self = .alikeAdapters
    case "silent":
      guard let span = line.span("silent_s") else { return nil }
      self = .silent(span)
    case "noanswer": self = .noAnswer(address: line.text("address") ?? "")
    case "noframes": self = .noFrames(line: line.text("line") ?? "", looksLike: line.text("looks_like"))
    case "other": self = .other(line.text("text") ?? "")
    default: return nil
    }
  }
}

// MARK: - What a source is, and whether it follows its kind

extension SourceIdentity {
  func write(to writer: inout JSONWriter) {
    writer.field("adapter", ifAny: adapter)
    writer.field("serial", ifAny: serial)
    writer.field("bed", ifAny: bed)
    writer.field("patient", ifAny: patient)
  }

  init(_ line: JSONLine) {
    self.init(
      adapter: line.text("adapter"), serial: line.text("serial"), bed: line.text("bed"),
      patient: line.text("patient"))
  }
}

extension SourceConduct {
  fileprivate func write(to writer: inout JSONWriter) {
    switch self {
    case .follows: writer.field("state", "follows")
    case .garbled(let looksLike):
      writer.field("state", "garbled")
      writer.field("looks_like", ifAny: looksLike)
    case .floods: writer.field("state", "floods")
    }
  }

  fileprivate init?(_ line: JSONLine) {
    switch line.text("state") {
    case "follows": self = .follows
    case "garbled": self = .garbled(looksLike: line.text("looks_like"))
    case "floods": self = .floods
    default: return nil
    }
  }
}

// MARK: - Recorder, sound and wall

extension RecorderState {
  fileprivate func write(to writer: inout JSONWriter) {
    switch self {
    case .safe: writer.field("state", "safe")
    case .failing(let reason):
      writer.field("state", "failing")
      writer.field("reason", reason)
    case .lowSpace: writer.field("state", "lowspace")
    }
  }

  fileprivate init?(_ line: JSONLine) {
    switch line.text("state") {
    case "safe": self = .safe
    case "failing": self = .failing(line.text("reason") ?? "")
    case "lowspace": self = .lowSpace
    default: return nil
    }
  }
}

extension SoundState {
  fileprivate func write(to writer: inout JSONWriter) {
    switch self {
    case .working(let text):
      writer.field("state", "working")
      writer.field("text", text)
    case .failing(let text):
      writer.field("state", "failing")
      writer.field("text", text)
    }
  }

  fileprivate init?(_ line: JSONLine) {
    switch line.text("state") {
    case "working": self = .working(line.text("text") ?? "")
    case "failing": self = .failing(line.text("text") ?? "")
    default: return nil
    }
  }
}

extension Publication {
  fileprivate func write(to writer: inout JSONWriter) {
    switch self {
    case .standing: writer.field("state", "standing")
    case .failing(let fault):
      writer.field("state", "failing")
      writer.field("fault", fault.rawValue)
    case .ended: writer.field("state", "ended")
    }
  }

  fileprivate init?(_ line: JSONLine) {
    switch line.text("state") {
    case "standing": self = .standing
    case "failing": self = .failing(line.text("fault").flatMap(PublicationFault.init) ?? .silent)
    case "ended": self = .ended
    default: return nil
    }
  }
}

// MARK: - An instructor

extension Instruction {
  fileprivate func write(to writer: inout JSONWriter) {
    switch self {
    case .patient(let words):
      writer.field("what", "patient")
      writer.field("words", words)
    case .freeze: writer.field("what", "freeze")
    case .goOn: writer.field("what", "go")
    case .again(let time):
      writer.field("what", "again")
      writer.field("from", time)
    }
  }

  fileprivate init?(_ line: JSONLine) {
    switch line.text("what") {
    case "patient":
      guard let words = line.text("words") else { return nil }
      self = .patient(words)
    case "freeze": self = .freeze
    case "go": self = .goOn
    case "again":
      guard let time = line.time("from") else { return nil }
      self = .again(from: time)
    default: return nil
    }
  }
}
