using System.Globalization;

namespace CoreTop.LiveTests.Terminal;

/// <summary>Pages of the program's own file that the running screen gives back.</summary>
public sealed class ProgramPagesTests
{
    [Fact]
    public void Pages_of_the_start_are_given_back_and_what_the_runtime_wrote_into_such_pages_stays()
    {
        Assert.SkipUnless(BuiltProgram.IsPublished, "only the published program has pages of its own");
        using var terminal = new PseudoTerminal("--readonly -d 0.2", "xterm-256color", "C.UTF-8", isControlling: true);
        terminal.ReadUntil("COMMAND");
        Dictionary<string, long> written = Written(terminal.Pid);
        Assert.NotEmpty(written);
        long most = 0;

        Wait.Until(
            () =>
            {
                terminal.Read();
                long now = ReadOnlyPages(terminal.Pid).Sum(mapping => mapping.ResidentKb);
                most = Math.Max(most, now);
                return now < most / 4 * 3;
            },
            "pages to be given back");

        Assert.Equal(written, Written(terminal.Pid));
        terminal.Type("q");
        Wait.Until(() => terminal.HasEnded, "the program to end");
        Assert.Equal(0, terminal.ExitCode);
    }

    private static Dictionary<string, long> Written(int pid) => ReadOnlyPages(pid)
        .Where(mapping => mapping.WrittenKb > 0)
        .ToDictionary(mapping => mapping.Range, mapping => mapping.WrittenKb);

    // proc_pid_smaps(5): a written page of a private mapping is anonymous memory.
    private static IEnumerable<(string Range, long ResidentKb, long WrittenKb)> ReadOnlyPages(int pid)
    {
        string? range = null;
        long resident = 0;
        foreach (string line in File.ReadLines($"/proc/{pid}/smaps"))
        {
            string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (!fields[0].EndsWith(':'))
            {
                range = fields[1][1] == '-' && fields is [.., var path] && path.EndsWith("/coretop", StringComparison.Ordinal) ? fields[0] : null;
            }
            else if (range is not null && fields[0] == "Rss:")
            {
                resident = Kb(fields[1]);
            }
            else if (range is not null && fields[0] == "Anonymous:")
            {
                yield return (range, resident, Kb(fields[1]));
            }
        }
    }

    private static long Kb(string number) => long.Parse(number, CultureInfo.InvariantCulture);
}
