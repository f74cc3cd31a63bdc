using System.Globalization;

namespace CoreTop.LiveTests;

/// <summary>What programs that these tests did not start used of the CPUs.</summary>
/// <param name="Cores">CPU time over wall time: 1 is one whole CPU.</param>
/// <param name="Online">How many CPUs there are.</param>
/// <param name="Busiest">Which of them used most, and how much.</param>
internal sealed record OtherUse(double Cores, int Online, string Busiest)
{
    // An ordinary system is never quite still.
    private const double MostCores = 0.15;

    /// <summary>So many CPUs are left to the tests.</summary>
    public bool Leaves(int cpus) => Online - Cores >= cpus - MostCores;

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"other programs used {Cores:0.00} of {Online} CPUs, most of it {Busiest}");
}
