using System.Collections.Immutable;
using System.Globalization;

namespace CoreTop.Cli.Text;

/// <summary>A unit of memory that every size is given in, as top's -E and -e have it.</summary>
/// <param name="Letter">Its letter on the command line, and behind a size.</param>
/// <param name="Name">Its name before a line of the summary.</param>
/// <param name="Bytes">How many bytes it is.</param>
/// <param name="Format">How many decimals sizes have.</param>
internal sealed record MemoryUnit(char Letter, string Name, double Bytes, string Format)
{
    /// <summary>Every unit.</summary>
    public static ImmutableArray<MemoryUnit> All { get; } =
    [
        new('k', "KiB", 1024, "0"),
        new('m', "MiB", 1024.0 * 1024, "0.0"),
        new('g', "GiB", 1024.0 * 1024 * 1024, "0.0"),
        new('t', "TiB", 1024.0 * 1024 * 1024 * 1024, "0.0"),
        new('p', "PiB", 1024.0 * 1024 * 1024 * 1024 * 1024, "0.0"),
        new('e', "EiB", 1024.0 * 1024 * 1024 * 1024 * 1024 * 1024, "0.0"),
    ];

    /// <summary>The unit of the summary where none is chosen.</summary>
    public static MemoryUnit Mebibytes { get; } = All[1];

    /// <summary>Bytes in this unit, for a line that names it: <c>6.2</c>.</summary>
    public string Number(double bytes) => (bytes / Bytes).ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Bytes in this unit with its letter, <c>6.2m</c>; without one in kibibytes, as in top.</summary>
    public string Text(double bytes) => Letter == 'k' ? Number(bytes) : $"{Number(bytes)}{Letter}";
}
