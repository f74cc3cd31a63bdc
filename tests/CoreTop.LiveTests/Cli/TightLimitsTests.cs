using System.Diagnostics;
using CoreTop.LiveTests.Terminal;

namespace CoreTop.LiveTests.Cli;

/// <summary>The published program under limits of a shell (ulimit) that are too tight for it.</summary>
public sealed class TightLimitsTests : IDisposable
{
    private const int Failed = 1;

    private readonly string _folder = Directory.CreateTempSubdirectory("coretop-test-").FullName;

    public TightLimitsTests()
    {
        // What dotnet itself needs is more than these limits leave.
        if (!BuiltProgram.IsPublished)
        {
            Assert.Skip("the program is not published");
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("ulimit -n 4", "snapshot --interval 0.1")]
    [InlineData("ulimit -n 5", "snapshot --interval 0.1")]
    [InlineData("ulimit -n 5", "diagnose --interval 0.1")]
    [InlineData("ulimit -n 5", "topology")]
    [InlineData("ulimit -n 5", "-b -n 1")]
    public void Too_few_open_files_are_a_sentence(string limit, string words)
    {
        (int code, string errors) = Run($"{limit}; exec {BuiltProgram.Command} {words}");

        Assert.Equal(Failed, code);
        Assert.Contains("raise the limit, for example with \"ulimit -n 64\"", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("snapshot --interval 0.1 > out")]
    [InlineData("-b -n 1 -d 0.1 > out")]
    [InlineData("capture machine.txt --interval 0.1")]
    [InlineData("pin $$ --cpus 0")]
    public void A_file_that_may_not_grow_is_a_sentence(string words)
    {
        (int code, string errors) = Run($"ulimit -f 0; {BuiltProgram.Command} {words}");

        Assert.Equal(Failed, code);
        Assert.StartsWith("coretop: ", errors, StringComparison.Ordinal);
        Assert.Matches("File too large|larger than the limit for files", errors);
        Assert.DoesNotContain("fault in CoreTop", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_memory_to_start_it_says_so()
    {
        (int code, string errors) = Run($"ulimit -v 50000; exec {BuiltProgram.Command} snapshot");

        Assert.Equal(Failed, code);
        Assert.StartsWith("coretop: .NET could not start here", errors, StringComparison.Ordinal);
    }

    private (int Code, string Errors) Run(string command)
    {
        var start = new ProcessStartInfo("sh", ["-c", command])
        {
            WorkingDirectory = _folder,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = _folder;
        start.Environment.Remove("XDG_STATE_HOME");
        start.Environment.Remove("XDG_CONFIG_HOME");
        using Process process = Process.Start(start)!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, errors);
    }
}
