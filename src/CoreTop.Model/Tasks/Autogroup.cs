using System.Globalization;

namespace CoreTop.Model.Tasks;

/// <summary>
/// The tasks of a session, which get CPU time as one beside other sessions, and the nice value of them all together: sched(7).
/// </summary>
/// <param name="Number">Its number.</param>
/// <param name="Nice">-20 to 19.</param>
public readonly record struct Autogroup(long Number, int Nice)
{
    /// <summary>Its nice value.</summary>
    public override string ToString() => Nice.ToString(CultureInfo.InvariantCulture);
}
