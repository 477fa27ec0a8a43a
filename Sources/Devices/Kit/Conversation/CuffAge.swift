/// The age that a monitor tells beside its last cuff result, in the monitor's own unit. It grows with the
/// time, so a lower one than before is another measurement's:
///
///     var age = CuffAge()
///     age.hasFallen(to: 100)    // false: nothing to compare it with
///     age.hasFallen(to: 102)    // false: the same result, two seconds older
///     age.hasFallen(to: 1)      // true: measured since
struct CuffAge: Hashable, Sendable {
  /// The highest since it fell; `.max` while the monitor had no result, nil while it told nothing.
  private var highest: Int?

  /// Whether a result of this age is a newer one than that of before.
  ///
  /// - Parameter age: nil where the monitor says that it has no result.
  mutating func hasFallen(to age: Int?) -> Bool {
    let told = age ?? .max
    defer { highest = told }
    return highest.map { told < $0 } ?? false
  }

  /// The old result grew so old while nothing new came.
  mutating func growsOld(to age: Int?) {
    if let age { highest = max(highest ?? age, age) }
  }
}
