using System.Diagnostics;
using System.Globalization;
using CoreTop.LiveTests.Terminal;

namespace CoreTop.LiveTests.Faults;

/// <summary>Whatever ends a capture, the file that was there is as it was, or the new one is whole.</summary>
public sealed class CaptureFaultTests : IDisposable
{
    private const int Failed = 1, MostSteps = 50;
    private const string Former = "the former one\n";

    private readonly FaultyProgram _program = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("coretop-test-").FullName;

    public CaptureFaultTests() => File.WriteAllText(Target, Former);

    private string Target => Path.Combine(_folder, "machine.txt");

    public void Dispose()
    {
        _program.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // A file system of two pages of 4,096 bytes.
    [Fact]
    public void A_full_disk_leaves_the_former_file_and_nothing_beside_it()
    {
        (_, string output, string errors) = _program.RunWithOwnMounts(
            $"""
            mount -t tmpfs -o nr_blocks=2 tmpfs {_program.State} || exit 99
            echo former > {_program.State}/machine.txt
            coretop capture {_program.State}/machine.txt --interval 0.1; echo "captured: $?"
            cat {_program.State}/machine.txt; ls -A {_program.State}
            """);

        Assert.Equal("captured: 1\nformer\nmachine.txt\n", output);
        Assert.Equal(
            $"coretop: The capture cannot be written to \"{_program.State}/machine.txt\": the disk is full. The file that was there is unchanged.\n",
            errors);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void A_file_that_may_not_grow_so_large_leaves_the_former_one_and_nothing_beside_it(int blocks)
    {
        // What dotnet itself needs is more than that.
        if (!BuiltProgram.IsPublished)
        {
            Assert.Skip("the program is not published");
        }

        (int code, _, string errors) = _program.Run($"capture {Target} --interval 0.1", before: $"ulimit -f {blocks}");

        Assert.Equal(Failed, code);
        Assert.Equal(
            $"coretop: The capture cannot be written to \"{Target}\": it would be larger than the limit for files here (ulimit -f)."
                + " The file that was there is unchanged.\n",
            errors);
        AssertOnlyFormer();
    }

    [Theory]
    [InlineData("capture machine.txt --interval 0.1", "The capture cannot be written to \"machine.txt\": the current folder is gone: give a path that begins with /.")]
    [InlineData("snapshot --root .", ". cannot be found, because the current folder is gone: give a path that begins with /.")]
    public void In_a_folder_that_was_removed_it_says_so(string words, string sentence)
    {
        string gone = Path.Combine(_folder, "gone");

        (int code, _, string errors) = _program.Run(words, before: $"mkdir {gone}; cd {gone}; rmdir {gone}");

        Assert.Equal((Failed, $"coretop: {sentence}\n"), (code, errors));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    [InlineData("QUIT")]
    public void A_signal_during_the_wait_ends_it_at_once_and_leaves_the_former_file(string signal)
    {
        const int ReadingsApart = 600;
        Tool.Require("env");

        // A program in the background of a script has SIGINT and SIGQUIT ignored, and so has what it starts.
        var start = new ProcessStartInfo(
            "env", ["--default-signal=INT,QUIT,HUP,TERM", .. BuiltProgram.Command.Split(' '), "capture", Target, "--interval", $"{ReadingsApart}"])
        {
            RedirectStandardError = true,
        };
        Tool.LeaveSettingsOut(start, _folder);
        using Process process = Process.Start(start)!;
        Wait.Until(() => Hears(process.Id), "the program to hear signals");
        Tool.Output("kill", $"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture));

        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.Equal((Failed, "coretop: The capture was ended by a signal: nothing was written.\n"), (process.ExitCode, errors));
        AssertOnlyFormer();
    }

    [Theory]
    [InlineData("pwrite64")]
    [InlineData("fsync")]
    [InlineData("rename")]
    public void Killed_at_any_step_of_writing_the_former_file_or_the_new_one_is_there_whole(string call)
    {
        int steps = 0;
        for (int code = FaultyProgram.Killed; code == FaultyProgram.Killed; steps++)
        {
            Assert.True(steps < MostSteps);
            File.WriteAllText(Target, Former);
            code = _program.RunWithFault($"capture {Target} --interval 0.1", call, "signal=KILL", $"{steps + 1}").Code;
            string text = File.ReadAllText(Target);
            bool isWhole = text.EndsWith("\n-- end --\n", StringComparison.Ordinal);
            Assert.True(isWhole || (text == Former && code == FaultyProgram.Killed), $"{call} {steps + 1}: {text.Length} characters");
        }

        Assert.True(steps > 1, $"it was never killed: it does not call {call}");
    }

    private void AssertOnlyFormer()
    {
        Assert.Equal(Former, File.ReadAllText(Target));
        Assert.Equal([Target], Directory.EnumerateFiles(_folder));
    }

    // The runtime catches the others before the program does; SIGHUP, signal 1 and the lowest bit, is the program's last.
    private static bool Hears(int pid)
    {
        const ulong HangUp = 1;
        try
        {
            string? caught = File.ReadLines($"/proc/{pid}/status").FirstOrDefault(line => line.StartsWith("SigCgt:", StringComparison.Ordinal));
            return caught is not null && (ulong.Parse(caught["SigCgt:".Length..].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) & HangUp) != 0;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
