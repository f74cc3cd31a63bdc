using CoreTop.Model.Meters;
using CoreTop.Model.Sampling;

namespace CoreTop.Meters;

/// <summary>Writes a meter's numbers into the buffer and says how long they are; 0 for what the kernel does not report.</summary>
internal delegate int MeterText(Snapshot snapshot, Span<char> buffer);

/// <summary>A number of a meter; null for what the kernel does not report.</summary>
internal delegate double? MeterValue(Snapshot snapshot);

/// <summary>One meter of the header: a line of <see cref="HeaderMeters"/>.</summary>
/// <param name="Name">Its name in the settings file.</param>
/// <param name="Label">Stands before it.</param>
/// <param name="Help">A sentence for the setup screen and docs/settings.md.</param>
/// <param name="Text">Its numbers.</param>
/// <param name="Value">What a bar and a graph show; null for a meter that has neither.</param>
/// <param name="Full">The value of a full bar; null, or a value of null, for the highest value seen.</param>
/// <param name="Needs">What must be read for it.</param>
internal sealed record HeaderMeter(
    string Name,
    string Label,
    string Help,
    MeterText Text,
    MeterValue? Value = null,
    MeterValue? Full = null,
    MeterNeeds Needs = MeterNeeds.None)
{
    /// <summary>Its bar shows the parts of the memory.</summary>
    public bool IsOfMemory { get; init; }

    /// <summary>The meter can be drawn so.</summary>
    public bool Has(MeterStyle style) => style == MeterStyle.Text || Value is not null;
}
