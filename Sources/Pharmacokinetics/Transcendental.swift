// The one transcendental function that is needed, written with IEEE additions and multiplications alone. The
// C library's own differs in the last bit between its versions and between processors; a simulated session
// must have the same bytes on every machine.

private let ln2High = 6.93147180369123816490e-01
private let ln2Low = 1.90821492927058770002e-10

/// 1/k! for k from 14 down to 1.
private let reciprocalFactorials: [Double] = {
  var factorials: [Double] = [1]
  for k in 2...14 { factorials.append(factorials[k - 2] * Double(k)) }
  return factorials.reversed().map { 1 / $0 }
}()

/// e to the x, less one, to about two units in the last place, for x at or below 700.
func exponentialMinusOne(_ x: Double) -> Double {
  guard x > -745 else { return x.isNaN ? x : -1 }
  let halvings = (x / 0.6931471805599453).rounded(.toNearestOrEven)
  guard halvings != 0 else { return series(x) }
  let rest = series((x - halvings * ln2High) - halvings * ln2Low)
  let power = Double(sign: .plus, exponent: Int(min(halvings, 1023)), significand: 1)
  return power * rest + (power - 1)
}

/// The power series of e^x - 1; converges fully in 14 terms for |x| up to ln 2 / 2.
private func series(_ x: Double) -> Double {
  var sum = 0.0
  for coefficient in reciprocalFactorials { sum = (sum + coefficient) * x }
  return sum
}
