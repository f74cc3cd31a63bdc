using System.Globalization;
using CoreTop.LiveTests.Terminal;

namespace CoreTop.LiveTests.Cli;

/// <summary>Batch mode in a real shell, and beside top.</summary>
[Collection(Alone.Name)]
public sealed class BatchLiveTests
{
    private const int Attempts = 3;
    private const double Points = 2;

    // The last of three frames: the start of both programs is not part of it.
    private const string Same = "-b -n 3 -d 4";

    [Fact]
    public async Task CPUs_and_the_busiest_processes_are_those_of_top_within_two_points()
    {
        Tool.Require("top");
        using OtherPrograms others = Alone.RequireIdle(2);
        using var load = new Load();
        using ChildProcess burner = ChildProcess.Burner(), half = ChildProcess.Run(load.Build("duty"), "240", "50");
        string difference = string.Empty;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            Task<string> top = Task.Run(() => Shell($"top {Same} -w 512 -o %CPU")), ours = Task.Run(() => Shell($"{BuiltProgram.Command} {Same}"));
            Frame theirFrame = Frame.Last(await top), ourFrame = Frame.Last(await ours);
            difference = Difference(theirFrame, ourFrame);
            if (difference.Length == 0)
            {
                Assert.InRange(ourFrame.Rows.Max(row => row.Percent), 50, 105);
                return;
            }
        }

        others.Excuse(2, () => Assert.Fail(difference));
    }

    [Fact]
    public void Whoever_reads_three_lines_and_goes_stops_a_program_without_end()
    {
        string output = Shell($"set -o pipefail; {BuiltProgram.Command} -b -d 0.1 2>&1 | head -n 3; echo $?");

        Assert.Equal(["top", "Tasks", "%Cpu(s)", "0"], output.Trim('\n').Split('\n').Select(line => line.Split(' ', ':')[0]));
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void A_signal_ends_it_as_it_ends_any_program(string signal, int code)
    {
        string output = Shell($"timeout --preserve-status -s {signal} 3 {BuiltProgram.Command} -b -d 0.1 >$0; echo $?");

        Assert.Equal($"{code}\n", output);
    }

    private static string Shell(string script)
    {
        string scratch = Path.GetTempFileName();
        try
        {
            return Tool.Output("bash", "-c", script, scratch);
        }
        finally
        {
            File.Delete(scratch);
        }
    }

    // Rows that either has among its ten busiest; a program that only one of them saw ran for a moment.
    private static string Difference(Frame theirs, Frame ours)
    {
        for (int i = 0; i < theirs.Cpu.Length; i++)
        {
            if (Math.Abs(theirs.Cpu[i] - ours.Cpu[i]) > Points)
            {
                return $"CPU line: {string.Join(' ', theirs.Cpu)} in top, {string.Join(' ', ours.Cpu)} here";
            }
        }

        foreach (int pid in theirs.Rows.Take(10).Concat(ours.Rows.Take(10)).Select(row => row.Pid).Distinct())
        {
            Row? their = theirs.Rows.Find(row => row.Pid == pid), our = ours.Rows.Find(row => row.Pid == pid);
            bool isTool = (their ?? our)!.Command is "top" or "coretop" or "dotnet";
            if (!isTool && Math.Abs((their?.Percent ?? 0) - (our?.Percent ?? 0)) > Points)
            {
                return $"process {pid}: {their?.Percent} % in top, {our?.Percent} % here";
            }
        }

        return string.Empty;
    }

    private sealed record Row(int Pid, double Percent, string Command);

    /// <summary>A frame of either program: both have PID, CPU% and the command at the same places.</summary>
    private sealed record Frame(double[] Cpu, List<Row> Rows)
    {
        private const int PercentAt = 8;

        public static Frame Last(string output)
        {
            string[] lines = output[output.LastIndexOf("top - ", StringComparison.Ordinal)..].Split('\n');
            string cpu = lines.Single(line => line.StartsWith("%Cpu(s):", StringComparison.Ordinal));
            int heading = Array.FindIndex(lines, line => line.TrimStart().StartsWith("PID USER", StringComparison.Ordinal));
            int commandAt = Words(lines[heading]).Length - 1;
            return new Frame(
                [.. cpu[8..].Split(',').Select(part => Number(part.Trim().Split(' ')[0]))],
                [.. lines[(heading + 1)..].Where(line => line.Length > 0).Select(line => RowOf(Words(line), commandAt))]);
        }

        private static Row RowOf(string[] words, int commandAt) => new(
            int.Parse(words[0], CultureInfo.InvariantCulture), Number(words[PercentAt]), Path.GetFileName(words[Math.Min(commandAt, words.Length - 1)]));

        private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }
}
