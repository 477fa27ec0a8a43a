public import TextScreen

/// A terminal that shows screens and has keys: the one behind ncurses, or one in the memory of a simulation.
public protocol ScreenTerminal: AnyObject {
  var glyphs: Glyphs { get }
  var hasColour: Bool { get }
  var size: Size { get }
  /// To be polled for input, and for output while `wantsToWrite`.
  var descriptor: Int32 { get }
  var wantsToWrite: Bool { get }
  func paint(_ screen: Screen) -> Delivery
  func flush() -> Delivery
  /// The size as it is now.
  func resized() -> Size
  /// The next frame paints everything.
  func repaint()
  /// The program goes on after a stop.
  func retake()
  func bell()
  func readKeys() -> Typed
  func leave()
}
