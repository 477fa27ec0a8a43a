import Quantities

/// Who sits there, what is known of earlier treatments, and what was answered before the start.
struct Admission: Sendable {
  private(set) var patient: String?
  /// What is known of this patient's earlier treatments; nil before anybody has looked.
  private(set) var history: PatientHistory?
  private(set) var checklist: [String: ChecklistAnswer] = [:]
  /// When each item was answered last.
  private(set) var answeredAt: [String: SessionTime] = [:]

  init(_ given: Given) { patient = given.setup.patient }

  /// The weight at the last session on this machine.
  var lastWeight: Kilograms? { history?.lastWeight }

  /// Another patient's history is dropped.
  mutating func name(_ named: String) {
    guard named != patient else { return }
    patient = named
    history = nil
  }

  /// Returns whether it is this patient's.
  mutating func find(_ found: PatientHistory) -> Bool {
    guard found.patient == patient else { return false }
    history = found
    return true
  }

  mutating func answer(_ item: String, _ answer: ChecklistAnswer, at time: SessionTime) {
    checklist[item] = answer
    answeredAt[item] = time
  }
}
