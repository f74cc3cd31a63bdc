using System.Collections.Immutable;
using System.Text;
using CoreTop.Model.Causes;

namespace CoreTop.Kernel.Proc;

/// <summary>
/// All of <c>/proc/[pid]/environ</c>, for the user who asks to see one process's. Whoever looks for causes reads
/// <see cref="EnvironFile"/>, which keeps what is none of its business to itself.
/// </summary>
internal static class EnvironmentText
{
    private const int LongestValue = 4096;
    private const int MostVariables = 2000;

    /// <summary>The variables in the file's order; anything but <c>NAME=value</c> has no value. Values are cut after 4,096 bytes.</summary>
    public static ImmutableArray<EnvironmentVariable> Parse(ReadOnlySpan<byte> text)
    {
        var variables = ImmutableArray.CreateBuilder<EnvironmentVariable>();
        foreach (Range range in text.Split((byte)0))
        {
            ReadOnlySpan<byte> entry = text[range];
            if (entry.IsEmpty || variables.Count == MostVariables)
            {
                continue;
            }

            int equals = entry.IndexOf((byte)'=');
            ReadOnlySpan<byte> value = equals < 0 ? default : entry[(equals + 1)..];
            variables.Add(new EnvironmentVariable(
                Text(equals < 0 ? entry : entry[..equals]), Text(value)));
        }

        return variables.ToImmutable();
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, LongestValue)]);
}
