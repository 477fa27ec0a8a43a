import SessionArchives
public import SessionJournal

/// Writes many simulated sessions into one archive, on all cores. The files are the same however many cores
/// there are, because the ledger's lines are in the order of the sessions.
public struct SimulatedArchive: Sendable {
  private let archive: SessionArchive
  private let maker: SimulatedRecording.Maker

  public init(_ archive: SessionArchive, by maker: SimulatedRecording.Maker) {
    self.archive = archive
    self.maker = maker
  }

  /// Writes them, and reports each in their order. The first that cannot be written ends it; those before it
  /// are in the ledger.
  public func write(
    _ recordings: [SimulatedRecording], telling tell: (SimulatedRecording.Written) -> Void
  ) throws(SimulatedRecordingFailure) {
    var rest = recordings[...]
    while !rest.isEmpty {
      let some = Array(rest.prefix(Self.atATime))
      rest = rest.dropFirst(some.count)
      let results = Workers.map(some, threadsACore: Self.threadsACore) { [archive, maker] recording in
        recording.result(in: archive, by: maker)
      }
      var written: [SimulatedRecording.Written] = []
      for result in results {
        guard case .success(let one) = result else { break }
        written.append(one)
      }
      SimulatedRecording.remember(written, in: archive)
      written.forEach(tell)
      for result in results { if case .failure(let error) = result { throw error } }
    }
  }

  /// Few enough that the first sessions are reported soon, enough that no core waits long at the end of each
  /// lot.
  private static let atATime = 24
  /// Two, so that one waits for the disk while another calculates.
  private static let threadsACore = 2
}

extension SimulatedRecording {
  fileprivate func result(
    in archive: SessionArchive, by maker: Maker
  ) -> Result<Written, SimulatedRecordingFailure> {
    do throws(SimulatedRecordingFailure) { return .success(try record(in: archive, by: maker)) } catch {
      return .failure(error)
    }
  }
}
