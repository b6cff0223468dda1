/// How one query's scores are bounded from above: some of its ids by columns of ceilings, the others
/// by their postings.
///
/// For a query q and a row r with weights w >= 0, t running over ids, let L be the ids without a
/// column and C those with one, of step s and ceiling c(r). A unit e and whole factors f are chosen:
///
///     q > 0:  f = ⌈q s / e⌉,    so  q w <= f e c
///     q < 0:  f = -⌊|q| s / e⌋,  so  q w <= f e c + |f| e
///
/// (in the second line w > (c - 1) s if c >= 1, and both sides are at least 0 if c = 0). Hence
///
///     Σ q w  <=  Σ_L q w  +  e Σ_C f c  +  e Σ_{f < 0} |f|
///
/// The middle sum is computed exactly, in integers of 16 bits: 15 Σ |f| <= 32767. What is left is
/// rounding. With u = 2^-24, k the ids of the query and γ = (k + 1) u / (1 - (k + 1) u), a sum of at
/// most k numbers, computed in any order, differs from the true one by at most γ times the sum of
/// their absolute values (Higham, "Accuracy and Stability of Numerical Algorithms", 2nd edition,
/// 2002, section 3.1; additions never underflow). The search computes, in `Float`,
///
///     bound = (Σ_L q w  +  e Σ_C f c) · scale + base
///
/// **Without negative weights in the query** base is 0 and scale = 1 + 1.05 (2 k + 16) u. The
/// products of L are the same numbers as in the canonical score; a product of C, rounded, is at most
/// e f c, rounded, as rounding keeps order, and that has no more than the relative error u, since
/// e is a normal number. So the canonical score is at most (1 + γ) / (1 - γ) (1 + u) times the
/// sum in brackets, of which four operations lose 4 u; 1.05 covers 1 / (1 - (k + 1) u) for k up to
/// 2^18. A row that shares no id with the query has the bound 0.
///
/// **Otherwise** scale is 1 and base = e Σ_{f < 0} |f| + 1.05 (2 k + 16) (u T + 2 η), where η = 2^-126
/// covers each operation that falls below the smallest normal number, W is the largest weight, and
///
///     T = Σ_L |q| W  +  Σ_C |q| 15 s  +  15 e Σ_C |f|
///
/// is at least the sum of the absolute values in any of the sums.
///
/// All of it needs T <= 2^120; where that or a condition above does not hold, there is no plan, and
/// the search looks at every row.
struct CeilingPlan {
    /// The ids that are summed from their postings, ascending. Shape: (L).
    private(set) var listIDs: [UInt32] = []
    /// Their weights in the query. Shape: (L).
    private(set) var listFactors: [Float] = []
    /// Columns, in pairs: a last one may stand twice, the second time with the factor 0.
    private(set) var columns: [UInt32] = []
    /// f of each column. Shape: that of `columns`.
    private(set) var factors: [Int8] = []
    /// e, or 0 without columns.
    private(set) var unit: Float = 0
    /// What every bound is multiplied with.
    private(set) var scale: Float = 1
    /// What is added to every bound.
    private(set) var base: Float = 0

    // q s of each column, exact: two numbers of 24 bits each.
    private var products: [Double] = []
    // Σ_L |q| W + Σ_C |q| 15 s: no weights can bring more.
    private var reach = 0.0
    // Whether no weight of the query is below zero.
    private var isPositive = true

    /// Room for a plan; ``make(ids:weights:largest:columnOf:)`` makes it.
    init() {}

    /// Plans a query's bounds; false where nothing can be promised.
    ///
    /// - Parameters:
    ///   - ids: Ascending.
    ///   - steps: The columns' steps, and the largest weight.
    ///   - columnOf: The column of an id, nil where it has none.
    mutating func make(
        ids: UnsafeBufferPointer<UInt32>, weights: UnsafeBufferPointer<Float>,
        steps: CeilingSteps, columnOf: (UInt32) -> Int?
    ) -> Bool {
        guard ids.count <= 1 << 18 else { return false }
        removeAll()
        for place in ids.indices {
            let (id, weight) = (ids[place], weights[place])
            // The table of exact scores keeps the largest id for itself.
            guard weight.isFinite, id != .max else { return false }
            if weight < 0 { isPositive = false }
            if let column = columnOf(id), columns.count < CeilingSteps.most {
                let step = steps.steps[column]
                // As a corrupt file may hold it.
                guard step >= 0, step.isFinite else { return false }
                let product = Double(weight) * Double(step)
                columns.append(UInt32(column))
                products.append(product)
                reach += 15 * abs(product)
            } else {
                listIDs.append(id)
                listFactors.append(weight)
                reach += Double(abs(weight)) * Double(steps.largest)
            }
        }
        return chooseFactors() && addSlack(k: ids.count)
    }

    /// For bounds that are whole already: nothing more is added to them.
    mutating func settle() { (unit, scale, base) = (0, 1, 0) }

    private mutating func removeAll() {
        listIDs.removeAll(keepingCapacity: true)
        listFactors.removeAll(keepingCapacity: true)
        columns.removeAll(keepingCapacity: true)
        factors.removeAll(keepingCapacity: true)
        products.removeAll(keepingCapacity: true)
        (unit, scale, base, reach, isPositive) = (0, 1, 0, 0, true)
    }

    /// The finest unit whose factors fit eight bits each, and whose sums fit sixteen.
    private mutating func chooseFactors() -> Bool {
        var (most, sum) = (0.0, 0.0)
        for product in products {
            most = max(most, abs(product))
            sum += abs(product)
        }
        guard most > 0 else {
            columns.removeAll(keepingCapacity: true)
            return true
        }
        // 15 · 2184 = 32760; rounding up may take one more for each column.
        let least = max(most / 127, sum / Double(2184 - products.count))
        unit = Float(least * (1 + 0x1p-20)).nextUp
        guard unit.isNormal, unit < 0x1p100 else { return false }
        for product in products { factors.append(factor(for: product)) }
        if columns.count % 2 == 1 {
            columns.append(columns[0])
            factors.append(0)
        }
        return true
    }

    private func factor(for product: Double) -> Int8 {
        let unit = Double(unit)
        guard product >= 0 else {
            var factor = (-product / unit).rounded(.down)
            if factor * unit > -product { factor -= 1 }
            return Int8(-factor)
        }
        var factor = (product / unit).rounded(.up)
        if factor * unit < product { factor += 1 }
        return Int8(factor)
    }

    private mutating func addSlack(k: Int) -> Bool {
        var (positive, negative) = (0, 0)
        for factor in factors {
            if factor < 0 { negative -= Int(factor) } else { positive += Int(factor) }
        }
        let unit = Double(unit)
        let total = reach + 15 * unit * Double(positive + negative)
        guard total <= 0x1p120 else { return false }
        let terms = 1.05 * Double(2 * k + 16)
        if isPositive {
            scale = Float(1 + terms * 0x1p-24).nextUp
        } else {
            base = Float(unit * Double(negative) + terms * (0x1p-24 * total + 0x1p-125)).nextUp
        }
        return true
    }
}
