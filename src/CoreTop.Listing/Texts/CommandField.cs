using CoreTop.Listing.Rows;

namespace CoreTop.Listing.Texts;

/// <summary>How a task's command reads in the list, with the lines of the tree before it.</summary>
internal static class CommandField
{
    /// <summary>Writes it and says how long it is.</summary>
    /// <param name="row">The row.</param>
    /// <param name="mode">How it is shown.</param>
    /// <param name="hidesPath">The path of the program is left out.</param>
    /// <param name="to">Where to; what has no room is left out.</param>
    /// <param name="name">The part that stands out: the task's own name where it is shown, else the program's; empty for a kernel thread.</param>
    public static int Write(in ProcessRow row, CommandMode mode, bool hidesPath, Span<char> to, out Range name)
    {
        name = default;
        if (row.Group is { } group)
        {
            return GroupField.Write(row, group, to, out name);
        }

        int start = Indent(row, to);
        Span<char> rest = to[start..];
        if (row.Task.IsKernelThread && row.Thread is null)
        {
            int written = FieldText.Text(rest, "[");
            written += FieldText.Text(rest[written..], row.Task.Name);
            return start + written + FieldText.Text(rest[written..], "]");
        }

        string commandLine = row.Process.Details?.CommandLine ?? string.Empty;
        if (mode == CommandMode.Name || commandLine.Length == 0 || (row.Thread is not null && mode == CommandMode.CommandLine))
        {
            int length = FieldText.Text(rest, row.Task.Name);
            name = Within(start, length, to.Length);
            return start + length;
        }

        ReadOnlySpan<char> command = commandLine;
        int program = StartOfProgram(command);
        if (hidesPath)
        {
            command = command[program..];
            program = 0;
        }

        if (mode is CommandMode.CommandLine or CommandMode.Whole)
        {
            name = Within(start + program, LengthOfProgram(command[program..]), to.Length);
            return start + FieldText.Text(rest, command);
        }

        if (Begins(command[program..], row.Task.Name))
        {
            name = Within(start + program, row.Task.Name.Length, to.Length);
            return start + FieldText.Text(rest, command);
        }

        int end = FieldText.Text(rest, row.Task.Name);
        name = Within(start, end, to.Length);
        end += FieldText.Text(rest[end..], "│");
        return start + end + FieldText.Text(rest[end..], command);
    }

    // The lines of the tree are drawn by depth; in the flat list threads stand a little further in.
    private static int Indent(in ProcessRow row, Span<char> to)
    {
        if (!row.Is(RowTraits.InTree))
        {
            int blanks = Math.Min(row.Depth * 2, to.Length);
            to[..blanks].Fill(' ');
            return blanks;
        }

        int at = 0;
        for (int depth = 0; depth < row.Depth - 1; depth++)
        {
            bool goesOn = depth < 64 && (row.Bars & (1UL << depth)) != 0;
            at += FieldText.Text(to[at..], goesOn ? "│ " : "  ");
        }

        bool isFolded = row.Is(RowTraits.Folded);
        if (row.Depth > 0)
        {
            at += FieldText.Text(to[at..], row.Is(RowTraits.Last) ? "└" : "├");
            at += FieldText.Text(to[at..], isFolded ? "+ " : "─ ");
        }
        else if (isFolded)
        {
            at += FieldText.Text(to[at..], "+ ");
        }

        return at;
    }

    // Where the first word's last part begins; a path with a space in it cannot be distinguished from arguments.
    private static int StartOfProgram(ReadOnlySpan<char> command)
    {
        int end = command.IndexOf(' ');
        return command[..(end < 0 ? command.Length : end)].LastIndexOf('/') + 1;
    }

    // Programs that say what they do put a colon behind their name.
    private static int LengthOfProgram(ReadOnlySpan<char> command)
    {
        int end = command.IndexOf(' ');
        return command[..(end < 0 ? command.Length : end)].TrimEnd(':').Length;
    }

    private static bool Begins(ReadOnlySpan<char> program, string name) =>
        program.StartsWith(name, StringComparison.Ordinal)
        && (program.Length == name.Length || !char.IsAsciiLetterOrDigit(program[name.Length]) || name.Length == 15);

    private static Range Within(int start, int length, int room) => Math.Min(start, room)..Math.Min(start + length, room);
}
