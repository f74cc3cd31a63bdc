using System.Text;
using CoreTop.Kernel.Capture;
using CoreTop.Kernel.Files;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel.Capture;

public sealed class MadeCaptureTests : IDisposable
{
    private const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TempTree _tree = new();
    private readonly MadeCapture _capture = new(Encoding.UTF8.GetBytes("the new one\n"), Readings: 2, Processes: 1, Files: 1);

    private string Target => Path.Combine(_tree.Root, "machine.txt");

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void The_file_is_for_its_owner_alone_and_nothing_lies_beside_it()
    {
        Save(Target);

        Assert.Equal("the new one\n", File.ReadAllText(Target));
        Assert.Equal(OnlyOwner, File.GetUnixFileMode(Target));
        Assert.Equal([Target], Directory.EnumerateFileSystemEntries(_tree.Root));
    }

    [Fact]
    public void A_file_that_everybody_may_read_is_replaced_by_one_that_only_its_owner_may_read()
    {
        File.WriteAllText(Target, "the former one");
        File.SetUnixFileMode(Target, OnlyOwner | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        using FileStream reader = File.OpenRead(Target);

        Save(Target);

        Assert.Equal(OnlyOwner, File.GetUnixFileMode(Target));
        Assert.Equal("the former one", new StreamReader(reader).ReadToEnd());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_link_is_neither_followed_nor_replaced(bool isThere)
    {
        string victim = Path.Combine(_tree.Root, "victim");
        if (isThere)
        {
            File.WriteAllText(victim, "precious");
        }

        File.CreateSymbolicLink(Target, victim);

        Assert.Equal($"The capture cannot be written to \"{Target}\": it is a link to {victim}: name the file itself.", Refusal(Target));
        Assert.Equal(victim, new FileInfo(Target).LinkTarget);
        Assert.Equal(isThere ? "precious" : null, isThere ? File.ReadAllText(victim) : null);
        Assert.Equal(isThere, File.Exists(victim));
    }

    [Fact]
    public void A_link_to_a_folder_or_a_device_is_refused_too()
    {
        Assert.Contains("it is a link to ", Refusal("/dev/stdout"), StringComparison.Ordinal);
        Assert.EndsWith("it is a device, a pipe or a socket, not a file.", Refusal("/dev/null"), StringComparison.Ordinal);
        Assert.EndsWith("it is a folder: name a file in it.", Refusal(_tree.Root), StringComparison.Ordinal);
        Assert.EndsWith("that names a folder: name a file in it.", Refusal(Target + "/"), StringComparison.Ordinal);
        Assert.EndsWith("its name is empty.", Refusal(string.Empty), StringComparison.Ordinal);
        Assert.EndsWith("there is no such folder.", Refusal(_tree.Root + "/none/x"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_write_protected_file_stays()
    {
        File.WriteAllText(Target, "precious");
        File.SetUnixFileMode(Target, UnixFileMode.UserRead);

        Assert.EndsWith("the file there is write-protected.", Refusal(Target), StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(Target));
    }

    [Fact]
    public void A_capture_that_is_ended_leaves_the_former_file_and_nothing_else()
    {
        File.WriteAllText(Target, "the former one");

        Assert.ThrowsAny<OperationCanceledException>(() => _capture.Save(Target, new CancellationToken(canceled: true)));

        Assert.Equal("the former one", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.EnumerateFileSystemEntries(_tree.Root));
    }

    private void Save(string path) => _capture.Save(path, TestContext.Current.CancellationToken);

    private string Refusal(string path) => Assert.Throws<MachineException>(() => Save(path)).Message;
}
