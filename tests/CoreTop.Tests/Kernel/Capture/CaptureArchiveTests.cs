using CoreTop.Kernel.Archive;
using CoreTop.Kernel.Files;

namespace CoreTop.Tests.Kernel.Capture;

/// <summary>No capture is made that could not be read.</summary>
public sealed class CaptureArchiveTests
{
    private static readonly byte[] Content = "1\n"u8.ToArray();

    [Fact]
    public void One_that_would_be_larger_than_is_read_is_refused()
    {
        var archive = new CaptureArchive("x", new CaptureBounds { Bytes = 100 });
        archive.NextReading();

        MachineException problem = Assert.Throws<MachineException>(() => Add(archive, count: 100));

        Assert.Equal("The capture of this machine could not be read, so nothing was written: a capture may have at most 0 MiB.", problem.Message);
    }

    [Theory]
    [InlineData(nameof(CaptureBounds.Entries), "a capture may hold at most 3 files")]
    [InlineData(nameof(CaptureBounds.Folders), "a capture may hold at most 3 folders")]
    [InlineData(nameof(CaptureBounds.FileBytes), "a file in a capture may have at most 1 bytes")]
    public void One_that_would_hold_more_than_is_read_is_refused(string bound, string why)
    {
        CaptureBounds bounds = bound switch
        {
            nameof(CaptureBounds.Entries) => new CaptureBounds { Entries = 3 },
            nameof(CaptureBounds.Folders) => new CaptureBounds { Folders = 3 },
            _ => new CaptureBounds { FileBytes = 1 },
        };
        var archive = new CaptureArchive("x", bounds);
        archive.NextReading();
        Add(archive, count: 5);

        string message = Assert.Throws<MachineException>(() => archive.End()).Message;

        Assert.StartsWith("The capture of this machine could not be read, so nothing was written: ", message, StringComparison.Ordinal);
        Assert.Contains(why, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, 3, 0)]
    [InlineData(65, 3, 1)]
    [InlineData(2, 255, 0)]
    [InlineData(2, 256, 1)]
    [InlineData(16, 248, 0)]
    [InlineData(16, 255, 1)]
    public void A_path_that_no_capture_may_hold_is_left_out_and_counted(int depth, int length, int leftOut)
    {
        var archive = new CaptureArchive("x");
        archive.NextReading();

        archive.Add('/' + string.Join('/', Enumerable.Repeat(new string('a', length), depth)), Content);
        archive.Add("/proc/stat", Content);

        Assert.NotEqual(0, archive.End().Length);
        Assert.Equal((leftOut, 2 - leftOut), (archive.LeftOut, archive.Files));
    }

    private static void Add(CaptureArchive archive, int count)
    {
        for (int i = 0; i < count; i++)
        {
            archive.Add($"/sys/{i}/x", Content);
        }
    }
}
