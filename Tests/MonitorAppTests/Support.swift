import Quantities

func ms(_ count: Int64) -> SessionTime { SessionTime(milliseconds: count) }

func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }
