import JSONLines
import Quantities
import Testing

@Suite struct JSONTests {
  @Test(arguments: [
    ("null", JSONValue.null), (" true ", .bool(true)), ("0", .fixed(0)),
    ("-0.5", .fixed(Fixed(thousandths: -500))),
    ("812.125", .fixed(Fixed(thousandths: 812_125))), ("35", .fixed(35)), ("1e3", .double(1000)),
    ("46.666666666666664", .double(46.666666666666664)),
    ("1234567890123456780", .double(1.23456789012345678e18)),
    (#""a\"b\\c\/d\n\té""#, .string("a\"b\\c/d\n\té")), (#""\u00e9\ud83d\ude42""#, .string("é🙂")),
    ("[]", .array([])), ("[1, [2]]", .array([.fixed(1), .array([.fixed(2)])])), ("{}", .object(JSONObject())),
    (#"{ "a" : {"b":null} , "c":false}"#, .object(["a": .object(["b": .null]), "c": .bool(false)])),
  ])
  func whatIsJSONIsRead(text: String, value: JSONValue) throws {
    #expect(try JSONParser.parse(Array(text.utf8)) == value)
  }

  @Test(arguments: [
    ("", JSONError(.endOfInput, at: 0)), ("nul", JSONError(.endOfInput, at: 3)),
    ("nulL", JSONError(.unexpected(0x4C), at: 0)),
    ("01", JSONError(.badNumber, at: 0)), ("1.", JSONError(.endOfInput, at: 2)),
    ("-", JSONError(.endOfInput, at: 1)),
    ("+1", JSONError(.unexpected(0x2B), at: 0)), (".5", JSONError(.unexpected(0x2E), at: 0)),
    ("1e", JSONError(.badNumber, at: 0)),
    ("1e999", JSONError(.badNumber, at: 0)), ("[1,]", JSONError(.unexpected(0x5D), at: 3)),
    ("{\"a\":1,}", JSONError(.unexpected(0x7D), at: 7)), ("{\"a\" 1}", JSONError(.unexpected(0x31), at: 5)),
    ("{\"a\":1,\"a\":2}", JSONError(.duplicateKey("a"), at: 7)), ("[1] x", JSONError(.trailingBytes, at: 4)),
    ("\"a", JSONError(.endOfInput, at: 2)), ("\"a\nb\"", JSONError(.controlCharacterInString(0x0A), at: 2)),
    (#""\x""#, JSONError(.badEscape(0x78), at: 2)), (#""\ud83d""#, JSONError(.loneSurrogate, at: 3)),
    (#""\ud83dA""#, JSONError(.loneSurrogate, at: 3)), (#""\udc00""#, JSONError(.loneSurrogate, at: 3)),
    (#""\u12g4""#, JSONError(.badEscape(0x67), at: 5)), ("NaN", JSONError(.unexpected(0x4E), at: 0)),
    ("//", JSONError(.unexpected(0x2F), at: 0)),
  ])
  func whatIsNoJSONIsRefusedAtItsByte(text: String, error: JSONError) {
    #expect(throws: error) { try JSONParser.parse(Array(text.utf8)) }
  }

  @Test func aStringThatIsNotUTF8IsRefused() {
    #expect(throws: JSONError(.notUTF8, at: 1)) { try JSONParser.parse([0x22, 0xC3, 0x22]) }
  }

  @Test func nestingHasAnEnd() {
    #expect(throws: JSONError(.tooDeep, at: 64)) {
      try JSONParser.parse(Array(repeating: 0x5B, count: 100_000))
    }
  }

  @Test(arguments: [
    (Fixed(thousandths: 0), "0"), (Fixed(thousandths: 500), "0.5"), (Fixed(thousandths: -5), "-0.005"),
    (Fixed(thousandths: 12_120), "12.12"), (Fixed(thousandths: 1_000_000), "1000"),
    (Fixed(thousandths: -35_001), "-35.001"),
  ])
  func numbersHaveNoTrailingZeros(number: Fixed, text: String) {
    var writer = JSONWriter()
    writer.fixed(number)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
  }

  @Test(arguments: [0, 0.1 + 0.2, 140.0 / 3, 1e-9, 1e15, 52.5, -2.25, 2.5e-300])
  func quantitiesKeepAllOfTheirDigits(value: Double) throws {
    var writer = JSONWriter()
    writer.value(.number(value))
    #expect(try JSONParser.parse(writer.bytes).double == value)
  }

  @Test func everyByteOfAStringSurvives() throws {
    let text = String(String.UnicodeScalarView((0...0x2FF).compactMap(Unicode.Scalar.init))) + "🙂"
    var writer = JSONWriter()
    writer.string(text)
    #expect(writer.bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
    #expect(try JSONParser.parse(writer.bytes) == .string(text))
  }
}
