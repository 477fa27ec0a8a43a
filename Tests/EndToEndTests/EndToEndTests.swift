import Testing

/// The program as it is installed: two processes, a terminal, files on a disk. One at a time: a machine that
/// is busy with ten of them proves nothing.
@Suite(.serialized, .onItsOwnThread) enum EndToEndTests {}
