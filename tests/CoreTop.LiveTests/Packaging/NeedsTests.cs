namespace CoreTop.LiveTests.Packaging;

public sealed class NeedsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("coretop-needs-");

    /// <summary>Programs that packaging/build has left, with their variants.</summary>
    private static IEnumerable<(string Variant, string Binary)> Released =>
        from variant in new[] { "linux-x64", "linux-arm64", "linux-x64-static", "linux-arm64-static" }
        let binary = Path.Combine(
            Script.Source, "artifacts", "packaging", variant, "publish", "CoreTop", $"release_{variant.Replace("-static", string.Empty, StringComparison.Ordinal)}", "coretop")
        where File.Exists(binary)
        select (variant, binary);

    [Fact]
    public void Released_programs_need_no_newer_glibc_than_the_floor_and_the_static_ones_none()
    {
        Tool.Require("readelf");
        Assert.SkipUnless(Released.Any(), "packaging/build has built nothing here");
        foreach ((string variant, string binary) in Released)
        {
            Script needs = Script.Run("/nonexistent", Path.Combine(Script.Source, "packaging", "needs"), variant, binary);

            Assert.True(needs.ExitCode == 0, needs.Said);
        }
    }

    [Fact]
    public void A_program_that_needs_a_newer_glibc_is_refused_with_what_it_needs_it_for()
    {
        Script needs = RunWithFloor("2.1", "linux-x64");

        Assert.Equal(1, needs.ExitCode);
        Assert.Contains("and the floor is 2.1", needs.Said, StringComparison.Ordinal);
        Assert.Contains("FUNC", needs.Said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_needs_libraries_is_not_taken_for_a_static_one()
    {
        Script needs = RunWithFloor("2.99", "linux-x64-static");

        Assert.Equal(1, needs.ExitCode);
        Assert.Contains("is not static: it needs libc.so.6", needs.Said, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Script RunWithFloor(string floor, string variant)
    {
        Tool.Require("readelf");
        string script = Path.Combine(_folder.FullName, "needs");
        File.Copy(Path.Combine(Script.Source, "packaging", "needs"), script);
        File.WriteAllText(Path.Combine(_folder.FullName, "glibc-floor"), $"{floor}\n");
        return Script.Run("/nonexistent", script, variant, "/usr/bin/env");
    }
}
