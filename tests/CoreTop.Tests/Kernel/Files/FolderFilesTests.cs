using System.Net.Sockets;
using System.Text;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Native;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel.Files;

/// <summary>A folder of anybody's making as a machine's root, with openat2(2) and where that may not be called.</summary>
public sealed class FolderFilesTests : IDisposable
{
    private readonly TempTree _tree = new();

    // What no link may lead to.
    private readonly TempTree _outside = new TempTree().With("secret", "outside");

    public void Dispose()
    {
        _tree.Dispose();
        _outside.Dispose();
    }

    public static TheoryData<string, string, string> LinksThatStayInside => new()
    {
        { "relative", "b/file", "inside" },
        { "absolute", "/a/b/file", "inside" },
        { "up and down", "../a/b/file", "inside" },
        { "up beyond the root", "../../../../../../a/b/file", "inside" },
        { "to a folder with a slash", "/a/b/", "folder" },
        { "through a folder that is a link", "/linked/file", "inside" },
        { "through a file", "/a/b/file/x", "gone" },
        { "to nothing", "nothing", "gone" },
        { "long", "/a/b/" + new string('x', 300), "failed" },
    };

    [Theory]
    [MemberData(nameof(LinksThatStayInside))]
    public void A_link_is_followed_as_if_the_folder_were_the_root(string name, string target, string expected)
    {
        _tree.With("a/b/file", "inside");
        Link("linked", "a/b");
        Link($"a/{name}", target);

        foreach (FolderFiles files in Both())
        {
            Assert.Equal(expected, Read(files, $"/a/{name}"));
        }
    }

    [Fact]
    public void No_link_leads_outside()
    {
        _tree.WithFolder("proc");
        Link("absolute", Path.Combine(_outside.Root, "secret"));
        Link("relative", "../../../../../../.." + _outside.Root + "/secret");
        Link("folder", _outside.Root);
        Link("etc", "/etc");
        foreach (FolderFiles files in Both())
        {
            Assert.Equal("gone", Read(files, "/absolute"));
            Assert.Equal("gone", Read(files, "/relative"));
            Assert.Equal("gone", Read(files, "/folder/secret"));
            Assert.Equal("gone", Read(files, $"/proc/../../../../..{_outside.Root}/secret"));
            Assert.Equal("failed", Read(files, "/etc/passwd"));
            Assert.Equal(Errno.Enoent, List(files, "/folder").Error);
        }
    }

    [Fact]
    public void Links_that_lead_in_a_ring_are_an_error()
    {
        Link("one", "two");
        Link("two", "one");
        Link("self", "self/x");
        foreach (FolderFiles files in Both())
        {
            Assert.Equal(Errno.Eloop, files.Read(Nul("/one"), isTaskFile: false, out _));
            Assert.Equal(Errno.Eloop, files.Read(Nul("/self"), isTaskFile: false, out _));
        }
    }

    [Fact]
    public void A_chain_of_forty_links_is_followed_and_no_longer_one()
    {
        _tree.With("0", "end");
        for (int i = 1; i <= 41; i++)
        {
            Link($"{i}", $"{i - 1}");
        }

        foreach (FolderFiles files in Both())
        {
            Assert.Equal("end", Read(files, "/40"));
            Assert.Equal("failed", Read(files, "/41"));
        }
    }

    [Fact]
    public void The_text_of_a_link_is_read_and_not_followed()
    {
        _tree.With("file", "x");
        Link("link", "/etc/passwd");
        Link("folder", "/");
        foreach (FolderFiles files in Both())
        {
            Assert.Equal(0, files.ReadLink(Nul("/link"), out ReadOnlySpan<byte> text));
            Assert.Equal("/etc/passwd"u8, text);
            Assert.Equal(0, files.ReadLink(Nul("/folder/folder/link"), out text));
            Assert.Equal("/etc/passwd"u8, text);
            Assert.Equal(Errno.Einval, files.ReadLink(Nul("/file"), out _));
            Assert.Equal(Errno.Enoent, files.ReadLink(Nul("/none"), out _));
        }
    }

    [Fact]
    public void Nothing_but_files_and_folders_is_opened()
    {
        _tree.WithFolder("sub");
        Assert.Equal(0, UnixFiles.MakeFifo(Path.Combine(_tree.Root, "fifo")));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(_tree.Root, "socket")));
        Link("link", "fifo");
        foreach (FolderFiles files in Both())
        {
            foreach (string name in new[] { "/fifo", "/link", "/socket" })
            {
                Assert.Equal(Errno.Eopnotsupp, files.Read(Nul(name), isTaskFile: false, out _));
                Assert.Equal(Errno.Enotdir, List(files, name).Error);
            }

            Assert.Equal(Errno.Eisdir, files.Read(Nul("/sub"), isTaskFile: false, out _));
        }
    }

    [Fact]
    public void A_device_is_not_opened()
    {
        // The running machine's own /dev, as if it were a container's.
        foreach (FolderFiles files in Both("/dev/"))
        {
            Assert.Equal(Errno.Eopnotsupp, files.Read(Nul("/null"), isTaskFile: false, out _));
            Assert.Equal(Errno.Eopnotsupp, files.Read(Nul("/zero"), isTaskFile: false, out _));
        }
    }

    [Fact]
    public void The_links_of_a_mounted_machine_are_followed()
    {
        // This machine through a folder, as a container's root is looked at.
        Link("root", "/");
        foreach (FolderFiles files in Both("/proc/self/root"))
        {
            Assert.StartsWith($"{Environment.ProcessId} (", Read(files, "/proc/self/stat"), StringComparison.Ordinal);
            Assert.Contains("proc", Read(files, "/proc/mounts"), StringComparison.Ordinal);
            Assert.Contains("lo:", Read(files, "/proc/net/dev"), StringComparison.Ordinal);
            Assert.Equal("0", Read(files, "/sys/class/net/lo/type")[^1..] is "2" ? "0" : "other");
        }
    }

    [Theory]
    [InlineData("cwd/a")]
    [InlineData("root/etc/passwd")]
    [InlineData("root")]
    [InlineData("exe")]
    [InlineData("fd/0")]
    [InlineData("ns/pid")]
    public void A_link_of_proc_to_an_open_file_is_not_followed_and_its_text_is_read(string name)
    {
        foreach (FolderFiles files in Both("/proc/self/root"))
        {
            Assert.Equal(Errno.Eloop, files.Read(Nul($"/proc/self/{name}"), isTaskFile: false, out _));
            Assert.Equal(Errno.Eloop, List(files, $"/proc/{Environment.ProcessId}/{name}").Error);
            if (!name.StartsWith("cwd/", StringComparison.Ordinal) && !name.Contains("etc", StringComparison.Ordinal))
            {
                Assert.Equal(0, files.ReadLink(Nul($"/proc/self/{name}"), out ReadOnlySpan<byte> text));
                Assert.False(text.IsEmpty);
            }
        }
    }

    [Fact]
    public void A_folder_is_listed_and_may_appear_later()
    {
        string root = Path.Combine(_tree.Root, "later");
        List<FolderFiles> both = [.. Both(root)];
        Assert.All(both, files => Assert.Equal(Errno.Enoent, List(files, "/").Error));

        _tree.With("later/a", "x").WithFolder("later/b");

        Assert.All(both, files => Assert.Equal(["a", "b"], List(files, "/").Names));
    }

    [Fact]
    public void Every_path_of_a_tree_of_links_reads_alike_either_way()
    {
        var random = new Random(5);
        List<string> folders = ["", "/a", "/a/b", "/c"];
        string[] names = ["a", "b", "c", "file", "l0", "l1", "l2", "l3", "l4", "l5", "l6", "l7", "..", ".", ""];
        _tree.With("a/b/file", "1").With("c/file", "2").With("file", "3");
        for (int i = 0; i < 8; i++)
        {
            Link($"{folders[i % 4]}/l{i}".TrimStart('/'), Any());
        }

        using FolderFiles kernel = new(_tree.Root), walked = new(_tree.Root, canUseOpenAt2: false);
        for (int i = 0; i < 5000; i++)
        {
            string path = "/" + Any();
            Assert.Equal((path, Read(kernel, path)), (path, Read(walked, path)));
            Assert.Equal((path, List(kernel, path).Error), (path, List(walked, path).Error));
            Assert.Equal((path, kernel.ReadLink(Nul(path), out _)), (path, walked.ReadLink(Nul(path), out _)));
        }

        string Any() => (random.Next(2) == 0 ? "/" : string.Empty)
            + string.Join('/', Enumerable.Range(0, 1 + random.Next(5)).Select(_ => names[random.Next(names.Length - 1)]))
            + (random.Next(8) == 0 ? "/" : string.Empty);
    }

    [Fact]
    public void No_descriptor_is_left_open()
    {
        _tree.With("a/b/file", "x");
        Link("l", "/a/b/../b/none");
        int before = Descriptors();
        foreach (FolderFiles files in Both())
        {
            for (int i = 0; i < 100; i++)
            {
                Read(files, "/a/b/file");
                Read(files, "/l");
                Read(files, "/a");
                List(files, "/a/b");
                files.ReadLink(Nul("/l"), out _);
                files.ReadLink(Nul("/a"), out _);
            }
        }

        // Other tests open files at the same time.
        Assert.InRange(Descriptors(), 0, before + 90);

        static int Descriptors() => Directory.GetFiles("/proc/self/fd").Length;
    }

    private IEnumerable<FolderFiles> Both(string? root = null)
    {
        foreach (bool canUseOpenAt2 in new[] { true, false })
        {
            using var files = new FolderFiles(root ?? _tree.Root, canUseOpenAt2);
            yield return files;
        }
    }

    private void Link(string name, string target) => File.CreateSymbolicLink(Path.Combine(_tree.Root, name), target);

    private static byte[] Nul(string path) => Encoding.UTF8.GetBytes(path + '\0');

    private static string Read(FolderFiles files, string path) => files.Read(Nul(path), isTaskFile: false, out ReadOnlySpan<byte> text) switch
    {
        0 => Encoding.UTF8.GetString(text).Trim(),
        Errno.Enoent or Errno.Enotdir => "gone",
        Errno.Eisdir => "folder",
        _ => "failed",
    };

    private static (int Error, List<string> Names) List(FolderFiles files, string path)
    {
        var names = new List<string>();
        int error = files.List(Nul(path), isTaskFolder: false, (name, _) => names.Add(Encoding.UTF8.GetString(name)));
        names.RemoveAll(name => name is "." or "..");
        names.Sort(StringComparer.Ordinal);
        return (error, names);
    }
}
