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
        Assert.Matches(
            @"^Saved 1 reading in \S+machine\.txt, \d+ KiB: 1 process by name only, no arguments except those that choose CPUs, no user names; it can be shared\.\n$",
            _host.Output);

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
        Assert.StartsWith("Saved 1 reading in standard output, ", _host.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void With_arguments_the_file_and_the_sentence_say_so()
    {
        string file = Path.Combine(_folder.Root, "machine.txt");
        _machine.With("proc/100/cmdline", "worker\0--epochs\010\0--token\0abc\0"u8.ToArray());

        Assert.Equal(ExitCode.Done, _host.Run($"capture --with-arguments {file} --root {_machine.Root}"));

        Assert.Contains("1 process with arguments, with asterisks for what looks like a secret, and no user names; read it before you share it.", _host.Output, StringComparison.Ordinal);
        string text = File.ReadAllText(file);
        Assert.StartsWith("coretop capture 2\nCommand lines show their arguments, with stars ", text, StringComparison.Ordinal);
        Assert.Contains("worker\\x00--epochs\\x0010\\x00--token\\x00********\\x00", text, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, _host.Run($"capture {file} --root {_machine.Root}"));
        Assert.DoesNotContain("epochs", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_of_several_lines_is_said_in_one()
    {
        Assert.Equal(ExitCode.Done, CliProgram.Run(["capture", Path.Combine(_folder.Root, "a\n\e]0;b"), "--root", _machine.Root], _host.Host));
        Assert.Equal(1, _host.Output.Count('\n'));
        Assert.DoesNotContain('\e', _host.Output);
    }

    [Fact]
    public void A_file_must_be_named()
    {
        Assert.Equal(ExitCode.BadUsage, _host.Run("capture"));
        Assert.Contains("needs FILE: ", _host.Errors, StringComparison.Ordinal);
    }
}
