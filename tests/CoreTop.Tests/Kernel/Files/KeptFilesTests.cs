using System.Diagnostics;
using System.Globalization;
using System.Text;
using CoreTop.Kernel.Files;

namespace CoreTop.Tests.Kernel.Files;

/// <summary>On files of the running machine: only the kernel says what a descriptor answers after its task ended.</summary>
public sealed class KeptFilesTests : IDisposable
{
    private readonly LiveFiles _source = new();
    private readonly KeptFiles _kept;

    public KeptFilesTests() => _kept = new KeptFiles(_source);

    public void Dispose()
    {
        _kept.Dispose();
        _source.Dispose();
    }

    [Fact]
    public void A_kept_file_says_each_time_what_it_says_now()
    {
        using Process child = Process.Start("sleep", "60");
        Assert.Equal((0, true), Read(child.Id, "0"));
        Assert.Equal((0, true), Read(child.Id, "0"));
        Assert.Equal(1, _kept.Count);

        File.WriteAllText($"/proc/{child.Id}/oom_score_adj", "7");

        Assert.Equal((0, true), Read(child.Id, "7"));
        child.Kill();
        child.WaitForExit();
    }

    [Fact]
    public void A_task_that_ended_is_gone_and_is_not_kept()
    {
        using Process child = Process.Start("sleep", "60");
        Read(child.Id, "0");
        child.Kill();
        child.WaitForExit();

        Assert.NotEqual(0, Read(child.Id, "0").Error);
        Assert.Equal(0, _kept.Count);
    }

    [Fact]
    public void One_that_is_not_read_for_some_readings_is_closed()
    {
        Read(Environment.ProcessId, "0");
        for (int reading = 0; reading < 10; reading++)
        {
            _kept.CloseUnused();
            Assert.Equal(1, _kept.Count);
        }

        _kept.CloseUnused();
        Assert.Equal(0, _kept.Count);
    }

    private (int Error, bool IsExpected) Read(int pid, string expected)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/oom_score_adj\0");
        int error = _kept.Read(new KeptFile(pid, 0, TaskFile.OomScoreAdj), Encoding.ASCII.GetBytes(path), out ReadOnlySpan<byte> text);
        return (error, Encoding.ASCII.GetString(text).Trim() == expected);
    }
}
