public import InfusionCore
public import JSONLines

/// An event as one line of headless output.
public enum HeadlessLine {
  /// `{"t":75,"event":"alarm.raised",...}` with its LF, as a terminal may have it.
  ///
  /// - Parameter loss: why a device cannot be heard, for the alarm that says so: the record has it in the
  ///   link's own entry.
  public static func bytes(_ stamped: StampedEvent, loss: LinkLoss? = nil) -> [UInt8] {
    var writer = JSONWriter()
    append(stamped, loss: loss, to: &writer)
    return writer.bytes.harmlessJSON
  }

  /// The same behind what the writer holds already: many lines, one buffer.
  public static func append(_ stamped: StampedEvent, loss: LinkLoss? = nil, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("t", stamped.time)
    writer.field("event", stamped.event.name)
    stamped.event.write(to: &writer)
    loss?.write(to: &writer)
    writer.endObject()
    writer.newline()
  }
}
