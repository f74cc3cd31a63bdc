using System.Diagnostics;
using CoreTop.Kernel.Files;

namespace CoreTop.Tests.Kernel.Files;

/// <summary>Root goes nowhere by somebody else's link. The tests need root, to give files away.</summary>
public sealed class PathWalkTests : IDisposable
{
    private const uint Stranger = 12345;

    private readonly string _folder = Directory.CreateTempSubdirectory("coretop-walk-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_path_is_followed_through_ones_own_links_and_said_without_them()
    {
        Directory.CreateDirectory(At("real/deep"));
        Link("a", "real");
        Link("real/b", "../real/./deep");
        Link("real/deep/c", At("real"));

        using var walk = new PathWalk(At("a/b/../deep/c/b/file"), makesFolders: false, Environment.IsPrivilegedProcess ? 0u : 1u);

        Assert.True(walk.GoToFile());
        Assert.Equal((At("real/deep"), "file"), (walk.FolderPath, walk.Name));
    }

    [Theory]
    [InlineData("link/x/file", "link")]
    [InlineData("own/link/file", "own/link")]
    [InlineData("own/link", "own/link")]
    public void A_link_of_somebody_elses_is_not_followed_wherever_it_stands(string path, string link)
    {
        RequireRoot();
        Directory.CreateDirectory(At("own"));
        Directory.CreateDirectory(At("target/x"));
        Link(link, At("target"));
        Give(link);

        PathRefusedException refused = Assert.Throws<PathRefusedException>(() => Go(path));

        Assert.Equal((PathRefusal.ForeignLink, At(link), Stranger), (refused.Reason, refused.Path, refused.Owner));
        Assert.StartsWith(At("target"), GoAs(path.EndsWith("link", StringComparison.Ordinal) ? $"{path}/file" : path, 1000), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_of_ones_own_in_somebody_elses_folder_is_not_followed_as_it_may_have_been_put_there()
    {
        RequireRoot();
        Directory.CreateDirectory(At("theirs"));
        Link("theirs/link", "/etc");
        Give("theirs");

        Assert.Equal(Stranger, Assert.Throws<PathRefusedException>(() => Go("theirs/link/passwd")).Owner);
    }

    [Fact]
    public void Nothing_is_made_in_somebody_elses_folder()
    {
        RequireRoot();
        Directory.CreateDirectory(At("theirs"));
        Give("theirs");

        Assert.Equal(
            PathRefusal.ForeignFolder,
            Assert.Throws<PathRefusedException>(() => GoAs("theirs/a/b", 0, makesFolders: true)).Reason);
        Assert.Empty(Directory.GetFileSystemEntries(At("theirs")));
    }

    [Fact]
    public void What_is_put_in_a_folders_place_meanwhile_is_not_what_is_read_or_written()
    {
        Directory.CreateDirectory(At("settings"));
        File.WriteAllText(At("settings/config"), "old");
        using TrustedPath place = TrustedPath.Find(At("settings/config"), makesFolders: false, user: 0)!;

        Directory.Move(At("settings"), At("moved"));
        Directory.CreateDirectory(At("settings"));
        File.WriteAllText(At("settings/config"), "planted");

        using (StoredFile file = place.Open()!)
        {
            Assert.Equal("old"u8, file.ReadAll());
        }

        place.Replace("new"u8);
        Assert.Equal(("new", "planted"), (File.ReadAllText(At("moved/config")), File.ReadAllText(At("settings/config"))));
        Assert.Single(Directory.GetFileSystemEntries(At("moved")));
    }

    [Fact]
    public void Links_in_a_circle_end_and_a_missing_folder_is_missing()
    {
        Link("a", "b");
        Link("b", "a");

        Assert.Throws<FileCallException>(() => Go("a/file"));
        Assert.Null(TrustedPath.Find(At("none/file"), makesFolders: false, user: 0));
    }

    private static void RequireRoot() => Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can give files away");

    private string At(string path) => Path.Combine(_folder, path);

    private void Link(string path, string target) => File.CreateSymbolicLink(At(path), target);

    private void Give(string path)
    {
        using var chown = Process.Start("chown", ["-h", $"{Stranger}", At(path)]);
        chown.WaitForExit();
    }

    private string Go(string path) => GoAs(path, 0);

    private string GoAs(string path, uint user, bool makesFolders = false)
    {
        using var walk = new PathWalk(At(path), makesFolders, user);
        return walk.GoToFile() ? walk.FolderPath : string.Empty;
    }
}
