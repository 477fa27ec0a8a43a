/// What `simulate --pty` was asked for.
struct SimulatedPorts {
  init(_ asked: Simulate, scenario: String) throws(Failure) {}
  func offer() throws(Failure) {}
}
