import BeaconSockets
import TestBench
import Testing

/// A drill's socket for its instructors, with consoles that call it.
@Suite struct InstructorPortTests {
  private let scratch = ScratchFolder()

  @Test func `an answer goes to the console that asked, whoever left meanwhile`() throws {
    let port = try #require(InstructorPort(folder: scratch.path, name: "3.instructor"))
    var leaving = InstructorCall(path: port.path)
    _ = port.lines()
    let asking = try #require(InstructorCall(path: port.path))
    leaving?.say("freeze")
    asking.say("vomit")
    leaving = nil
    let asked = port.lines()
    #expect(asked.map { String(decoding: $0.line, as: UTF8.self) } == ["freeze", "vomit"])
    port.say(Array("the other console has left\n".utf8))
    for order in asked { port.answer(order.caller, Array("done: ".utf8) + order.line + Array("\n".utf8)) }
    let answers = asking.lines().map { String(decoding: $0, as: UTF8.self) }
    #expect(answers == ["the other console has left", "done: vomit"])
  }
}
