using CoreTop.Analysis.Judging;
using CoreTop.Listing.Rows;

namespace CoreTop.Tui.Screen;

/// <summary>Says which waits cost something: what is red in the list, and what is not.</summary>
/// <param name="readings">What is wrong with the machine.</param>
internal sealed class WaitCosts(Readings readings)
{
    private readonly TaskSetMemory _tasks = new();
    private Diagnosis _of = Diagnosis.Nothing;

    /// <summary>Whether the row's task, or a thread of its process, could have run meanwhile. Looked up only where something waits.</summary>
    public bool Has(in ProcessRow row)
    {
        if (!ReferenceEquals(_of, readings.Diagnosis))
        {
            _of = readings.Diagnosis;
            _tasks.Of(_of.CostlyWaits);
        }

        return _tasks.Last.Has(row);
    }
}
