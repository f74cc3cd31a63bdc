using System.Numerics;

namespace CoreTop.Fuzz;

/// <summary>Makes numbers that tell the ways of a parser apart: alike in every run, unlike hash codes.</summary>
internal static class Outcome
{
    private const uint Basis = 2166136261;
    private const uint Prime = 16777619;

    /// <summary>For a message, without the numbers and quotations in it.</summary>
    public static int Of(string message)
    {
        uint hash = Basis;
        foreach (char character in message)
        {
            if (character == '"')
            {
                break;
            }

            hash = unchecked((hash ^ (char.IsAsciiDigit(character) ? '0' : character)) * Prime);
        }

        return unchecked((int)hash);
    }

    /// <summary>Of sizes: each counts as large as its highest bit.</summary>
    public static int Of(params ReadOnlySpan<long> sizes)
    {
        uint hash = Basis;
        foreach (long size in sizes)
        {
            uint level = size < 0 ? 99U : (uint)(64 - BitOperations.LeadingZeroCount((ulong)size));
            hash = unchecked((hash ^ level) * Prime);
        }

        return unchecked((int)hash);
    }
}
