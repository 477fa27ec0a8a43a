import SystemParts
import Testing

@Suite struct LoadedLibraryTests {
  @Test func aFunctionOfALibraryIsCalled() throws {
    let library = try LoadedLibrary("libm.so.6")
    let root: @convention(c) (Double) -> Double = try library.function("sqrt")
    #expect(root(81) == 9)
  }

  @Test func aLibraryThatAMachineLacksIsNamed() {
    let missing = #expect(throws: LoadedLibrary.Missing.self) { try LoadedLibrary("libnobodyhas.so.7") }
    #expect(missing?.reason.contains("libnobodyhas.so.7") == true)
  }

  /// An older library than ours is as good as none.
  @Test func aFunctionThatALibraryLacksIsNamedWithIt() throws {
    let library = try LoadedLibrary("libm.so.6")
    let missing = #expect(throws: LoadedLibrary.Missing.self) {
      let _: @convention(c) () -> Void = try library.function("square_the_circle")
    }
    #expect(missing == LoadedLibrary.Missing(reason: "libm.so.6 has no square_the_circle"))
  }
}
