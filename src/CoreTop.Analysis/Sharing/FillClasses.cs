namespace CoreTop.Analysis.Sharing;

/// <summary>The classes of a problem as columns of clean numbers.</summary>
internal sealed class FillClasses
{
    /// <summary>A smaller demand counts as zero: a nanosecond per second.</summary>
    private const double Least = 1e-9;

    /// <summary>Takes the classes' numbers; an impossible value becomes the nearest possible one.</summary>
    public FillClasses(IReadOnlyList<ShareClass> classes)
    {
        int count = classes.Count;
        Demand = new double[count];
        Wanted = new double[count];
        Weight = new double[count];
        Tasks = new double[count];
        Tier = new int[count];
        for (int i = 0; i < count; i++)
        {
            ShareClass one = classes[i];
            Wanted[i] = Demand[i] = Clean(one.Demand, 0, 1, otherwise: 0);
            Weight[i] = Clean(one.Weight, 1e-9, 1e15, otherwise: 1);
            Tasks[i] = Clean(one.Count, 0, 1e6, otherwise: 0);

            // The last tier number marks the level at which every task is served.
            Tier[i] = Math.Clamp(one.Tier, int.MinValue + 1, int.MaxValue - 1);
        }
    }

    /// <summary>How many classes there are.</summary>
    public int Count => Demand.Length;

    /// <summary>What each task wants; lowered where a quota caps it.</summary>
    public double[] Demand { get; }

    /// <summary>What each task wants, whatever its quotas.</summary>
    public double[] Wanted { get; }

    /// <summary>The weight of each task.</summary>
    public double[] Weight { get; }

    /// <summary>How many tasks there are in each class.</summary>
    public double[] Tasks { get; }

    /// <summary>The tier of each class.</summary>
    public int[] Tier { get; }

    /// <summary>Whether the class wants anything.</summary>
    public bool IsActive(int index) => Demand[index] > Least && Tasks[index] > Least;

    /// <summary>What one task of the class has at a level.</summary>
    public double ShareAt(int index, FillLevel level) => level.ShareOf(Tier[index], Demand[index], Weight[index]);

    /// <summary>What all tasks have together when one task of each class has this much.</summary>
    public double Sum(ReadOnlySpan<double> shares)
    {
        double sum = 0;
        for (int i = 0; i < shares.Length; i++)
        {
            sum += Tasks[i] * shares[i];
        }

        return sum;
    }

    /// <summary>Sorts classes into the order in which rising shares meet their demands.</summary>
    public void Sort(Span<int> classes) => Sort(classes, Demand);

    /// <summary>The same with other demands.</summary>
    public void Sort(Span<int> classes, ReadOnlySpan<double> demand)
    {
        if (classes.Length < 2)
        {
            return;
        }

        var keys = new (int Tier, double Height, int Index)[classes.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = (Tier[classes[i]], demand[classes[i]] / Weight[classes[i]], classes[i]);
        }

        keys.AsSpan().Sort(classes, static (a, b) =>
            a.Tier != b.Tier ? a.Tier.CompareTo(b.Tier) :
            a.Height != b.Height ? a.Height.CompareTo(b.Height) : a.Index.CompareTo(b.Index));
    }

    /// <summary>The level at which classes in that order have an amount together; full if they want at most that.</summary>
    public FillLevel LevelOf(ReadOnlySpan<int> sorted, double amount) => LevelOf(sorted, Demand, amount);

    /// <summary>The same with other demands.</summary>
    public FillLevel LevelOf(ReadOnlySpan<int> sorted, ReadOnlySpan<double> demand, double amount)
    {
        double left = Math.Max(0, amount);
        for (int start = 0; start < sorted.Length;)
        {
            int end = start;
            double wanted = 0;
            for (; end < sorted.Length && Tier[sorted[end]] == Tier[sorted[start]]; end++)
            {
                wanted += Tasks[sorted[end]] * demand[sorted[end]];
            }

            if (wanted > left)
            {
                return new FillLevel(Tier[sorted[start]], HeightOf(sorted[start..end], demand, wanted, left));
            }

            left -= wanted;
            start = end;
        }

        return FillLevel.Full;
    }

    // From the class that is met last to the one that is met first: which are still rising when the amount is used up?
    private double HeightOf(ReadOnlySpan<int> sorted, ReadOnlySpan<double> demand, double wanted, double amount)
    {
        double met = wanted, weight = 0, height = 0;
        for (int i = sorted.Length - 1; i >= 0; i--)
        {
            int rising = sorted[i];
            met -= Tasks[rising] * demand[rising];
            weight += Tasks[rising] * Weight[rising];
            height = Math.Max(0, (amount - met) / weight);
            if (i == 0 || height >= demand[sorted[i - 1]] / Weight[sorted[i - 1]])
            {
                break;
            }
        }

        return height;
    }

    private static double Clean(double value, double least, double most, double otherwise) =>
        double.IsNaN(value) ? otherwise : Math.Clamp(value, least, most);
}
