public import BeaconSockets
import Glibc
import InstructorUI
public import ProcessSignals

/// An instructor's console without a screen: a line in is an order, and lines out are what came of it and of
/// the drill. An empty line asks how it stands. At the end of its input it leaves, once all is answered.
public final class InstructorTalk {
  private let call: InstructorCall
  private let input: Int32
  private let stop: StopRequest
  private let say: (String) -> Void
  private var lines = InstructorLines()
  private var unread: [UInt8] = []
  private var orders: ArraySlice<String> = []
  private var waiting = Waiting.truth
  /// The line that was sent and has no answer yet.
  private var unanswered: String?
  private var inputIsOver = false
  private var drillIsOver = false
  private var isOver = false

  /// What must be heard before the next line is done, so that a question about the state is answered after
  /// the orders typed before it.
  private enum Waiting { case nothing, answer, truth }

  public init(_ call: InstructorCall, input: Int32, stop: StopRequest, say: @escaping (String) -> Void) {
    self.call = call
    self.input = input
    self.stop = stop
    self.say = say
  }

  public func run() {
    while !isOver, !stop.isMade {
      obey()
      if inputIsOver, orders.isEmpty, waiting == .nothing { return }
      wait()
      hear()
    }
    if drillIsOver { tellWhatWasLeft() }
  }

  /// Says which lines were not done, because the drill ended first.
  private func tellWhatWasLeft() {
    let left = [unanswered].compactMap { $0 } + orders.map(\.trimmed).filter { !$0.isEmpty }
    for line in left { say("not done, since the drill is over or does not answer: \(line)") }
  }

  private func wait() {
    var set = PollSet()
    call.join(&set)
    set.add(.signals, stop.fd)
    if !inputIsOver { set.add(.console, input) }
    for (tag, _) in set.wait(milliseconds: 1000) where tag == .console { readInput() }
  }

  private func readInput() {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(input, &buffer, buffer.count)
    if count > 0 {
      unread += buffer[..<count]
    } else if count == 0 || errno != EINTR && errno != EAGAIN {
      inputIsOver = true
      if !unread.isEmpty { unread.append(UInt8(ascii: "\n")) }
    }
    while let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
      orders.append(String(decoding: unread[..<end], as: UTF8.self))
      unread.removeSubrange(...end)
    }
  }

  private func obey() {
    while waiting == .nothing, let order = orders.popFirst() {
      switch order.trimmed {
      case "": lines.state.forEach(say)
      case "q", "leave", "quit":
        isOver = true
        return
      case let line:
        call.say(line)
        unanswered = line
        waiting = .answer
      }
    }
  }

  private func hear() {
    call.flush()
    for line in call.lines().compactMap({ DeskLine($0) }) {
      lines.hear(line).forEach(say)
      switch (waiting, line) {
      // The state that an order has changed comes behind its answer.
      case (.answer, .answer): (waiting, unanswered) = (.truth, nil)
      case (.truth, .chair): waiting = .nothing
      case (_, .farewell): drillIsOver = true
      default: break
      }
    }
    if call.isOver { drillIsOver = true }
    if drillIsOver { isOver = true }
  }
}

extension String {
  fileprivate var trimmed: String {
    let rest = drop(while: \.isWhitespace)
    return String(rest.reversed().drop(while: \.isWhitespace).reversed())
  }
}
