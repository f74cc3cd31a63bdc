using System.Globalization;
using CoreTop.LiveTests.Terminal;

namespace CoreTop.LiveTests.Cli;

/// <summary>The options of top that choose tasks do on this machine what they do in top.</summary>
public sealed class TopSelectionLiveTests : IDisposable
{
    private const int ThreadCount = 4;

    private readonly ChildProcess _threads = ChildProcess.Threads(ThreadCount), _sleeper = ChildProcess.Sleep();

    public void Dispose()
    {
        _threads.Dispose();
        _sleeper.Dispose();
    }

    [Theory]
    [InlineData("-p {0}", 1)]
    [InlineData("-p {0} -p {1}", 2)]
    [InlineData("-p {0},{1},2147483647", 2)]
    [InlineData("-p 2147483647", 0)]
    [InlineData("-p 0", 1)]
    [InlineData("-H -p {0}", ThreadCount)]
    [InlineData("-H -p {0} -p{1}", ThreadCount + 1)]
    public void As_many_tasks_are_listed_and_counted_as_in_top(string options, int tasks)
    {
        Tool.Require("top");

        Assert.All(Frames(options), frame => Assert.Equal((tasks, tasks), (Rows(frame).Length, Counted(frame))));
    }

    [Theory]
    [InlineData("-u nobody")]
    [InlineData("-U nobody")]
    [InlineData("-u nobody -H")]
    public void A_user_narrows_the_list_and_not_the_counts(string options)
    {
        Tool.Require("top");
        using ChildProcess other = ChildProcess.SleepAsNobody();

        Assert.All(Frames(options), frame =>
        {
            Assert.Contains(other.Pid, Rows(frame).Select(Pid));
            Assert.InRange(Rows(frame).Length, 1, Counted(frame) - 1);
        });
    }

    [Fact]
    public void With_c_and_H_each_thread_has_the_command_line()
    {
        Tool.Require("top");

        Assert.All(Frames("-c -H -p {0}"), frame => Assert.All(Rows(frame), row => Assert.Contains("python3 -c", row, StringComparison.Ordinal)));
        Assert.All(Frames("-H -p {0}"), frame => Assert.All(Rows(frame), row => Assert.DoesNotContain("python3 -c", row, StringComparison.Ordinal)));
    }

    [Fact]
    public void An_option_given_twice_counts_as_given_last()
    {
        Tool.Require("top");

        Assert.All(Frames("-o %CPU -d 60 -o PID -n 3 -d 0.1 -n 1 -p {0},{1}"), frame =>
            Assert.Equal(new[] { _threads.Pid, _sleeper.Pid }.OrderDescending(), Rows(frame).Select(Pid)));
    }

    // One of top, and one of ours.
    private string[] Frames(string options)
    {
        string filled = string.Format(CultureInfo.InvariantCulture, options, _threads.Pid, _sleeper.Pid);
        return [Shell($"top -b -n 1 -w 300 {filled}"), Shell($"{BuiltProgram.Command} -b -n 1 -w 300 -d 0.2 {filled}")];
    }

    // What is said of PIDs that are not there is not part of the frame.
    private static string Shell(string command)
    {
        string errors = Path.GetTempFileName();
        string frame = Tool.Output("bash", "-c", $"{command} 2>{errors}; echo \"ended with $?\" >>{errors}");
        string said = File.ReadAllText(errors);
        File.Delete(errors);
        Assert.True(frame.Length > 0, $"{command} printed nothing: {said}");
        return frame;
    }

    private static string[] Rows(string frame)
    {
        string[] lines = frame.Split('\n');
        int heading = Array.FindIndex(lines, line => line.TrimStart().StartsWith("PID USER", StringComparison.Ordinal));
        return [.. lines[(heading + 1)..].Where(line => line.Length > 0)];
    }

    private static int Pid(string row) => int.Parse(row.AsSpan().TrimStart()[..row.TrimStart().IndexOf(' ', StringComparison.Ordinal)], CultureInfo.InvariantCulture);

    private static int Counted(string frame)
    {
        string line = frame.Split('\n')[1];
        return int.Parse(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..line.IndexOf("total", StringComparison.Ordinal)], CultureInfo.InvariantCulture);
    }
}
