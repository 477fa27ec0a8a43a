/// A large value behind one reference: to hand on what holds it costs a pointer.
///
/// It is a value all the same. It is changed in place as long as nobody else holds it, and copied before it
/// is changed while somebody does: an array of one.
///
///     var account = Boxed(DoseAccount())
///     account.value.pause(at: now)
struct Boxed<Value: Hashable & Sendable>: Hashable, Sendable {
  private var one: [Value]

  init(_ value: Value) { one = [value] }

  var value: Value {
    @inline(__always) get { one[0] }
    @inline(__always) _modify { yield &one[0] }
  }

  /// Asks the value in place, because `value` would copy it and count a reference for each of its arrays.
  @inline(__always)
  func ask<Answer>(_ question: (Value) -> Answer) -> Answer {
    one.withUnsafeBufferPointer { question($0[0]) }
  }
}
