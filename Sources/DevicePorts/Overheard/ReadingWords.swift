import InfusionCore
import Quantities

extension Reading {
  /// What it says, with the keys of the line protocol: `spo2=97 hr=72? status=ok`.
  var words: String {
    let samples: [(String, Sample?)] = [
      ("spo2", spo2), ("hr", hr), ("rr", rr), ("pi", pi), ("etco2", etco2), ("temp", temp),
    ]
    let values = samples.compactMap { name, sample in sample.map { "\(name)=\($0.words)" } }
    let state = status.map { ["status=\($0.rawValue)"] } ?? []
    return (values + (nibp?.words ?? []) + (pump?.words ?? []) + state).joined(separator: " ")
  }
}

extension Sample {
  fileprivate var words: String {
    switch self {
    case .value(let value, .good): "\(value)"
    case .value(let value, .doubtful): "\(value)?"
    case .noValue: "-"
    }
  }
}

extension CuffResult {
  fileprivate var words: [String] {
    switch self {
    case .failed(let number): return ["sys=-", "dia=-"] + (number.map { ["nid=\($0)"] } ?? [])
    case .measured(let measured):
      let values = [("sys", measured.sys), ("dia", measured.dia), ("map", measured.map)]
      let number = measured.number.map { ["nid=\($0)"] } ?? []
      let age = measured.ageIsUnknown ? ["(age unknown)"] : []
      let doubt = measured.isDoubtful ? "?" : ""
      return values.compactMap { name, value in value.map { "\(name)=\($0)\(doubt)" } } + number + age
    }
  }
}

extension PumpReport {
  fileprivate var words: [String] {
    let parts = [
      rate.map { "rate=\($0.fixed)" }, volume.map { "vol=\($0.fixed)" }, state.map { "pump=\($0.rawValue)" },
      vtbi.map { "vtbi=\($0.words)" },
    ]
    return parts.compactMap { $0 }
  }
}

extension VolumeToBeInfused {
  fileprivate var words: String {
    switch self {
    case .volume(let volume): "\(volume.fixed)"
    case .unlimited: "off"
    }
  }
}
