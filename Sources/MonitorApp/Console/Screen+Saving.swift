import SessionReports
public import TextScreen

extension Screen {
  /// As `:save-display` writes it: a picture for a name that ends in `.svg`, else plain text.
  public func saved(as path: String) -> String { path.hasSuffix(".svg") ? ScreenSVG(self).text : plainText }
}
