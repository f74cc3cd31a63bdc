using CoreTop.Cli;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Cli;

public sealed class CaptureCommandTests : IDisposable
{
    private readonly TempTree _machine = CapturedMachine.Of(cpus: 2).WithProcess(100, parent: 1, "0-1", threads: [101]);
    private readonly TempTree _folder = new();
    private readonly TestHost _host = new();

    public void Dispose()
    {
        _machine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void What_was_saved_shows_the_same_processes()
    {
        string file = Path.Combine(_folder.Root, "machine.txt");

        Assert.Equal(ExitCode.Done, _host.Run($"capture {file} --root {_machine.Root}"));
        Assert.StartsWith("Saved 1 reading of 1 process:", _host.Output, StringComparison.Ordinal);

        var host = new TestHost();
        Assert.Equal(ExitCode.Done, host.Run($"pin 100 --cpus 1 --root {file}"));
        Assert.Contains("worker 100: 2 threads narrowed from all CPUs to CPU 1 (only recorded", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_named()
    {
        Assert.Equal(ExitCode.Failed, _host.Run($"capture {_folder.Root}/none/machine.txt --root {_machine.Root}"));
        Assert.Contains($"{_folder.Root}/none/machine.txt", _host.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dash_is_standard_output_and_the_sentence_goes_beside_it()
    {
        Assert.Equal(ExitCode.Done, _host.Run($"capture - --root {_machine.Root}"));

        Assert.StartsWith("coretop capture 2\n", _host.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n-- end --\n", _host.Output, StringComparison.Ordinal);
        Assert.StartsWith("Saved 1 reading of 1 process:", _host.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_must_be_named()
    {
        Assert.Equal(ExitCode.BadUsage, _host.Run("capture"));
        Assert.Contains("'FILE' missing", _host.Errors, StringComparison.Ordinal);
    }
}
