using CoreTop.Kernel.Bpf;
using CoreTop.Kernel.Files;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel.Bpf;

public sealed class BpfTaskSourceTests : IDisposable
{
    private readonly TempTree _tree = new();
    private readonly KernelFiles _files;
    private int _opened;

    public BpfTaskSourceTests() => _files = new KernelFiles(_tree.Root);

    public void Dispose()
    {
        _files.Dispose();
        _tree.Dispose();
    }

    [Fact]
    public void The_first_reading_is_left_to_the_files_without_loading_anything()
    {
        using var source = Source("The kernel refuses to load a program: Operation not permitted.");

        Assert.False(source.TryRead());
        Assert.Equal((0, null), (_opened, source.Refusal));
    }

    [Fact]
    public void A_refusal_is_kept_with_its_log_and_nothing_is_asked_again()
    {
        using var source = Source("The kernel refuses to load a program: Permission denied.", log: "R1 invalid mem access");

        Assert.False(source.TryRead() || source.TryRead() || source.TryRead() || source.TryRead());
        Assert.Equal(1, _opened);
        Assert.Equal("The kernel refuses to load a program: Permission denied.\nR1 invalid mem access", source.Refusal);
        Assert.True(source.Tasks.IsEmpty);
    }

    [Fact]
    public void Where_the_user_does_not_allow_it_nothing_is_loaded_until_that_changes()
    {
        using var source = Source("The kernel refuses to load a program: Operation not permitted.");
        source.Allows = () => false;

        Assert.False(source.TryRead() || source.TryRead() || source.TryRead());
        Assert.Equal((0, null), (_opened, source.Refusal));

        source.Allows = () => true;
        Assert.False(source.TryRead() || source.TryRead());
        Assert.Equal(1, _opened);
    }

    [Fact]
    public void Whether_the_user_allows_it_is_not_asked_before_the_second_reading()
    {
        int asked = 0;
        using var source = Source("The kernel refuses to load a program: Operation not permitted.");
        source.Allows = () => ++asked > 0;

        Assert.False(source.TryRead());
        Assert.Equal(0, asked);

        Assert.False(source.TryRead());
        Assert.Equal((1, 1), (asked, _opened));
    }

    [Fact]
    public void A_file_of_types_that_is_not_there_is_a_refusal()
    {
        string path = Path.Combine(_tree.Root, "vmlinux");

        string message = Assert.Throws<BpfRefusedException>(() => new BtfFile(path)).Message;

        Assert.Equal($"{path} cannot be read: No such file or directory.", message);
    }

    [Fact]
    public void A_file_of_types_is_read_whole()
    {
        byte[] bytes = BtfBuilder.Kernel().ToBytes();
        string path = Path.Combine(_tree.Root, "vmlinux");
        File.WriteAllBytes(path, bytes);

        using var file = new BtfFile(path);

        Assert.Equal(bytes, file.Bytes);
    }

    private BpfTaskSource Source(string refusal, string log = "") => new(_files, _ =>
    {
        _opened++;
        throw new BpfRefusedException(refusal, log);
    });
}
