using System.Collections.Immutable;
using CoreTop.Model.Meters;

namespace CoreTop.Meters;

/// <summary>What stands above the core panel: the machine's line, the summary, and the meters chosen, in two columns.</summary>
internal sealed record HeaderLayout
{
    private const int MachineRows = 1;

    /// <summary>What there is until somebody chooses meters: see <see cref="UsualMeters"/>.</summary>
    public static HeaderLayout Usual { get; } = new() { IsLeftUsual = true, IsRightUsual = true };

    /// <summary>Nobody chose meters for the left column: which there are depends on the screen, or there are none where the right ones were chosen.</summary>
    public bool IsLeftUsual { get; init; }

    /// <summary>Nobody chose meters for the right column.</summary>
    public bool IsRightUsual { get; init; }

    /// <summary>Nobody chose meters.</summary>
    public bool IsUsual => IsLeftUsual && IsRightUsual;

    /// <summary>The same with columns that somebody chose: both, where neither was chosen before.</summary>
    public HeaderLayout WithChosen(ImmutableArray<ChosenMeter> left, ImmutableArray<ChosenMeter> right) => this with
    {
        Left = left,
        Right = right,
        IsLeftUsual = !IsUsual && IsLeftUsual && left.IsEmpty,
        IsRightUsual = !IsUsual && IsRightUsual && right.IsEmpty,
    };

    /// <summary>There is the line of tasks, busy cores, memory and swap.</summary>
    public bool HasSummary { get; init; } = true;

    /// <summary>The left column, from the top.</summary>
    public ImmutableArray<ChosenMeter> Left { get; init; } = [];

    /// <summary>The right column, from the top.</summary>
    public ImmutableArray<ChosenMeter> Right { get; init; } = [];

    /// <summary>Rows before the meters.</summary>
    public int FixedRows => MachineRows + (HasSummary ? 1 : 0);

    /// <summary>Rows that all of it takes.</summary>
    public int Rows => FixedRows + Math.Max(Left.Length, Right.Length);

    /// <summary>What must be read for the meters.</summary>
    public MeterNeeds Needs
    {
        get
        {
            MeterNeeds needs = MeterNeeds.None;
            foreach (ChosenMeter chosen in Left)
            {
                needs |= chosen.Meter.Needs;
            }

            foreach (ChosenMeter chosen in Right)
            {
                needs |= chosen.Meter.Needs;
            }

            return needs;
        }
    }
}
