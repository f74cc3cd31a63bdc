using CoreTop.Model.Sampling;

namespace CoreTop.Listing.Texts;

/// <summary>Makes short text of a cgroup's path. Nothing is allocated.</summary>
internal static class ShortCgroup
{
    private const int ShownDigits = 12;

    private static readonly string[] LxcFolders = ["/lxc/", "/lxc.payload.", "/lxc.payload/", "/lxc.monitor."];
    private static readonly string[] Nspawn = ["/systemd-nspawn@"];

    /// <summary>The container whose cgroup it is or lies in: 12 digits of its id, or its name; empty for none.</summary>
    public static ReadOnlySpan<char> Container(ReadOnlySpan<char> path)
    {
        if (ContainerId.InPath(path) is { IsEmpty: false } id)
        {
            return id[..ShownDigits];
        }

        ReadOnlySpan<char> name = Behind(path, LxcFolders);
        if (name.IsEmpty)
        {
            name = Behind(path, Nspawn);
            name = name.EndsWith(".service", StringComparison.Ordinal) ? name[..^".service".Length] : name;
        }

        return name;
    }

    /// <summary>Writes the path with each part shortened.</summary>
    public static int Write(Span<char> to, ReadOnlySpan<char> path)
    {
        if (path is "/")
        {
            return FieldText.Text(to, path);
        }

        int length = 0;
        foreach (Range range in path.Split('/'))
        {
            ReadOnlySpan<char> part = path[range];
            if (!part.IsEmpty)
            {
                length += length > 0 ? FieldText.Text(to[length..], "/") : 0;
                length += WritePart(to[length..], part);
            }
        }

        return length;
    }

    /// <summary>The shortened path as a text of its own.</summary>
    public static string Of(ReadOnlySpan<char> path)
    {
        // Three brackets at most are added to a part, and those that get them lose more.
        var buffer = new char[path.Length + 1];
        return new string(buffer, 0, Write(buffer, path));
    }

    private static int WritePart(Span<char> to, ReadOnlySpan<char> part)
    {
        if (ContainerId.InName(part) is { IsEmpty: false } id)
        {
            return FieldText.Text(to, id[..ShownDigits]);
        }

        if (part.StartsWith("session-", StringComparison.Ordinal) && part.EndsWith(".scope", StringComparison.Ordinal))
        {
            return Write(to, ":", part["session-".Length..^".scope".Length], "");
        }

        if (part.EndsWith(".service", StringComparison.Ordinal))
        {
            return FieldText.Text(to, part[..^".service".Length]);
        }

        if (part.EndsWith(".scope", StringComparison.Ordinal))
        {
            return Write(to, "", part[..^".scope".Length], "!");
        }

        return part switch
        {
            "system.slice" => FieldText.Text(to, "[S]"),
            "user.slice" => FieldText.Text(to, "[U]"),
            "machine.slice" => FieldText.Text(to, "[M]"),
            _ when part.EndsWith(".slice", StringComparison.Ordinal) => Write(to, "[", part[..^".slice".Length], "]"),
            _ => FieldText.Text(to, part),
        };
    }

    private static int Write(Span<char> to, string before, ReadOnlySpan<char> text, string after)
    {
        int length = FieldText.Text(to, before);
        length += FieldText.Text(to[length..], text);
        return length + FieldText.Text(to[length..], after);
    }

    private static ReadOnlySpan<char> Behind(ReadOnlySpan<char> path, string[] marks)
    {
        foreach (string mark in marks)
        {
            int at = path.IndexOf(mark, StringComparison.Ordinal);
            if (at >= 0)
            {
                ReadOnlySpan<char> rest = path[(at + mark.Length)..];
                int end = rest.IndexOf('/');
                return end < 0 ? rest : rest[..end];
            }
        }

        return default;
    }
}
