public import InfusionCore
public import JSONLines

/// An event as one line of headless output.
public enum HeadlessLine {
  /// `{"t":75,"event":"alarm.raised",...}` with its LF, as a terminal may have it.
  public static func bytes(_ stamped: StampedEvent) -> [UInt8] {
    var writer = JSONWriter()
    append(stamped, to: &writer)
    return writer.bytes.harmlessJSON
  }

  /// The same behind what the writer holds already: many lines, one buffer.
  public static func append(_ stamped: StampedEvent, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("t", stamped.time)
    writer.field("event", stamped.event.name)
    stamped.event.write(to: &writer)
    writer.endObject()
    writer.newline()
  }
}
