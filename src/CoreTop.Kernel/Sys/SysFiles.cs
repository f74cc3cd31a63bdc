using System.Buffers.Text;
using System.Globalization;
using System.Text;
using CoreTop.Kernel.Files;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Kernel.Sys;

/// <summary>Reads the small files of /sys, one value each. What does not read as documented counts as missing, and is reported.</summary>
/// <param name="files">The machine's files.</param>
/// <param name="problems">Gets files that do not read as documented.</param>
internal sealed class SysFiles(KernelFiles files, List<ReadProblem> problems)
{
    private delegate bool Parser(ReadOnlySpan<byte> text, out CpuSet cpus);

    /// <summary>The CPUs in a cpulist file; null when it is missing. <c>(null)</c>, which nohz_full may hold, is the empty set.</summary>
    public CpuSet? ReadList(string path) => ReadSet(path, TryParseList);

    /// <summary>The CPUs in a cpumask file; null when it is missing.</summary>
    public CpuSet? ReadMask(string path) => ReadSet(path, CpuList.TryParseMask);

    /// <summary>A whole number; null when it is missing or empty.</summary>
    public int? ReadNumber(string path)
    {
        if (files.Read(path, out ReadOnlySpan<byte> text) != FileStatus.Ok)
        {
            return null;
        }

        text = text.Trim(" \t\n\0"u8);
        if (Utf8Parser.TryParse(text, out int number, out int used) && used == text.Length)
        {
            return number;
        }

        if (!text.IsEmpty)
        {
            Tell(path);
        }

        return null;
    }

    /// <summary>A number written as <c>0x10de</c>; null when it is missing or empty.</summary>
    public uint? ReadHex(string path)
    {
        if (files.Read(path, out ReadOnlySpan<byte> text) != FileStatus.Ok)
        {
            return null;
        }

        text = text.Trim(" \t\n\0"u8);
        if (text.StartsWith("0x"u8) && Utf8Parser.TryParse(text[2..], out uint number, out int used, 'x') && used == text.Length - 2)
        {
            return number;
        }

        if (!text.IsEmpty)
        {
            Tell(path);
        }

        return null;
    }

    /// <summary>Whether the file's text, without blanks around it, is <paramref name="expected"/>; null when it is missing.</summary>
    public bool? Matches(string path, ReadOnlySpan<byte> expected) =>
        files.Read(path, out ReadOnlySpan<byte> text) == FileStatus.Ok ? text.Trim(" \t\n\0"u8).SequenceEqual(expected) : null;

    /// <summary>A name or another text of one line, without blanks around it; empty when it is missing.</summary>
    public string ReadText(string path) =>
        files.Read(path, out ReadOnlySpan<byte> text) == FileStatus.Ok ? Encoding.ASCII.GetString(text.Trim(" \t\n\0"u8)) : string.Empty;

    /// <summary>The numbers N of the folders <c>prefixN</c> in <paramref name="path"/>.</summary>
    public CpuSet ListNumbered(string path, string prefix)
    {
        var numbers = new List<int>();
        foreach (string name in files.ListFolder(path))
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal)
                && int.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                && number <= CpuId.HighestNumber)
            {
                numbers.Add(number);
            }
        }

        return CpuSet.Of([.. numbers]);
    }

    private CpuSet? ReadSet(string path, Parser parse)
    {
        if (files.Read(path, out ReadOnlySpan<byte> text) != FileStatus.Ok)
        {
            return null;
        }

        if (parse(text, out CpuSet cpus))
        {
            return cpus;
        }

        Tell(path);
        return null;
    }

    private static bool TryParseList(ReadOnlySpan<byte> text, out CpuSet cpus)
    {
        cpus = CpuSet.Empty;
        return text.Trim(" \t\n\0"u8).SequenceEqual("(null)"u8) || CpuList.TryParse(text, out cpus);
    }

    private void Tell(string path) =>
        problems.Add(new ReadProblem(path, "It does not read as documented, so the topology may be incomplete."));
}
